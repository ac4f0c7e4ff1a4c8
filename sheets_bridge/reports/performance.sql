-- Lines added up by {grain}, with what is not collected blank and named. After a CTE `told` in the columns of
-- `told_of_ads`, and `visit_state` (account, shop_no, date, there, cause).
, reach AS (
    SELECT a.mall AS account, a.mall_shop_no AS shop_no, c.account AS login, c.shop_no AS ad_account,
           MIN(c.since) AS since, MAX(c.until) AS until
    FROM covered AS c JOIN advertised AS a ON a.account = c.account AND a.shop_no = c.shop_no
    WHERE c.table_id = '{table}' AND c.until IS NOT NULL
    GROUP BY a.mall, a.mall_shop_no, c.account, c.shop_no
),
days(account, shop_no, date) AS (
    SELECT account, shop_no, MIN(since)
    FROM (SELECT account, shop_no, since FROM covered WHERE table_id = 'order_sources'
          UNION ALL SELECT account, shop_no, since FROM reach) AS begun
    WHERE since > '1990' GROUP BY account, shop_no
    UNION ALL
    SELECT account, shop_no, date(date, '+1 day') FROM days WHERE date < :today
),
sold_by AS (
    SELECT DISTINCT account, shop_no, login, ad_account, medium, ad_product FROM media_rows
    WHERE campaign_id IS NOT NULL
),
gaps AS (
    -- Days that an ad account does not tell, and why.
    SELECT DISTINCT account, shop_no, date, login, ad_account, medium, 1 AS tried,
           replace(replace(data_status, '미수집 (', ''), ')', '') AS cause
    FROM media_rows WHERE data_status LIKE '미수집%'
    UNION
    -- What people hand in (files, typed costs) reaches back to the beginning: a file tells up to its last day, and a
    -- typed cost, which has no impressions, ends when it ends.
    SELECT d.account, d.shop_no, d.date, x.login, x.ad_account, x.medium,
           CASE WHEN d.date > r.until AND d.date < :today AND r.since > '1990' THEN 1 ELSE 0 END,
           CASE WHEN r.since < '1990' THEN '보고서 파일 없음' WHEN d.date < r.since THEN '수집 시작 전' ELSE '매체 집계 전' END
    FROM (SELECT account, shop_no, login, ad_account, medium, MAX(date) AS last_date, MAX(impressions) AS shown
          FROM media_rows GROUP BY account, shop_no, login, ad_account, medium) AS x
    JOIN reach AS r
      ON r.account = x.account AND r.shop_no = x.shop_no AND r.login = x.login AND r.ad_account = x.ad_account
    JOIN days AS d
      ON d.account = x.account AND d.shop_no = x.shop_no
     AND (d.date < r.since OR (d.date > r.until AND r.since > '1990')
          OR (r.since < '1990' AND x.shown IS NOT NULL AND d.date > x.last_date))
),
gaps_of_products AS (
    -- A gap of an account is one of every product it sold, and of all products of the medium where it never told any.
    SELECT account, shop_no, date, medium, ad_product, group_concat(cause, ', ') AS cause
    FROM (SELECT g.account, g.shop_no, g.date, g.medium, s.ad_product, g.cause
          FROM gaps AS g
          JOIN sold_by AS s
            ON s.account = g.account AND s.shop_no = g.shop_no AND s.medium = g.medium
           AND ((s.login = g.login AND s.ad_account = g.ad_account)
                OR NOT EXISTS (SELECT 1 FROM sold_by AS own
                               WHERE own.login = g.login AND own.ad_account = g.ad_account AND own.medium = g.medium))
          UNION
          SELECT account, shop_no, date, medium, '(상품 구분 없음)', cause FROM gaps
          ORDER BY 1, 2, 3, 4, 5, 6) AS each_once
    GROUP BY account, shop_no, date, medium, ad_product
),
order_missing AS (
    SELECT account, shop_no, date, MAX(replace(replace(data_status, '미수집 (', ': '), ')', '')) AS cause
    FROM order_sources WHERE data_status LIKE '미수집%' GROUP BY account, shop_no, date
),
mall_reach AS (
    SELECT d.account, d.shop_no, d.date,
           MAX(CASE WHEN k.table_id = 'order_sources' THEN 1 ELSE 0 END) AS orders_there,
           MAX(CASE WHEN k.table_id = 'refunds' THEN 1 ELSE 0 END) AS refunds_there
    FROM days AS d
    LEFT JOIN covered AS k
      ON k.account = d.account AND k.shop_no = d.shop_no AND k.since <= d.date
     AND (d.date < k.until OR (d.date = k.until AND k.until = :today))
    GROUP BY d.account, d.shop_no, d.date
),
state AS (
    SELECT r.account, r.shop_no, r.date,
           CASE WHEN r.orders_there = 1 AND m.date IS NULL THEN 1 ELSE 0 END AS orders_there, r.refunds_there,
           COALESCE(v.there, 0) AS visits_there,
           CASE WHEN r.orders_there = 0 OR m.date IS NOT NULL THEN ', 유입 주문' || COALESCE(m.cause, '') ELSE '' END
               AS orders_cause,
           CASE WHEN r.refunds_there = 0 THEN ', 환불' ELSE '' END AS refunds_cause,
           COALESCE(v.cause, '') AS visits_cause
    FROM mall_reach AS r
    LEFT JOIN order_missing AS m ON m.account = r.account AND m.shop_no = r.shop_no AND m.date = r.date
    LEFT JOIN visit_state AS v ON v.account = r.account AND v.shop_no = r.shop_no AND v.date = r.date
),
asked AS (
    SELECT * FROM told
    UNION ALL
    -- A medium whose day is missing is on the page, whether orders came of it or not.
    SELECT account, shop_no, date, medium, '(상품 구분 없음)', '(매체 전체)', NULL, '(매체 전체)', NULL, '(매체 전체)', NULL,
           '(매체 전체)', 0, 0, 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL,
           NULL, NULL, NULL
    FROM (SELECT DISTINCT account, shop_no, date, medium FROM gaps WHERE tried = 1) AS missing
),
words_of AS (
    SELECT account, shop_no, date, {grain}, group_concat(matched_by, ', ') AS matched_by
    FROM (SELECT DISTINCT account, shop_no, date, {grain}, matched_by FROM asked WHERE matched_by IS NOT NULL
          ORDER BY matched_by) AS each_once
    GROUP BY account, shop_no, date, {grain}
),
tags_of AS (
    SELECT account, shop_no, date, {grain}, group_concat(utm, ' · ') AS utm
    FROM (SELECT DISTINCT account, shop_no, date, {grain}, utm FROM asked WHERE utm IS NOT NULL ORDER BY utm) AS each_once
    GROUP BY account, shop_no, date, {grain}
),
lines AS (
    SELECT account, shop_no, date, {grain}, MAX(medium) AS of_medium, MAX(ad_product) AS of_product,
           MAX(campaign_id) AS campaign_id, MAX(campaign_name) AS campaign_name, MAX(adgroup_name) AS adgroup_name,
           MAX(thing_id) AS thing_id, MAX(thing_name) AS thing_name,
           MAX({known}) AS known, SUM(ad_rows) AS ad_rows, SUM(impressions) AS impressions, SUM(clicks) AS clicks,
           SUM(cost) AS cost, MAX(costless) AS costless, SUM(conversions) AS conversions, SUM(value) AS value,
           SUM(valueless) AS valueless, MIN(conversion_date_basis) AS first_basis,
           MAX(conversion_date_basis) AS last_basis, MAX(counting) AS counting, SUM(visits) AS visits, SUM(orders) AS orders,
           SUM(sales) AS sales, SUM(refunds) AS refunds, SUM(refund_unknown) AS refund_unknown, SUM(firsts) AS firsts,
           SUM(firsts_known) AS firsts_known
    FROM asked GROUP BY account, shop_no, date, {grain}
),
collected AS (
    SELECT l.*, g.cause AS gap, s.visits_there, COALESCE(c.currency, 'KRW') AS currency, s.orders_there,
           CASE WHEN l.of_medium = '«날짜 기준 차이»' THEN 0 ELSE s.refunds_there END AS refunds_there,
           CASE WHEN g.cause IS NULL AND known = 1 THEN 1 ELSE 0 END AS ads_there,
           CASE WHEN l.of_medium IN ('비광고', '미매핑', '«날짜 기준 차이»') THEN ''
                WHEN g.cause IS NOT NULL THEN ', ' || l.of_medium || ' 광고비: ' || g.cause
                WHEN l.costless IS NOT NULL THEN ', 광고비: ' || l.costless || '를 쇼핑몰 통화로 바꿀 수 없음'
                WHEN NOT EXISTS (SELECT 1 FROM sold_products AS p
                                 WHERE p.account = l.account AND p.shop_no = l.shop_no AND p.medium = l.of_medium
                                   AND l.of_product IN (p.ad_product, '(상품 구분 없음)'))
                THEN ', 광고비: 연결된 광고 자료 없음' ELSE '' END AS ads_cause,
           s.orders_cause, s.refunds_cause, s.visits_cause
    FROM lines AS l
    JOIN state AS s ON s.account = l.account AND s.shop_no = l.shop_no AND s.date = l.date
    LEFT JOIN gaps_of_products AS g
      ON g.account = l.account AND g.shop_no = l.shop_no AND g.date = l.date AND g.medium = l.of_medium
     AND g.ad_product = l.of_product
    LEFT JOIN shop_currency AS c ON c.account = l.account AND c.shop_no = l.shop_no
),
figures AS (
    SELECT c.*,
           -- A cost that somebody typed has neither impressions nor clicks: unknown, and not 0.
           CASE WHEN ads_there = 1 THEN CASE WHEN ad_rows = 0 THEN 0 ELSE impressions END END AS shown,
           CASE WHEN ads_there = 1 THEN CASE WHEN ad_rows = 0 THEN 0 ELSE clicks END END AS clicked,
           CASE WHEN ads_there = 1 AND costless IS NULL THEN ROUND(COALESCE(cost, 0), 2) END AS spent,
           CASE WHEN ads_there = 1 THEN ROUND(CASE WHEN ad_rows = 0 THEN 0 ELSE conversions END, 4) END AS converted,
           CASE WHEN ads_there = 1 AND valueless = 0 THEN ROUND(CASE WHEN ad_rows = 0 THEN 0 ELSE value END, 2) END
               AS claimed,
           CASE WHEN visits_there = 1 THEN visits END AS visited,
           CASE WHEN orders_there = 1 THEN COALESCE(orders, 0) END AS bought,
           CASE WHEN orders_there = 1 THEN ROUND(COALESCE(sales, 0), 2) END AS sold,
           CASE WHEN orders_there = 1 AND refunds_there = 1 AND COALESCE(refund_unknown, 0) = 0
                THEN ROUND(COALESCE(refunds, 0), 2) END AS given_back,
           CASE WHEN orders_there = 1 THEN firsts * 1.0 / NULLIF(firsts_known, 0) END AS first_share,
           ads_cause || orders_cause || refunds_cause || visits_cause
           || CASE WHEN COALESCE(refund_unknown, 0) > 0 THEN ', 금액 없는 환불 ' || refund_unknown || '건' ELSE '' END
               AS causes
    FROM collected AS c
),
whole_media AS (
    -- Visits of a channel that stands for several products are those of the medium: so are what they are held against.
    SELECT f.*,
           CASE WHEN of_product = '(상품 구분 없음)' THEN SUM(clicked) OVER medium_day ELSE clicked END AS visit_clicks,
           CASE WHEN of_product = '(상품 구분 없음)' THEN SUM(bought) OVER medium_day ELSE bought END AS visit_orders
    FROM figures AS f
    WINDOW medium_day AS (PARTITION BY account, shop_no, date, of_medium)
)
SELECT f.account, f.shop_no, f.date, f.currency, {named},
       f.campaign_id, f.campaign_name, f.adgroup_name, f.thing_id, f.thing_name,
       f.spent AS cost, f.shown AS impressions, f.clicked AS clicks,
       f.clicked * 1.0 / NULLIF(f.shown, 0) AS ctr,
       ROUND(f.spent / NULLIF(f.clicked, 0), 2) AS cpc,
       ROUND(f.spent * 1000.0 / NULLIF(f.shown, 0), 2) AS cpm,
       f.converted AS conversions, f.claimed AS conversion_value,
       f.converted / NULLIF(f.clicked, 0) AS cvr,
       ROUND(f.spent / NULLIF(f.converted, 0), 2) AS cpa,
       f.claimed / NULLIF(f.spent, 0) AS roas,
       f.visited AS visit_count,
       CASE WHEN f.gap IS NULL THEN f.visited * 1.0 / NULLIF(f.visit_clicks, 0) END AS visit_rate,
       f.bought AS order_count, f.sold AS sales, f.given_back AS refund_amount,
       ROUND(f.sold - f.given_back, 2) AS real_sales,
       f.visit_orders * 1.0 / NULLIF(f.visited, 0) AS real_cvr,
       ROUND(f.spent / NULLIF(f.bought, 0), 2) AS real_cpa,
       (f.sold - f.given_back) / NULLIF(f.spent, 0) AS real_roas,
       f.first_share,
       f.claimed / NULLIF(f.sold, 0) AS claimed_to_sold,
       w.matched_by, t.utm,
       CASE WHEN f.first_basis <> f.last_basis THEN f.first_basis || ', ' || f.last_basis ELSE f.first_basis END
           AS conversion_date_basis,
       CASE WHEN f.causes <> '' THEN '미수집 (' || substr(f.causes, 3) || ')'
            -- Analytics still counts a week, and media restate as long as they say.
            WHEN f.counting = 1 OR f.date > date(:today, '-7 days') THEN '집계중' ELSE '확정' END AS data_status
FROM whole_media AS f
LEFT JOIN words_of AS w ON {same_w}
LEFT JOIN tags_of AS t ON {same_t}
WHERE f.of_medium <> '' {only}
