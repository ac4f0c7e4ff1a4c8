-- Complete days of the shop, its media and its campaigns out of reports: `shop_days`, `medium_days`, `campaign_days`.
-- Media are those of 일별 종합, whose blanks say which day of a medium is not known. Ends open.
WITH main_currency AS (
    SELECT account, shop_no, currency
    FROM (SELECT account, shop_no, currency,
                 ROW_NUMBER() OVER (PARTITION BY account, shop_no
                                    ORDER BY SUM(COALESCE(order_count, 0)) DESC, currency) AS place
          FROM summary_daily GROUP BY account, shop_no, currency) AS most_first
    WHERE place = 1
),
shop_days AS MATERIALIZED (
    SELECT s.* FROM summary_daily AS s
    JOIN main_currency AS c ON c.account = s.account AND c.shop_no = s.shop_no AND c.currency = s.currency
    WHERE s.date < :today AND s.date >= date(:today, '-70 days')
),
costs(account, shop_no, date, medium, cost) AS (
    SELECT account, shop_no, date, '네이버', ad_cost_naver FROM shop_days
    UNION ALL SELECT account, shop_no, date, '메타', ad_cost_meta FROM shop_days
    UNION ALL SELECT account, shop_no, date, '구글', ad_cost_google FROM shop_days
    UNION ALL SELECT account, shop_no, date, '카카오', ad_cost_kakao FROM shop_days
    UNION ALL SELECT account, shop_no, date, '기타', ad_cost_other FROM shop_days
),
linked AS (
    SELECT account, shop_no, medium FROM costs WHERE cost IS NOT NULL GROUP BY account, shop_no, medium
),
sold AS (
    SELECT account, shop_no, date,
           CASE WHEN medium IN ('네이버', '메타', '구글', '카카오', '비광고', '미매핑', '«날짜 기준 차이»') THEN medium
                ELSE '기타' END AS medium,
           CASE WHEN COUNT(real_sales) = COUNT(*) THEN SUM(real_sales) END AS sales
    FROM media_performance WHERE date < :today AND date >= date(:today, '-70 days')
    GROUP BY account, shop_no, date, 4
),
medium_days AS MATERIALIZED (
    -- 비광고 stands on every day: where its sales are known, a medium without a line sold nothing.
    SELECT c.account, c.shop_no, c.date, c.medium, c.cost,
           CASE WHEN k.sales IS NULL THEN NULL WHEN s.date IS NULL THEN 0 ELSE s.sales END AS sales
    FROM costs AS c
    JOIN linked AS l ON l.account = c.account AND l.shop_no = c.shop_no AND l.medium = c.medium
    LEFT JOIN sold AS k
      ON k.account = c.account AND k.shop_no = c.shop_no AND k.date = c.date AND k.medium = '비광고'
    LEFT JOIN sold AS s
      ON s.account = c.account AND s.shop_no = c.shop_no AND s.date = c.date AND s.medium = c.medium
),
campaign_sums AS MATERIALIZED (
    SELECT account, shop_no, date, campaign_id,
           MAX(CASE WHEN medium IN ('네이버', '메타', '구글', '카카오') THEN medium ELSE '기타' END) AS medium,
           MAX(campaign_name) AS name, SUM(cost) AS cost,
           CASE WHEN COUNT(real_sales) = COUNT(*) THEN SUM(real_sales) END AS sales
    FROM campaign_performance
    WHERE campaign_id <> '-' AND date < :today AND date >= date(:today, '-70 days')
    GROUP BY account, shop_no, date, campaign_id
),
campaigns_run AS (
    SELECT account, shop_no, campaign_id, medium, MIN(date) AS first_date, MAX(date) AS last_date
    FROM campaign_sums WHERE cost IS NOT NULL GROUP BY account, shop_no, campaign_id, medium
    HAVING MAX(CASE WHEN date >= date(:today, '-40 days') THEN cost END) > 0
),
campaign_days AS MATERIALIZED (
    SELECT r.account, r.shop_no, m.date, r.medium, r.campaign_id,
           (SELECT n.name FROM campaign_sums AS n
            WHERE n.account = r.account AND n.shop_no = r.shop_no AND n.campaign_id = r.campaign_id
              AND n.date = r.last_date) AS name,
           CASE WHEN m.cost IS NULL THEN NULL WHEN s.date IS NULL THEN 0 ELSE s.cost END AS cost,
           CASE WHEN m.sales IS NULL THEN NULL WHEN s.date IS NULL THEN 0 ELSE s.sales END AS sales
    FROM campaigns_run AS r
    JOIN medium_days AS m
      ON m.account = r.account AND m.shop_no = r.shop_no AND m.medium = r.medium AND m.date >= r.first_date
    LEFT JOIN campaign_sums AS s
      ON s.account = r.account AND s.shop_no = r.shop_no AND s.campaign_id = r.campaign_id AND s.date = m.date
)
