-- Both sales figures of a day, shop and currency, ours and Cafe24's (docs/sales.md has the formulas in words).
-- Blank (NULL) is "not collected"; a 0 stands only for a day that was collected. Ends open: a SELECT of `figures` follows.
WITH RECURSIVE
paid_orders AS (
    SELECT account, shop_no, order_id, paid_date AS date, currency,
           -- Naver Pay is a way to pay in the mall itself, should it be listed as a market.
           CASE WHEN COALESCE(market_id, 'self') IN ('self', 'NCHECKOUT') THEN 1 ELSE 0 END AS own,
           payment_amount + points_spent_amount + credits_spent_amount AS amount,
           COALESCE(naver_point, 0) AS naver_point,
           first_order, customer_key
    FROM orders
    -- M is partly paid: what made it so may be a later surcharge, so an order once paid stays in.
    WHERE paid <> 'F' AND paid_date IS NOT NULL
),
payments AS (
    SELECT account, shop_no, date, currency,
           SUM(own) AS order_count,
           SUM(own * amount) AS amount,
           SUM(own * naver_point) AS naver_point,
           SUM((1 - own) * (amount + naver_point)) AS market_amount,
           SUM(CASE WHEN amount IS NULL THEN 1 ELSE 0 END) AS unknown
    FROM paid_orders GROUP BY account, shop_no, date, currency
),
shop_currency AS (
    SELECT account, shop_no, currency
    FROM (SELECT account, shop_no, currency,
                 ROW_NUMBER() OVER (PARTITION BY account, shop_no ORDER BY ordered_at DESC, order_id DESC) AS place
          FROM orders WHERE currency IS NOT NULL) AS newest_first
    WHERE place = 1
),
refunded AS (
    SELECT r.account, r.shop_no, r.refund_date AS date, COALESCE(r.currency, o.currency, s.currency) AS currency,
           CASE WHEN COALESCE(o.market_id, 'self') IN ('self', 'NCHECKOUT') THEN 1 ELSE 0 END AS own,
           CASE WHEN o.order_place_id = 'NCHECKOUT' THEN 1 ELSE 0 END AS naver_pay,
           r.actual_refund_amount + COALESCE(r.used_points, 0) + COALESCE(r.used_credits, 0) AS amount
    FROM refunds AS r
    LEFT JOIN orders AS o ON o.account = r.account AND o.shop_no = r.shop_no AND o.order_id = r.order_id
    LEFT JOIN shop_currency AS s ON s.account = r.account AND s.shop_no = r.shop_no
    WHERE COALESCE(r.status, 'T') = 'T' AND r.refund_date IS NOT NULL
),
refund_sums AS (
    SELECT account, shop_no, date, currency,
           SUM(own * amount) AS amount,
           SUM(own * naver_pay * amount) AS naver_pay_amount,
           SUM((1 - own) * amount) AS market_amount,
           SUM(CASE WHEN amount IS NULL THEN 1 ELSE 0 END) AS unknown
    FROM refunded GROUP BY account, shop_no, date, currency
),
hourly_sums AS (
    SELECT account, shop_no, date, SUM(sales) AS sales,
           MAX(CASE WHEN data_status LIKE '미수집%' THEN data_status END) AS missing
    FROM hourly_sales GROUP BY account, shop_no, date
),
access_sums AS (
    SELECT account, shop_no, date, SUM(order_amount) AS sales, SUM(order_count) AS order_count,
           MAX(CASE WHEN data_status LIKE '미수집%' THEN data_status END) AS missing
    FROM access_sales GROUP BY account, shop_no, date
),
calendar(account, shop_no, date) AS (
    SELECT account, shop_no, MIN(since) FROM covered WHERE since > '1990' GROUP BY account, shop_no
    UNION ALL
    SELECT account, shop_no, date(date, '+1 day') FROM calendar WHERE date < :today
),
moved AS (
    SELECT account, shop_no, date, currency FROM payments
    UNION
    SELECT account, shop_no, date, currency FROM refund_sums
),
lines AS (
    SELECT c.account, c.shop_no, c.date, COALESCE(m.currency, s.currency) AS currency
    FROM calendar AS c
    LEFT JOIN moved AS m ON m.account = c.account AND m.shop_no = c.shop_no AND m.date = c.date
    LEFT JOIN shop_currency AS s ON s.account = c.account AND s.shop_no = c.shop_no
    WHERE COALESCE(m.currency, s.currency) IS NOT NULL
),
currencies AS (
    SELECT account, shop_no, date, COUNT(*) AS number FROM lines GROUP BY account, shop_no, date
),
reach AS (
    -- 1: the day is collected. A day whose reading broke off before its end is not, unless it is today.
    SELECT l.account, l.shop_no, l.date,
           MAX(CASE WHEN c.table_id = 'orders' THEN c.days END) AS orders,
           MAX(CASE WHEN c.table_id = 'refunds' THEN c.days END) AS refunds,
           MAX(CASE WHEN c.table_id = 'hourly_sales' THEN c.days END) AS hourly_sales,
           MAX(CASE WHEN c.table_id = 'access_sales' THEN c.days END) AS access_sales
    FROM (SELECT DISTINCT account, shop_no, date FROM lines) AS l
    JOIN (SELECT k.account, k.shop_no, d.date, k.table_id,
                 CASE WHEN k.since <= d.date AND (d.date < k.until OR (d.date = k.until AND k.until = :today))
                      THEN 1 ELSE 0 END AS days
          FROM covered AS k
          JOIN calendar AS d ON d.account = k.account AND d.shop_no = k.shop_no) AS c
      ON c.account = l.account AND c.shop_no = l.shop_no AND c.date = l.date
    GROUP BY l.account, l.shop_no, l.date
),
sums AS (
    SELECT l.account, l.shop_no, l.date, l.currency, n.number AS currencies,
           r.orders AS orders_there, r.refunds AS refunds_there,
           r.hourly_sales AS hourly_there, r.access_sales AS access_there,
           COALESCE(p.unknown, 0) + COALESCE(b.unknown, 0) AS unknown,
           h.missing AS hourly_missing, a.missing AS access_missing,
           CASE WHEN r.orders = 1 THEN COALESCE(p.order_count, 0) END AS order_count,
           CASE WHEN r.orders = 1 AND COALESCE(p.unknown, 0) = 0 THEN COALESCE(p.amount, 0) END AS paid,
           CASE WHEN r.orders = 1 AND COALESCE(p.unknown, 0) = 0 THEN COALESCE(p.naver_point, 0) END AS naver_point,
           CASE WHEN r.orders = 1 AND COALESCE(p.unknown, 0) = 0 THEN COALESCE(p.market_amount, 0) END AS market_paid,
           CASE WHEN r.refunds = 1 AND COALESCE(b.unknown, 0) = 0 THEN COALESCE(b.amount, 0) END AS refund_total,
           CASE WHEN r.refunds = 1 AND COALESCE(b.unknown, 0) = 0 THEN COALESCE(b.naver_pay_amount, 0) END
               AS naver_pay_refund,
           CASE WHEN r.refunds = 1 AND COALESCE(b.unknown, 0) = 0 THEN COALESCE(b.market_amount, 0) END
               AS market_refund,
           -- Cafe24 tells a day's figure without a currency: it is the shop's, so it stands where there is just one.
           CASE WHEN n.number = 1 AND r.hourly_sales = 1 AND h.missing IS NULL THEN COALESCE(h.sales, 0) END
               AS net_cafe24,
           CASE WHEN n.number = 1 AND r.access_sales = 1 AND a.missing IS NULL THEN COALESCE(a.sales, 0) END
               AS access_cafe24,
           CASE WHEN n.number = 1 AND r.access_sales = 1 AND a.missing IS NULL THEN COALESCE(a.order_count, 0) END
               AS order_count_cafe24
    FROM lines AS l
    JOIN currencies AS n ON n.account = l.account AND n.shop_no = l.shop_no AND n.date = l.date
    JOIN reach AS r ON r.account = l.account AND r.shop_no = l.shop_no AND r.date = l.date
    LEFT JOIN payments AS p
      ON p.account = l.account AND p.shop_no = l.shop_no AND p.date = l.date AND p.currency = l.currency
    LEFT JOIN refund_sums AS b
      ON b.account = l.account AND b.shop_no = l.shop_no AND b.date = l.date AND b.currency = l.currency
    LEFT JOIN hourly_sums AS h ON h.account = l.account AND h.shop_no = l.shop_no AND h.date = l.date
    LEFT JOIN access_sums AS a ON a.account = l.account AND a.shop_no = l.shop_no AND a.date = l.date
),
causes AS (
    SELECT s.*,
           CASE WHEN COALESCE(orders_there, 0) = 0 THEN ', 주문' ELSE '' END
           || CASE WHEN COALESCE(refunds_there, 0) = 0 THEN ', 환불' ELSE '' END
           || CASE WHEN unknown > 0 THEN ', 금액 없는 주문 또는 환불 ' || unknown || '건' ELSE '' END
           || CASE WHEN hourly_there IS NOT NULL AND net_cafe24 IS NULL
                   THEN ', Cafe24 통계 순매출'
                        || CASE WHEN currencies > 1 THEN ': 통화가 여럿'
                                WHEN hourly_missing IS NOT NULL
                                THEN ': ' || replace(replace(hourly_missing, '미수집 (', ''), ')', '') ELSE '' END
                   ELSE '' END
           || CASE WHEN access_there IS NOT NULL AND access_cafe24 IS NULL
                   THEN ', Cafe24 접속통계 매출액'
                        || CASE WHEN currencies > 1 THEN ': 통화가 여럿'
                                WHEN access_missing IS NOT NULL
                                THEN ': ' || replace(replace(access_missing, '미수집 (', ''), ')', '') ELSE '' END
                   ELSE '' END AS causes
    FROM sums AS s
),
figures AS (
    SELECT account, shop_no, date, currency, order_count, order_count_cafe24,
           ROUND(paid + naver_point, 2) AS payment_total,
           ROUND(refund_total, 2) AS refund_total,
           ROUND(paid + naver_point - refund_total, 2) AS net_estimated,
           ROUND(net_cafe24, 2) AS net_cafe24,
           ROUND(paid, 2) AS access_estimated,
           ROUND(access_cafe24, 2) AS access_cafe24,
           ROUND(naver_point, 2) AS naver_point,
           ROUND(naver_pay_refund, 2) AS naver_pay_refund,
           ROUND(market_paid, 2) AS market_payment_total,
           ROUND(market_refund, 2) AS market_refund_total,
           ROUND(market_paid - market_refund, 2) AS market_net,
           CASE WHEN causes <> '' THEN '미수집 (' || substr(causes, 3) || ')'
                -- Cafe24 corrects the last days, and late refunds and payments still come in.
                WHEN date > date(:today, '-7 days') THEN '집계중' ELSE '확정' END AS data_status
    FROM causes
)
