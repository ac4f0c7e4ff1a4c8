-- Lines added up by {grain}, with what is not collected blank and named. After a CTE `told` in the columns of
-- `told_of_ads`, and performance_days.
, asked AS (
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
