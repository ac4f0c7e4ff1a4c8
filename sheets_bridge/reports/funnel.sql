-- From looks over carts to orders, a row per shop, day and group of products. After `grouped` and `group_names`.
, group_looks AS (
    SELECT l.account, l.shop_no, l.date, COALESCE(g.group_no, '{nothing}') AS group_no, SUM(l.views) AS views,
           SUM(l.carts) AS carts
    FROM looks AS l
    LEFT JOIN grouped AS g ON g.account = l.account AND g.shop_no = l.shop_no AND g.product_no = l.product_no
    GROUP BY l.account, l.shop_no, l.date, 4
),
group_sales AS (
    -- An order with two products of a group is one order of it.
    SELECT i.account, i.shop_no, i.date, COALESCE(g.group_no, '{nothing}') AS group_no,
           COUNT(DISTINCT i.order_id) AS orders, SUM(i.pieces) AS pieces, SUM(i.amount) AS amount,
           SUM(i.unknown) AS unknown
    FROM sold_items AS i
    LEFT JOIN grouped AS g ON g.account = i.account AND g.shop_no = i.shop_no AND g.product_no = i.product_no
    GROUP BY i.account, i.shop_no, i.date, 4
),
lines AS MATERIALIZED (
    SELECT account, shop_no, date, group_no, SUM(views) AS views, SUM(carts) AS carts, SUM(orders) AS orders,
           SUM(pieces) AS pieces, SUM(amount) AS amount, COALESCE(SUM(unknown), 0) AS unknown
    FROM (SELECT account, shop_no, date, group_no, views, carts, NULL AS orders, NULL AS pieces, NULL AS amount,
                 NULL AS unknown FROM group_looks
          UNION ALL
          SELECT account, shop_no, date, group_no, NULL, NULL, orders, pieces, amount, unknown FROM group_sales) AS both
    GROUP BY account, shop_no, date, group_no
),
figures AS (
    SELECT l.account, l.shop_no, l.date, l.group_no, n.group_name, n.group_path,
           COALESCE(m.currency, 'KRW') AS currency, COALESCE(d.items_cause, ', 주문') || COALESCE(d.looks_cause, '')
           || CASE WHEN l.unknown > 0 THEN ', 금액을 모르는 품목 ' || l.unknown || '개' ELSE '' END AS causes,
           CASE WHEN d.looks_there = 1 THEN COALESCE(l.views, 0) END AS view_count,
           CASE WHEN d.looks_there = 1 THEN COALESCE(l.carts, 0) END AS add_cart_count,
           CASE WHEN d.items_there = 1 THEN COALESCE(l.orders, 0) END AS order_count,
           CASE WHEN d.items_there = 1 THEN COALESCE(l.pieces, 0) END AS sold_count,
           CASE WHEN d.items_there = 1 AND l.unknown = 0 THEN ROUND(COALESCE(l.amount, 0), 2) END
               AS sold_amount
    FROM lines AS l
    LEFT JOIN item_days AS d ON d.account = l.account AND d.shop_no = l.shop_no AND d.date = l.date
    LEFT JOIN group_names AS n ON n.account = l.account AND n.shop_no = l.shop_no AND n.group_no = l.group_no
    LEFT JOIN shop_currency AS m ON m.account = l.account AND m.shop_no = l.shop_no
)
SELECT account, shop_no, date, currency, group_no AS {group}, COALESCE(group_name, group_no) AS {name},
       group_path AS category_path,
       view_count, add_cart_count, order_count, sold_count, sold_amount,
       add_cart_count * 1.0 / NULLIF(view_count, 0) AS cart_rate,
       order_count * 1.0 / NULLIF(add_cart_count, 0) AS order_per_cart,
       order_count * 1.0 / NULLIF(view_count, 0) AS order_rate,
       CASE WHEN causes <> '' THEN '미수집 (' || substr(causes, 3) || ')'
            WHEN date > date(:today, '-7 days') THEN '집계중' ELSE '확정' END AS data_status
FROM figures
