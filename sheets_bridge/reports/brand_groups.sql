-- Which brand a product is of: `grouped` and `group_names`. After product_items; ends open.
, grouped AS MATERIALIZED (
    SELECT account, shop_no, product_no, COALESCE(MAX(brand_code), '(브랜드 없음)') AS group_no
    FROM products GROUP BY account, shop_no, product_no
),
group_names AS (
    SELECT account, shop_no, brand_code AS group_no, MAX(brand_name) AS group_name, NULL AS group_path
    FROM brands GROUP BY account, shop_no, brand_code
)
