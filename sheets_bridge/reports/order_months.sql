-- The paid orders of the mall itself, by the month of their payment, as far as orders are collected. Ends open.
WITH RECURSIVE
reached AS (
    SELECT account, shop_no, MAX(COALESCE(since, '9999')) AS since,
           MIN(COALESCE(CASE WHEN until = :today THEN until ELSE whole END, '')) AS last
    FROM covered WHERE table_id = 'orders' GROUP BY account, shop_no
),
own_orders AS (
    SELECT o.account, o.shop_no, o.order_id, o.currency, o.paid_date, date(o.paid_date, 'start of month') AS date,
           o.payment_amount + o.points_spent_amount + o.credits_spent_amount + COALESCE(o.naver_point, 0) AS amount,
           o.first_order, o.customer_key, COALESCE(o.payment_method, '(없음)') AS payment_method,
           COALESCE(o.payment_method_name, '(없음)') AS payment_method_name
    FROM orders AS o
    JOIN reached AS r ON r.account = o.account AND r.shop_no = o.shop_no
    -- As in 결제합계 of `sales_figures`: Naver Pay is the mall's own, what was once paid stays in.
    WHERE o.paid <> 'F' AND o.paid_date BETWEEN r.since AND r.last AND o.currency IS NOT NULL
      AND COALESCE(o.market_id, 'self') IN ('self', 'NCHECKOUT')
),
months AS (
    SELECT m.account, m.shop_no, m.currency, m.date, m.order_count, m.amount, m.buyers, m.untold,
           CASE WHEN m.untold > 0 THEN '미수집 (금액 없는 주문 ' || m.untold || '건)'
                WHEN date(m.date, '+1 month', '-1 day') > date(:today, '-7 days') THEN '집계중' ELSE '확정' END
           || CASE WHEN r.since > m.date THEN ' · ' || r.since || '부터' ELSE '' END
           || CASE WHEN r.last < :today AND r.last < date(m.date, '+1 month', '-1 day')
                   THEN ' · ' || r.last || '까지'
                   WHEN date(m.date, '+1 month') > :today THEN ' · 진행 중' ELSE '' END AS data_status
    FROM (SELECT account, shop_no, currency, date, COUNT(*) AS order_count,
                 CASE WHEN COUNT(amount) = COUNT(*) THEN ROUND(SUM(amount), 2) END AS amount,
                 COUNT(*) - COUNT(amount) AS untold,
                 COUNT(DISTINCT customer_key) + SUM(customer_key IS NULL) AS buyers
          FROM own_orders GROUP BY account, shop_no, currency, date) AS m
    JOIN reached AS r ON r.account = m.account AND r.shop_no = m.shop_no
)
