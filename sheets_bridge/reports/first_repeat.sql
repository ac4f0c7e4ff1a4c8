, kinds(kind, first_order) AS (VALUES ('첫구매', 'T'), ('재구매', 'F'), ('알 수 없음', '')),
bought AS (
    SELECT account, shop_no, currency, date,
           CASE WHEN first_order IN ('T', 'F') THEN first_order ELSE '' END AS first_order,
           COUNT(*) AS order_count, COUNT(DISTINCT customer_key) + SUM(customer_key IS NULL) AS buyer_count,
           COUNT(*) - COUNT(amount) AS untold, ROUND(SUM(amount), 2) AS amount
    FROM own_orders GROUP BY account, shop_no, currency, date, 5
),
figures AS (
    SELECT m.account, m.shop_no, m.currency, m.date, m.data_status, k.kind,
           COALESCE(b.order_count, 0) AS order_count, COALESCE(b.buyer_count, 0) AS buyer_count,
           CASE WHEN COALESCE(b.untold, 0) = 0 THEN COALESCE(b.amount, 0) END AS payment_total,
           m.order_count AS all_orders, m.amount AS all_payments
    FROM months AS m
    CROSS JOIN kinds AS k
    LEFT JOIN bought AS b ON b.account = m.account AND b.shop_no = m.shop_no AND b.currency = m.currency
     AND b.date = m.date AND b.first_order = k.first_order
    WHERE k.first_order <> '' OR b.order_count > 0
)
SELECT account, shop_no, date, currency, kind, data_status, buyer_count, order_count,
       ROUND(order_count * 1.0 / all_orders, 6) AS order_share, payment_total,
       ROUND(payment_total / NULLIF(all_payments, 0), 6) AS payment_share,
       ROUND(payment_total / NULLIF(order_count, 0), 2) AS payment_per_order,
       ROUND(payment_total / NULLIF(buyer_count, 0), 2) AS payment_per_buyer
FROM figures
