, paid_by AS (
    SELECT account, shop_no, currency, date, payment_method, MAX(payment_method_name) AS payment_method_name,
           COUNT(*) AS order_count, COUNT(DISTINCT customer_key) + SUM(customer_key IS NULL) AS buyer_count,
           CASE WHEN COUNT(amount) = COUNT(*) THEN ROUND(SUM(amount), 2) END AS payment_total
    FROM own_orders GROUP BY account, shop_no, currency, date, payment_method
)
SELECT p.account, p.shop_no, p.date, p.currency, p.payment_method, p.payment_method_name, m.data_status,
       p.order_count, ROUND(p.order_count * 1.0 / m.order_count, 6) AS order_share, p.buyer_count,
       p.payment_total, ROUND(p.payment_total / NULLIF(m.amount, 0), 6) AS payment_share,
       ROUND(p.payment_total / p.order_count, 2) AS payment_per_order
FROM paid_by AS p
JOIN months AS m ON m.account = p.account AND m.shop_no = p.shop_no AND m.currency = p.currency AND m.date = p.date
