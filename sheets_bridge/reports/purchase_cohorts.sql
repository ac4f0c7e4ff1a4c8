, begun AS (
    -- Only of a member whose first order is among what is collected is it known when buying began.
    SELECT DISTINCT o.account, o.shop_no, o.customer_key
    FROM orders AS o
    JOIN reached AS r ON r.account = o.account AND r.shop_no = o.shop_no
    WHERE o.first_order = 'T' AND o.customer_key IS NOT NULL AND o.order_date >= r.since
),
ordered AS (
    SELECT o.account, o.shop_no, o.currency, o.customer_key, o.date, o.amount,
           MIN(o.date) OVER (PARTITION BY o.account, o.shop_no, o.currency, o.customer_key) AS cohort,
           ROW_NUMBER() OVER (PARTITION BY o.account, o.shop_no, o.currency, o.customer_key
                              ORDER BY o.paid_date, o.order_id) AS place
    FROM own_orders AS o
    JOIN begun AS b ON b.account = o.account AND b.shop_no = o.shop_no AND b.customer_key = o.customer_key
),
told AS (
    SELECT account, shop_no, currency, cohort,
           (substr(date, 1, 4) - substr(cohort, 1, 4)) * 12 + substr(date, 6, 2) - substr(cohort, 6, 2) AS elapsed,
           COUNT(DISTINCT customer_key) AS buyer_count, COUNT(*) AS order_count, SUM(place = 1) AS begun,
           SUM(place = 2) AS again, COUNT(*) - COUNT(amount) AS untold, SUM(amount) AS amount
    FROM ordered GROUP BY account, shop_no, currency, cohort, elapsed
),
cohorts AS (
    SELECT account, shop_no, currency, cohort, SUM(begun) AS size FROM told GROUP BY account, shop_no, currency, cohort
),
elapsing AS (
    -- Each month from the first up to this one, those in which nobody bought too.
    SELECT account, shop_no, currency, cohort, size, 0 AS elapsed, cohort AS date FROM cohorts
    UNION ALL
    SELECT account, shop_no, currency, cohort, size, elapsed + 1, date(date, '+1 month') FROM elapsing
    WHERE date(date, '+1 month') <= :today
),
summed AS (
    SELECT e.account, e.shop_no, e.currency, e.cohort, e.size, e.elapsed, e.date,
           COALESCE(t.buyer_count, 0) AS buyer_count, COALESCE(t.order_count, 0) AS order_count,
           SUM(COALESCE(t.again, 0)) OVER so_far AS again,
           COALESCE(t.amount, 0) AS amount, SUM(COALESCE(t.amount, 0)) OVER so_far AS amount_so_far,
           COALESCE(t.untold, 0) AS untold, SUM(COALESCE(t.untold, 0)) OVER so_far AS untold_so_far,
           r.since, r.last
    FROM elapsing AS e
    JOIN reached AS r ON r.account = e.account AND r.shop_no = e.shop_no
    LEFT JOIN told AS t ON t.account = e.account AND t.shop_no = e.shop_no AND t.currency = e.currency
     AND t.cohort = e.cohort AND t.elapsed = e.elapsed
    WINDOW so_far AS (PARTITION BY e.account, e.shop_no, e.currency, e.cohort ORDER BY e.elapsed)
)
SELECT account, shop_no, cohort AS date, elapsed, currency,
       CASE WHEN untold_so_far > 0 THEN '미수집 (금액 없는 주문 ' || untold_so_far || '건)'
            WHEN date(date, '+1 month', '-1 day') > date(:today, '-7 days') THEN '집계중' ELSE '확정' END
       || CASE WHEN since > cohort THEN ' · ' || since || '부터' ELSE '' END
       || CASE WHEN last < :today AND last < date(date, '+1 month', '-1 day') THEN ' · ' || last || '까지'
               WHEN date(date, '+1 month') > :today THEN ' · 진행 중' ELSE '' END AS data_status,
       size AS cohort_size, buyer_count,
       CASE WHEN elapsed > 0 THEN ROUND(buyer_count * 1.0 / size, 6) END AS repeat_rate,
       again AS repeat_buyer_count, ROUND(again * 1.0 / size, 6) AS repeat_rate_so_far, order_count,
       CASE WHEN untold = 0 THEN ROUND(amount, 2) END AS payment_total,
       CASE WHEN untold_so_far = 0 THEN ROUND(amount_so_far, 2) END AS payment_total_so_far,
       CASE WHEN untold_so_far = 0 THEN ROUND(amount_so_far / size, 2) END AS payment_per_customer
FROM summed
