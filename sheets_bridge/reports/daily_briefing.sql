-- The figures of a day as a reader wants them in the morning, a line an item. After `shop_days`.
, recent AS (
    SELECT *, CASE WHEN currency = 'KRW' THEN '원' ELSE ' ' || currency END AS unit
    FROM shop_days WHERE date >= date(:today, '-31 days')
),
measured(account, shop_no, date, place, item, unit, number) AS (
    SELECT account, shop_no, date, 1, '통계 순매출', unit, net_sales FROM recent
    UNION ALL SELECT account, shop_no, date, 2, '구매건수', '건', order_count FROM recent
    UNION ALL SELECT account, shop_no, date, 3, '방문수', '회', visit_count FROM recent
    UNION ALL SELECT account, shop_no, date, 4, '구매전환율', '%', purchase_rate FROM recent
    UNION ALL SELECT account, shop_no, date, 5, '광고비 합계', unit, ad_cost FROM recent
    UNION ALL SELECT account, shop_no, date, 6, '통합 ROAS', '%', blended_roas FROM recent
),
earlier(account, shop_no, date, place, number) AS (
    SELECT account, shop_no, date, 1, net_sales FROM shop_days
    UNION ALL SELECT account, shop_no, date, 2, order_count FROM shop_days
    UNION ALL SELECT account, shop_no, date, 3, visit_count FROM shop_days
    UNION ALL SELECT account, shop_no, date, 4, purchase_rate FROM shop_days
    UNION ALL SELECT account, shop_no, date, 5, ad_cost FROM shop_days
    UNION ALL SELECT account, shop_no, date, 6, blended_roas FROM shop_days
),
levels(account, shop_no, date, level, kind, name, number) AS (
    SELECT account, shop_no, date, '매체', '광고비', medium, cost FROM medium_days
    UNION ALL SELECT account, shop_no, date, '매체', '실매출', medium, sales FROM medium_days
    UNION ALL SELECT account, shop_no, date, '캠페인', '광고비', COALESCE(name, campaign_id), SUM(cost)
    FROM campaign_days GROUP BY account, shop_no, date, COALESCE(name, campaign_id) HAVING COUNT(cost) = COUNT(*)
    UNION ALL SELECT account, shop_no, date, '캠페인', '실매출', COALESCE(name, campaign_id), SUM(sales)
    FROM campaign_days GROUP BY account, shop_no, date, COALESCE(name, campaign_id) HAVING COUNT(sales) = COUNT(*)
),
moves AS (
    -- Of each level and kind the one that moved most in money since the day before.
    SELECT account, shop_no, date, level, kind, name, number, before
    FROM (SELECT n.account, n.shop_no, n.date, n.level, n.kind, n.name, n.number, b.number AS before,
                 ROW_NUMBER() OVER (PARTITION BY n.account, n.shop_no, n.date, n.level, n.kind
                                    ORDER BY abs(n.number - b.number) DESC, n.name) AS rank
          FROM levels AS n
          JOIN levels AS b
            ON b.account = n.account AND b.shop_no = n.shop_no AND b.level = n.level AND b.kind = n.kind
           AND b.name = n.name AND b.date = date(n.date, '-1 day')
          WHERE n.number <> b.number AND n.date >= date(:today, '-31 days')) AS ranked
    WHERE rank = 1
),
moves_told AS (
    SELECT v.*, CASE WHEN c.currency = 'KRW' THEN printf('%,d', ROUND(v.before)) ELSE printf('%.2f', v.before) END AS was,
           CASE WHEN c.currency = 'KRW' THEN printf('%,d', ROUND(v.number)) ELSE printf('%.2f', v.number) END AS is_now,
           CASE WHEN c.currency = 'KRW' THEN printf('%,d', ROUND(v.number - v.before))
                ELSE printf('%.2f', v.number - v.before) END AS moved
    FROM moves AS v JOIN main_currency AS c ON c.account = v.account AND c.shop_no = v.shop_no
),
last_events AS (
    SELECT r.account, r.shop_no, r.date, a.alert_id, a.condition || ' (' || a.target || ')' AS name, a.state,
           ROW_NUMBER() OVER (PARTITION BY r.account, r.shop_no, r.date, a.alert_id
                              ORDER BY a.at DESC, a.state = '발생') AS place
    FROM recent AS r
    JOIN alerts AS a ON a.account = r.account AND a.shop_no = r.shop_no AND a.date <= r.date
),
open_alerts AS (
    SELECT account, shop_no, date, COUNT(*) AS number, group_concat(name, ' · ') AS names
    FROM (SELECT * FROM last_events WHERE place = 1 AND state = '발생' ORDER BY name) AS standing
    GROUP BY account, shop_no, date
),
said AS (
    SELECT account, shop_no, date, data_status,
           CASE WHEN data_status LIKE '미수집 (%'
                THEN replace(CASE WHEN instr(data_status, ' · 집계중') > 0
                                  THEN substr(data_status, 1, instr(data_status, ' · 집계중') - 1)
                                  ELSE data_status END, '미수집 (', '') END AS missing,
           CASE WHEN instr(data_status, '집계중') > 0 THEN substr(data_status, instr(data_status, '집계중')) END AS unsettled
    FROM recent
),
items(account, shop_no, date, place, item, value, number, day_change, week_change, words) AS (
    SELECT m.account, m.shop_no, m.date, m.place, m.item,
           CASE WHEN m.number IS NULL THEN NULL
                WHEN m.place = 4 THEN printf('%.2f%%', m.number * 100)
                WHEN m.place = 6 THEN printf('%.0f%%', m.number * 100)
                WHEN m.unit LIKE ' %' THEN printf('%.2f', m.number) || m.unit
                ELSE printf('%,d', ROUND(m.number)) || m.unit END,
           m.number,
           CASE WHEN d.number > 0 THEN ROUND(m.number * 1.0 / d.number - 1, 6) END,
           CASE WHEN w.number > 0 THEN ROUND(m.number * 1.0 / w.number - 1, 6) END,
           CASE m.place WHEN 1 THEN '결제합계 − 환불합계' WHEN 2 THEN '결제가 끝난 자사몰 주문 수'
                        WHEN 3 THEN '방문 횟수 (사람 수가 아님)' WHEN 4 THEN '구매건수 ÷ 방문수'
                        WHEN 5 THEN '연결된 모든 매체' WHEN 6 THEN '자사몰 순매출 ÷ 광고비 합계' END
    FROM measured AS m
    LEFT JOIN earlier AS d
      ON d.account = m.account AND d.shop_no = m.shop_no AND d.place = m.place AND d.date = date(m.date, '-1 day')
    LEFT JOIN earlier AS w
      ON w.account = m.account AND w.shop_no = m.shop_no AND w.place = m.place AND w.date = date(m.date, '-7 days')
    UNION ALL
    SELECT v.account, v.shop_no, v.date,
           10 + (v.level = '캠페인') * 2 + (v.kind = '실매출'), CASE v.kind WHEN '광고비' THEN '광고비가' ELSE '실매출이' END || ' 가장 많이 변한 ' || v.level,
           CASE WHEN v.number > v.before THEN '+' ELSE '' END || v.moved || r.unit, ROUND(v.number - v.before, 2),
           CASE WHEN v.before > 0 THEN ROUND(v.number / v.before - 1, 6) END, NULL,
           v.name || ': ' || v.was || r.unit || ' → ' || v.is_now || r.unit
    FROM moves_told AS v JOIN recent AS r ON r.account = v.account AND r.shop_no = v.shop_no AND r.date = v.date
    UNION ALL
    SELECT account, shop_no, date, 20, '수집되지 않은 것', NULL, NULL, NULL, NULL,
           CASE WHEN missing IS NULL THEN '없음' ELSE substr(missing, 1, length(missing) - 1) END FROM said
    UNION ALL
    SELECT account, shop_no, date, 21, '아직 확정 전인 것', NULL, NULL, NULL, NULL, COALESCE(unsettled, '없음') FROM said
    UNION ALL
    SELECT r.account, r.shop_no, r.date, 22, '열린 성과 알림', printf('%d건', COALESCE(o.number, 0)),
           COALESCE(o.number, 0), NULL, NULL, COALESCE(o.names, '없음')
    FROM recent AS r
    LEFT JOIN open_alerts AS o ON o.account = r.account AND o.shop_no = r.shop_no AND o.date = r.date
)
SELECT i.account, i.shop_no, i.date, i.place AS item_no, i.item, i.value, i.number, i.day_change, i.week_change, i.words,
       s.data_status
FROM items AS i JOIN said AS s ON s.account = i.account AND s.shop_no = i.shop_no AND s.date = i.date
