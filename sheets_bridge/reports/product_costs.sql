-- What ads cost by product: `product_costs` (a row per shop, day and product; «(상품 미지정)» for what belongs to none), and
-- `ad_days`, which says of which days a shop's whole cost is known. After ad_lines and product_items; ends open.
, visit_state(account, shop_no, date, there, cause) AS (SELECT NULL, NULL, NULL, NULL, NULL WHERE 1 = 0),
product_typed AS (
    SELECT p.row_no, join_key(p.utm_campaign) AS campaign_key, lower(trim(p.campaign_id)) AS campaign_id, m.medium,
           trim(p.product_no) AS product_no
    FROM campaign_map AS p LEFT JOIN media AS m ON m.label = p.medium
    WHERE p.product_no IS NOT NULL
),
campaigns_typed AS (
    SELECT t.row_no, t.product_no, c.account, c.shop_no, c.medium, c.campaign_id
    FROM product_typed AS t
    JOIN campaigns AS c
      ON lower(c.campaign_id) = COALESCE(t.campaign_id, t.campaign_key) AND c.medium = COALESCE(t.medium, c.medium)
    UNION
    SELECT t.row_no, t.product_no, c.account, c.shop_no, c.medium, c.campaign_id
    FROM product_typed AS t
    JOIN campaigns AS c
      ON join_key(c.campaign_name) = t.campaign_key AND c.medium = COALESCE(t.medium, c.medium)
    WHERE t.campaign_id IS NULL
    UNION
    -- Another line of the tab says which campaign the tag means.
    SELECT t.row_no, t.product_no, c.account, c.shop_no, c.medium, c.campaign_id
    FROM product_typed AS t
    JOIN named_by_hand AS n ON n.campaign_key = t.campaign_key AND n.campaign_id IS NOT NULL
    JOIN campaigns AS c ON lower(c.campaign_id) = n.campaign_id
    WHERE t.campaign_id IS NULL
),
products_typed AS (
    -- A line that fits several campaigns of a shop decides nothing; several products of one campaign bear alike.
    SELECT account, shop_no, medium, campaign_id, product_no,
           1.0 / COUNT(*) OVER (PARTITION BY account, shop_no, medium, campaign_id) AS share
    FROM (SELECT DISTINCT account, shop_no, medium, campaign_id, product_no
          FROM (SELECT c.*, COUNT(*) OVER (PARTITION BY row_no, account, shop_no) AS found FROM campaigns_typed AS c)
          WHERE found = 1) AS each_once
),
spent AS MATERIALIZED (
    SELECT m.account, m.shop_no, m.date, m.medium, m.campaign_id, m.landing_product_no AS product_no,
           SUM(m.cost) AS cost, MAX(m.data_status = '집계중') AS counting,
           CASE WHEN EXISTS (SELECT 1 FROM products_typed AS t
                             WHERE t.account = m.account AND t.shop_no = m.shop_no AND t.medium = m.medium
                               AND t.campaign_id = m.campaign_id) THEN 1
                WHEN m.landing_product_no IS NOT NULL THEN 2 ELSE 3 END AS step
    FROM media_rows AS m
    WHERE m.campaign_id IS NOT NULL AND m.data_status NOT LIKE '미수집%'
    GROUP BY m.account, m.shop_no, m.date, m.medium, m.campaign_id, m.landing_product_no
    HAVING SUM(m.cost) <> 0
),
bought AS (
    -- What the orders of a campaign bought that day.
    SELECT i.account, i.shop_no, i.date, a.medium, a.campaign_id, i.product_no, SUM(i.amount) AS amount,
           SUM(SUM(i.amount)) OVER (PARTITION BY i.account, i.shop_no, i.date, a.medium, a.campaign_id) AS amount_of_all
    FROM sold_items AS i
    JOIN attributed AS a ON a.account = i.account AND a.shop_no = i.shop_no AND a.order_id = i.order_id
    WHERE a.in_ads = 1
    GROUP BY i.account, i.shop_no, i.date, a.medium, a.campaign_id, i.product_no
),
shared_out AS (
    SELECT s.account, s.shop_no, s.date, t.product_no, s.cost * t.share AS cost, s.counting
    FROM spent AS s
    JOIN products_typed AS t
      ON t.account = s.account AND t.shop_no = s.shop_no AND t.medium = s.medium AND t.campaign_id = s.campaign_id
    WHERE s.step = 1
    UNION ALL
    SELECT account, shop_no, date, product_no, cost, counting FROM spent WHERE step = 2
    UNION ALL
    SELECT s.account, s.shop_no, s.date, COALESCE(b.product_no, '(상품 미지정)'),
           s.cost * COALESCE(b.amount / b.amount_of_all, 1), s.counting
    FROM spent AS s
    LEFT JOIN bought AS b
      ON b.account = s.account AND b.shop_no = s.shop_no AND b.date = s.date AND b.medium = s.medium
     AND b.campaign_id = s.campaign_id AND b.amount_of_all > 0 AND b.amount IS NOT NULL
    WHERE s.step = 3
),
product_costs AS MATERIALIZED (
    SELECT account, shop_no, date, product_no, ROUND(SUM(cost), 2) AS cost, MAX(counting) AS counting
    FROM shared_out GROUP BY account, shop_no, date, product_no
)
