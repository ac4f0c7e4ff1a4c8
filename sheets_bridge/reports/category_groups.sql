-- In which categories a product stands, by the last day that statistics told it: `grouped` and `group_names`. After
-- product_items; ends open.
, grouped AS MATERIALIZED (
    SELECT DISTINCT account, shop_no, product_no, category_no AS group_no
    FROM (SELECT account, shop_no, product_no, category_no,
                 DENSE_RANK() OVER (PARTITION BY account, shop_no, product_no ORDER BY date DESC) AS place
          FROM category_sales WHERE category_no IS NOT NULL AND product_no IS NOT NULL) AS newest_first
    WHERE place = 1
),
group_names AS (
    SELECT account, shop_no, group_no, MAX(group_name) AS group_name, MAX(group_path) AS group_path
    FROM (SELECT account, shop_no, category_no AS group_no, category_name AS group_name, category_path AS group_path
          FROM categories
          UNION ALL
          SELECT account, shop_no, category_no, category_name, NULL FROM category_sales AS s
          WHERE NOT EXISTS (SELECT 1 FROM categories AS c
                            WHERE c.account = s.account AND c.shop_no = s.shop_no AND c.category_no = s.category_no))
        AS said
    GROUP BY account, shop_no, group_no
)
