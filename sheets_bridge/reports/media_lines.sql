-- 매체별 성과: visits, the two lines that always stand, and what reconciles the column with 접속통계 매출액. Ends open.
, visit_channels AS (
    -- A visit tells its channel alone: of which product it is, is known where the channel stands for one.
    SELECT v.ad_key, COALESCE(t.medium, h.medium, e.medium, '미매핑') AS medium,
           CASE WHEN t.medium IS NOT NULL THEN t.ad_product WHEN e.medium IS NULL THEN h.ad_product END AS ad_product
    FROM (SELECT DISTINCT COALESCE(ad_key, '') AS ad_key FROM visit_ads) AS v
    LEFT JOIN (SELECT ad_key, MAX(medium) AS medium,
                      CASE WHEN COUNT(ad_product) = COUNT(*) AND COUNT(DISTINCT ad_product) = 1
                           THEN MAX(ad_product) END AS ad_product
               FROM channel_typed GROUP BY ad_key
               HAVING COUNT(DISTINCT medium) = 1 AND MIN(medium_key) = '') AS t ON t.ad_key = v.ad_key
    -- Typed for some of its groups only: the others are what is usual, and the product is open.
    LEFT JOIN (SELECT ad_key, MIN(medium) AS medium FROM channel_typed GROUP BY ad_key) AS e ON e.ad_key = v.ad_key
    LEFT JOIN (SELECT ad_key, medium, ad_product
               FROM (SELECT w.ad_key, s.medium, s.ad_product,
                            ROW_NUMBER() OVER (PARTITION BY w.ad_key ORDER BY length(s.pattern) DESC) AS place
                     FROM (SELECT DISTINCT COALESCE(ad_key, '') AS ad_key FROM visit_ads) AS w
                     JOIN source_habits AS s ON w.ad_key GLOB s.pattern) AS longest
               WHERE place = 1) AS h ON h.ad_key = v.ad_key
),
visits AS (
    SELECT v.account, v.shop_no, v.date, c.medium, COALESCE(c.ad_product, o.ad_product) AS ad_product, v.visit_count
    FROM visit_ads AS v
    JOIN visit_channels AS c ON c.ad_key = COALESCE(v.ad_key, '')
    LEFT JOIN only_products AS o ON o.account = v.account AND o.shop_no = v.shop_no AND o.medium = c.medium
    WHERE v.data_status NOT LIKE '미수집%'
),
divided AS (
    -- Media all of whose channels in a shop are each of one product: else some of a product's visits were left out.
    SELECT account, shop_no, medium FROM visits GROUP BY account, shop_no, medium
    HAVING COUNT(ad_product) = COUNT(*)
),
visit_missing AS (
    SELECT account, shop_no, date, MAX(replace(replace(data_status, '미수집 (', ': '), ')', '')) AS cause
    FROM visit_ads WHERE data_status LIKE '미수집%' GROUP BY account, shop_no, date
),
mall_days(account, shop_no, date, until) AS (
    SELECT account, shop_no, MIN(since), MAX(until) FROM covered
    WHERE table_id = 'order_sources' AND until IS NOT NULL GROUP BY account, shop_no
    UNION ALL
    SELECT account, shop_no, date(date, '+1 day'), until FROM mall_days WHERE date < until
),
visit_state AS (
    -- A mall whose visits nobody reads is not reminded of it every day.
    SELECT d.account, d.shop_no, d.date,
           CASE WHEN m.date IS NULL AND k.since <= d.date AND (d.date < k.until OR (d.date = k.until AND k.until = :today))
                THEN 1 ELSE 0 END AS there,
           CASE WHEN m.date IS NULL AND k.since <= d.date AND (d.date < k.until OR (d.date = k.until AND k.until = :today))
                THEN '' ELSE ', 유입 방문수' || COALESCE(m.cause, '') END AS cause
    FROM mall_days AS d
    JOIN covered AS k ON k.account = d.account AND k.shop_no = d.shop_no AND k.table_id = 'visit_ads'
    LEFT JOIN visit_missing AS m ON m.account = d.account AND m.shop_no = d.shop_no AND m.date = d.date
),
access_days AS (
    SELECT a.account, a.shop_no, a.date, SUM(a.order_amount) AS sales, SUM(a.order_count) AS orders
    FROM access_sales AS a
    JOIN covered AS k
      ON k.account = a.account AND k.shop_no = a.shop_no AND k.table_id = 'access_sales' AND k.since <= a.date
     AND (a.date < k.until OR (a.date = k.until AND k.until = :today))
    GROUP BY a.account, a.shop_no, a.date
    HAVING MAX(CASE WHEN a.data_status LIKE '미수집%' THEN 1 ELSE 0 END) = 0
),
attributed_days AS (
    SELECT account, shop_no, date, SUM(order_amount) AS sales, COUNT(*) AS orders
    FROM attributed GROUP BY account, shop_no, date
),
more(account, shop_no, date, medium, ad_product, in_product, visits, orders, sales) AS (
    SELECT v.account, v.shop_no, v.date, v.medium,
           CASE WHEN v.medium IN ('비광고', '미매핑') THEN '-' WHEN d.medium IS NULL THEN '(상품 구분 없음)'
                ELSE v.ad_product END,
           CASE WHEN p.ad_product IS NULL THEN 0 ELSE 1 END, v.visit_count, NULL, NULL
    FROM visits AS v
    LEFT JOIN divided AS d ON d.account = v.account AND d.shop_no = v.shop_no AND d.medium = v.medium
    LEFT JOIN sold_products AS p
      ON p.account = v.account AND p.shop_no = v.shop_no AND p.medium = v.medium AND p.ad_product = v.ad_product
     AND d.medium IS NOT NULL
    UNION ALL
    SELECT account, shop_no, date, medium, '-', 0, 0, 0, 0
    FROM mall_days CROSS JOIN (SELECT '비광고' AS medium UNION SELECT '미매핑') AS always
    UNION ALL
    SELECT a.account, a.shop_no, a.date, '«날짜 기준 차이»', '-', 0, NULL, a.orders - COALESCE(o.orders, 0),
           ROUND(a.sales - COALESCE(o.sales, 0), 2)
    FROM access_days AS a
    LEFT JOIN attributed_days AS o ON o.account = a.account AND o.shop_no = a.shop_no AND o.date = a.date
    WHERE abs(a.sales - COALESCE(o.sales, 0)) >= 0.01 OR a.orders <> COALESCE(o.orders, 0)
),
told AS (
    SELECT * FROM told_of_ads
    UNION ALL
    SELECT account, shop_no, date, medium, ad_product, '-', NULL, NULL, NULL, '-', NULL, NULL, in_product, 0, 0, 0,
           NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, 0, visits, orders, sales, NULL, 0, NULL, NULL, NULL, NULL
    FROM more
)
