-- What the summaries are made of, a row per shop, day and currency: sums that may be added up, and why one is blank.
-- Follows `sales_figures`. What is of the shop and not of an amount (visits, members, ads) stands on the line of the
-- day's own currency alone. Ends open: `running` is the last.
, dates AS (
    SELECT l.account, l.shop_no, l.date, l.currency
    FROM lines AS l
    JOIN currencies AS n ON n.account = l.account AND n.shop_no = l.shop_no AND n.date = l.date
    LEFT JOIN shop_currency AS s ON s.account = l.account AND s.shop_no = l.shop_no AND s.currency = l.currency
    WHERE n.number = 1 OR s.currency IS NOT NULL
),
only_mall AS (
    -- What people type without naming a mall is meant for the only one there is.
    SELECT MIN(account) AS account FROM dates HAVING COUNT(DISTINCT account) = 1
),
buying AS (
    -- A member is one buyer however often; each order of a guest is one.
    SELECT account, shop_no, date, currency,
           COUNT(DISTINCT customer_key) + SUM(customer_key IS NULL) AS buyers,
           COUNT(DISTINCT CASE WHEN first_order = 'T' THEN customer_key END)
               + SUM(first_order = 'T' AND customer_key IS NULL) AS first_buyers,
           SUM(CASE WHEN first_order = 'T' THEN amount + naver_point ELSE 0 END) AS first_sales,
           SUM(CASE WHEN first_order = 'F' THEN amount + naver_point ELSE 0 END) AS repeat_sales,
           SUM(COALESCE(first_order, '') NOT IN ('T', 'F')) AS untold
    FROM paid_orders WHERE own = 1 GROUP BY account, shop_no, date, currency
),
reached AS (
    -- The days a table has collected, today as far as it goes.
    SELECT table_id, account, shop_no, MAX(COALESCE(since, '9999')) AS since,
           MIN(COALESCE(CASE WHEN until = :today THEN until ELSE whole END, '')) AS last
    FROM covered WHERE table_id IN ('visitors', 'members', 'ad_stats', 'visit_ads') GROUP BY table_id, account, shop_no
),
visited AS (
    SELECT d.account, d.shop_no, d.date, v.visit_count, v.unique_visit_count, v.page_view,
           CASE WHEN v.data_status LIKE '미수집 (%' THEN substr(v.data_status, 6, length(v.data_status) - 6)
                WHEN v.date IS NULL THEN '수집되지 않음' END AS missing
    FROM dates AS d
    JOIN reached AS r ON r.table_id = 'visitors' AND r.account = d.account AND r.shop_no = d.shop_no
    LEFT JOIN visitors AS v ON v.account = d.account AND v.shop_no = d.shop_no AND v.date = d.date
),
joined AS (
    SELECT account, shop_no, joined_date AS date, COUNT(*) AS number FROM members
    WHERE joined_date IS NOT NULL GROUP BY account, shop_no, joined_date
),
new_members AS (
    SELECT d.account, d.shop_no, d.date,
           CASE WHEN d.date BETWEEN r.since AND r.last THEN COALESCE(j.number, 0) ELSE b.new_members_count END
               AS number,
           CASE WHEN r.table_id IS NOT NULL AND d.date NOT BETWEEN r.since AND r.last THEN '수집되지 않음' END
               AS missing
    FROM dates AS d
    LEFT JOIN reached AS r ON r.table_id = 'members' AND r.account = d.account AND r.shop_no = d.shop_no
    LEFT JOIN joined AS j ON j.account = d.account AND j.shop_no = d.shop_no AND j.date = d.date
    LEFT JOIN dashboard AS b ON b.account = d.account AND b.shop_no = d.shop_no AND b.date = d.date
),
linked AS (
    -- The ad accounts of each shop.
    SELECT a.account AS login, a.shop_no AS number, a.mall AS account, a.mall_shop_no AS shop_no, r.since, r.last
    FROM advertised AS a
    JOIN reached AS r ON r.table_id = 'ad_stats' AND r.account = a.account AND r.shop_no = a.shop_no
),
ad_sums AS (
    SELECT account, shop_no, date,
           CASE WHEN medium LIKE '네이버%' THEN 'naver' WHEN medium LIKE '메타%' THEN 'meta'
                WHEN medium LIKE '구글%' THEN 'google' WHEN medium LIKE '카카오%' THEN 'kakao' ELSE 'other' END AS medium,
           currency, SUM(impressions) AS impressions, SUM(clicks) AS clicks,
           SUM(cost_in_basis) AS cost_in_basis, SUM(cost_own_currency) AS cost_own_currency,
           SUM(value_in_basis) AS value_in_basis, SUM(conversion_value) AS conversion_value,
           MAX(COALESCE(cost, 0) <> 0 OR COALESCE(conversion_value, 0) <> 0) AS any_money,
           -- A typed cost knows of no purchases: what is blank in the medium's own money too is not odd.
           MAX(COALESCE(cost, 0) <> 0 AND cost_in_basis IS NULL
               OR COALESCE(conversion_value, 0) <> 0 AND value_in_basis IS NULL) AS without_rate,
           MAX(CASE WHEN data_status LIKE '미수집 (%' THEN substr(data_status, 6, length(data_status) - 6) END)
               AS missing,
           MAX(data_status = '집계중') AS unsettled
    FROM ad_stats GROUP BY account, shop_no, date, 4, currency
),
spent AS (
    -- In the money of the shop's day: a shop in won takes what was brought on its basis, another its own currency alone.
    SELECT l.login, l.number, l.account, l.shop_no, a.date, a.medium,
           SUM(a.impressions) AS impressions, SUM(a.clicks) AS clicks,
           SUM(CASE WHEN d.currency = 'KRW' THEN a.cost_in_basis
                    WHEN a.currency = d.currency THEN a.cost_own_currency END) AS cost,
           SUM(CASE WHEN d.currency = 'KRW' THEN a.value_in_basis
                    WHEN a.currency = d.currency THEN a.conversion_value END) AS value,
           MAX(CASE WHEN a.any_money = 0 THEN NULL
                    WHEN d.currency = 'KRW' AND a.without_rate THEN '환율이 없는 통화 ' || a.currency
                    WHEN d.currency <> 'KRW' AND a.currency <> d.currency
                    THEN '쇼핑몰 통화가 아님 (' || a.currency || ')' END) AS odd,
           MAX(a.missing) AS missing, MAX(a.unsettled) AS unsettled
    FROM ad_sums AS a
    JOIN linked AS l ON l.login = a.account AND l.number = a.shop_no
    JOIN dates AS d ON d.account = l.account AND d.shop_no = l.shop_no AND d.date = a.date
    GROUP BY l.login, l.number, l.account, l.shop_no, a.date, a.medium
),
bought_at AS (
    -- Which media an account is of: files and typed lines may tell of several. One that never told is of none known.
    SELECT l.*, COALESCE(m.medium, 'other') AS medium
    FROM linked AS l
    LEFT JOIN (SELECT DISTINCT login, number, account, shop_no, medium FROM spent) AS m
      ON m.login = l.login AND m.number = l.number AND m.account = l.account AND m.shop_no = l.shop_no
),
account_days AS (
    SELECT d.account, d.shop_no, d.date, b.medium, s.impressions, s.clicks, s.cost, s.value, s.odd, s.unsettled,
           COALESCE(s.missing,
                    CASE WHEN b.last = '' THEN '수집되지 않음' WHEN d.date < b.since THEN b.since || '부터 수집'
                         WHEN d.date > b.last AND d.date = :today AND b.last = date(:today, '-1 day') THEN '매체 집계 전'
                         WHEN d.date > b.last THEN '수집되지 않음' END) AS missing
    FROM dates AS d
    JOIN bought_at AS b ON b.account = d.account AND b.shop_no = d.shop_no
    LEFT JOIN spent AS s ON s.login = b.login AND s.number = b.number AND s.account = d.account
     AND s.shop_no = d.shop_no AND s.date = d.date AND s.medium = b.medium
),
medium_days AS (
    SELECT account, shop_no, date, medium,
           CASE WHEN COUNT(missing) = 0 THEN COALESCE(SUM(impressions), 0) END AS impressions,
           CASE WHEN COUNT(missing) = 0 THEN COALESCE(SUM(clicks), 0) END AS clicks,
           CASE WHEN COUNT(missing) + COUNT(odd) = 0 THEN ROUND(COALESCE(SUM(cost), 0), 2) END AS cost,
           CASE WHEN COUNT(missing) + COUNT(odd) = 0 THEN ROUND(COALESCE(SUM(value), 0), 2) END AS value,
           COALESCE(MAX(missing), MAX(odd)) AS missing,
           COUNT(missing) = 0 AND MAX(unsettled) = 1 AS unsettled
    FROM account_days GROUP BY account, shop_no, date, medium
),
advertising AS (
    SELECT account, shop_no, date,
           CASE WHEN COUNT(cost) = COUNT(*) THEN ROUND(SUM(cost), 2) END AS cost,
           CASE WHEN COUNT(value) = COUNT(*) THEN ROUND(SUM(value), 2) END AS value,
           CASE WHEN COUNT(impressions) = COUNT(*) THEN SUM(impressions) END AS impressions,
           CASE WHEN COUNT(clicks) = COUNT(*) THEN SUM(clicks) END AS clicks,
           MAX(CASE medium WHEN 'naver' THEN cost END) AS naver, MAX(CASE medium WHEN 'meta' THEN cost END) AS meta,
           MAX(CASE medium WHEN 'google' THEN cost END) AS google, MAX(CASE medium WHEN 'kakao' THEN cost END) AS kakao,
           MAX(CASE medium WHEN 'other' THEN cost END) AS other,
           MAX(CASE medium WHEN 'naver' THEN missing END) AS no_naver,
           MAX(CASE medium WHEN 'meta' THEN missing END) AS no_meta,
           MAX(CASE medium WHEN 'google' THEN missing END) AS no_google,
           MAX(CASE medium WHEN 'kakao' THEN missing END) AS no_kakao,
           MAX(CASE medium WHEN 'other' THEN missing END) AS no_other,
           MAX(medium = 'naver' AND unsettled) AS open_naver, MAX(medium = 'meta' AND unsettled) AS open_meta,
           MAX(medium = 'google' AND unsettled) AS open_google, MAX(medium = 'kakao' AND unsettled) AS open_kakao,
           MAX(medium = 'other' AND unsettled) AS open_other
    FROM medium_days GROUP BY account, shop_no, date
),
elsewhere AS (
    SELECT o.account, 1 AS shop_no, t.date, ROUND(SUM(t.sales), 2) AS sales, SUM(t.order_count) AS order_count
    FROM outside_sales AS t CROSS JOIN only_mall AS o GROUP BY o.account, t.date
),
days AS (
    SELECT f.account, f.shop_no, f.date, f.currency,
           COALESCE(f.net_cafe24, f.net_estimated) AS net_sales,
           CASE WHEN f.net_cafe24 IS NOT NULL THEN 'Cafe24' WHEN f.net_estimated IS NOT NULL THEN '추정' END
               AS net_sales_basis,
           -- Whether Cafe24's own figure holds orders of markets nobody says; ours holds none.
           f.net_estimated AS own_net, f.payment_total, f.refund_total,
           COALESCE(f.access_cafe24, f.access_estimated) AS access_sales,
           COALESCE(f.order_count_cafe24, f.order_count) AS order_count,
           CASE WHEN f.order_count IS NOT NULL THEN COALESCE(b.buyers, 0) END AS buyers,
           CASE WHEN f.order_count IS NOT NULL AND COALESCE(b.untold, 0) = 0 THEN COALESCE(b.first_buyers, 0) END
               AS first_buyers,
           CASE WHEN f.payment_total IS NOT NULL AND COALESCE(b.untold, 0) = 0
                THEN ROUND(COALESCE(b.first_sales, 0), 2) END AS first_sales,
           CASE WHEN f.payment_total IS NOT NULL AND COALESCE(b.untold, 0) = 0
                THEN ROUND(COALESCE(b.repeat_sales, 0), 2) END AS repeat_sales,
           v.visit_count, v.unique_visit_count, v.page_view, n.number AS new_member_count,
           a.cost, a.value, a.impressions, a.clicks, a.naver, a.meta, a.google, a.kakao, a.other,
           f.market_net, e.sales AS outside_sales, e.order_count AS outside_orders,
           CASE WHEN f.data_status LIKE '미수집 (%' THEN substr(f.data_status, 6, length(f.data_status) - 6) END
               AS no_sales,
           CASE WHEN COALESCE(b.untold, 0) > 0 THEN b.untold || '건' END AS no_first,
           v.missing AS no_visits,
           CASE WHEN n.number IS NULL THEN n.missing END AS no_members,
           a.no_naver, a.no_meta, a.no_google, a.no_kakao, a.no_other,
           f.date > date(:today, '-7 days') AS open_sales,
           a.open_naver, a.open_meta, a.open_google, a.open_kakao, a.open_other
    FROM figures AS f
    LEFT JOIN dates AS s
      ON s.account = f.account AND s.shop_no = f.shop_no AND s.date = f.date AND s.currency = f.currency
    LEFT JOIN buying AS b
      ON b.account = f.account AND b.shop_no = f.shop_no AND b.date = f.date AND b.currency = f.currency
    LEFT JOIN visited AS v ON v.account = s.account AND v.shop_no = s.shop_no AND v.date = f.date
    LEFT JOIN new_members AS n ON n.account = s.account AND n.shop_no = s.shop_no AND n.date = f.date
    LEFT JOIN advertising AS a ON a.account = s.account AND a.shop_no = s.shop_no AND a.date = f.date
    LEFT JOIN elsewhere AS e ON e.account = s.account AND e.shop_no = s.shop_no AND e.date = f.date
),
goal_lines AS (
    SELECT COALESCE(g.mall, o.account) AS account, COALESCE(g.mall_shop_no, 1) AS shop_no,
           substr(g.month, 1, 7) AS month, COALESCE(g.medium, '전체') AS medium,
           g.sales_goal, g.ad_budget, g.roas_goal
    FROM goals AS g LEFT JOIN only_mall AS o ON 1 = 1
),
month_goals AS (
    -- Budgets of single media stand for the whole where nobody wrote one.
    SELECT account, shop_no, month,
           MAX(CASE WHEN medium = '전체' THEN sales_goal END) AS sales_goal,
           COALESCE(MAX(CASE WHEN medium = '전체' THEN ad_budget END), SUM(ad_budget)) AS ad_budget,
           MAX(CASE WHEN medium = '전체' THEN roas_goal END) AS roas_goal
    FROM goal_lines GROUP BY account, shop_no, month
),
so_far AS (
    -- From the first of the month to the day; blank as soon as a day of them is.
    SELECT account, shop_no, date, currency,
           CASE WHEN COUNT(net_sales) OVER month = CAST(substr(date, 9) AS INTEGER)
                THEN ROUND(SUM(net_sales) OVER month, 2) END AS net_sales,
           CASE WHEN COUNT(cost) OVER month = CAST(substr(date, 9) AS INTEGER)
                THEN ROUND(SUM(cost) OVER month, 2) END AS cost
    FROM days
    WINDOW month AS (PARTITION BY account, shop_no, currency, substr(date, 1, 7) ORDER BY date)
),
running AS (
    SELECT r.*, g.sales_goal, g.ad_budget, g.roas_goal,
           ROUND(r.net_sales / NULLIF(g.sales_goal, 0), 6) AS goal_rate,
           ROUND(r.cost / NULLIF(g.ad_budget, 0), 6) AS budget_rate
    FROM so_far AS r
    LEFT JOIN dates AS s
      ON s.account = r.account AND s.shop_no = r.shop_no AND s.date = r.date AND s.currency = r.currency
    LEFT JOIN month_goals AS g ON g.account = s.account AND g.shop_no = s.shop_no AND g.month = substr(r.date, 1, 7)
)
