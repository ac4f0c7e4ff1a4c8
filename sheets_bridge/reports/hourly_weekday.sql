-- Visits and sales by weekday and hour: over the last four whole weeks, and by months. Today is in none: it is not over.
WITH RECURSIVE
shop_currency AS (
    SELECT account, shop_no, currency
    FROM (SELECT account, shop_no, currency,
                 ROW_NUMBER() OVER (PARTITION BY account, shop_no ORDER BY ordered_at DESC, order_id DESC) AS place
          FROM orders WHERE currency IS NOT NULL) AS newest_first
    WHERE place = 1
),
reached AS (
    SELECT table_id, account, shop_no, MAX(COALESCE(since, '9999')) AS since, MIN(COALESCE(whole, '')) AS last
    FROM covered WHERE table_id IN ('visitors_hourly', 'access_sales') GROUP BY table_id, account, shop_no
),
calendar(account, shop_no, date) AS (
    SELECT account, shop_no, MIN(since) FROM reached WHERE since BETWEEN '1990' AND :today GROUP BY account, shop_no
    UNION ALL
    SELECT account, shop_no, date(date, '+1 day') FROM calendar WHERE date < date(:today, '-1 day')
),
visit_hours AS (
    SELECT account, shop_no, date, hour, SUM(visit_count) AS visit_count,
           MAX(CASE WHEN data_status LIKE '미수집 (%' THEN substr(data_status, 6, length(data_status) - 6) END)
               AS missing
    FROM visitors_hourly GROUP BY account, shop_no, date, hour
),
sale_hours AS (
    SELECT account, shop_no, date, hour, SUM(order_count) AS order_count, SUM(order_amount) AS order_amount,
           MAX(CASE WHEN data_status LIKE '미수집 (%' THEN substr(data_status, 6, length(data_status) - 6) END)
               AS missing
    FROM access_sales GROUP BY account, shop_no, date, hour
),
days AS (
    SELECT c.account, c.shop_no, c.date, v.table_id IS NOT NULL AS visits_wanted,
           COALESCE((SELECT MAX(h.missing) FROM visit_hours AS h
                     WHERE h.account = c.account AND h.shop_no = c.shop_no AND h.date = c.date),
                    CASE WHEN c.date NOT BETWEEN v.since AND v.last THEN '수집되지 않음' END) AS no_visits,
           COALESCE((SELECT MAX(h.missing) FROM sale_hours AS h
                     WHERE h.account = c.account AND h.shop_no = c.shop_no AND h.date = c.date),
                    CASE WHEN c.date NOT BETWEEN s.since AND s.last THEN '수집되지 않음' END) AS no_sales
    FROM calendar AS c
    LEFT JOIN reached AS v ON v.table_id = 'visitors_hourly' AND v.account = c.account AND v.shop_no = c.shop_no
    LEFT JOIN reached AS s ON s.table_id = 'access_sales' AND s.account = c.account AND s.shop_no = c.shop_no
    WHERE c.date < :today
),
weeks AS (
    SELECT date(:today, '-7 days', 'weekday 0', '-27 days') AS first_day,
           date(:today, '-7 days', 'weekday 0') AS last_day
),
placed AS (
    SELECT d.*, '최근 4주' AS period, w.first_day, w.last_day
    FROM days AS d JOIN weeks AS w ON d.date BETWEEN w.first_day AND w.last_day
    UNION ALL
    SELECT d.*, substr(date, 1, 7), date(date, 'start of month'), date(date, 'start of month', '+1 month', '-1 day')
    FROM days AS d
),
begins AS (
    SELECT account, shop_no, period, MIN(date) AS since FROM placed GROUP BY account, shop_no, period
),
weekdays AS (
    SELECT p.account, p.shop_no, p.period, p.first_day, p.last_day, b.since,
           (CAST(strftime('%w', p.date) AS INTEGER) + 6) % 7 + 1 AS weekday_no, COUNT(*) AS days,
           MAX(p.visits_wanted) AS visits_wanted, COUNT(p.no_visits) AS without_visits,
           COUNT(p.no_sales) AS without_sales,
           substr(MAX(p.date || p.no_visits), 11) AS no_visits, substr(MAX(p.date || p.no_sales), 11) AS no_sales,
           MAX(p.date) > date(:today, '-7 days') AS unsettled
    FROM placed AS p
    JOIN begins AS b ON b.account = p.account AND b.shop_no = p.shop_no AND b.period = p.period
    GROUP BY p.account, p.shop_no, p.period, p.first_day, p.last_day, b.since, weekday_no
),
hours AS (
    -- Whether a day begins with hour 0 or 1 Cafe24 does not say: those it sent.
    SELECT account, shop_no, hour FROM visit_hours WHERE hour IS NOT NULL
    UNION
    SELECT account, shop_no, hour FROM sale_hours WHERE hour IS NOT NULL
),
sums AS (
    SELECT p.account, p.shop_no, p.period, (CAST(strftime('%w', p.date) AS INTEGER) + 6) % 7 + 1 AS weekday_no, h.hour,
           SUM(v.visit_count) AS visit_count, SUM(s.order_count) AS order_count, SUM(s.order_amount) AS order_amount
    FROM placed AS p
    JOIN hours AS h ON h.account = p.account AND h.shop_no = p.shop_no
    LEFT JOIN visit_hours AS v
      ON v.account = p.account AND v.shop_no = p.shop_no AND v.date = p.date AND v.hour = h.hour
    LEFT JOIN sale_hours AS s
      ON s.account = p.account AND s.shop_no = p.shop_no AND s.date = p.date AND s.hour = h.hour
    GROUP BY p.account, p.shop_no, p.period, weekday_no, h.hour
),
figures AS (
    SELECT w.*, s.hour,
           CASE WHEN w.visits_wanted AND w.without_visits = 0 THEN COALESCE(s.visit_count, 0) END AS visit_count,
           CASE WHEN w.without_sales = 0 THEN COALESCE(s.order_count, 0) END AS order_count,
           CASE WHEN w.without_sales = 0 THEN ROUND(COALESCE(s.order_amount, 0), 2) END AS order_amount,
           CASE WHEN w.without_visits > 0 THEN ', 방문 ' || w.without_visits || '일: ' || w.no_visits ELSE '' END
           || CASE WHEN w.without_sales > 0 THEN ', 매출 ' || w.without_sales || '일: ' || w.no_sales ELSE '' END
               AS missing
    FROM weekdays AS w
    JOIN sums AS s ON s.account = w.account AND s.shop_no = w.shop_no AND s.period = w.period
     AND s.weekday_no = w.weekday_no
)
SELECT f.account, f.shop_no, f.period, f.first_day AS date, f.weekday_no,
       substr('월화수목금토일', f.weekday_no, 1) AS weekday, f.hour, c.currency,
       CASE WHEN f.missing <> '' THEN '미수집 (' || substr(f.missing, 3) || ')'
            WHEN f.unsettled THEN '집계중' ELSE '확정' END
       || CASE WHEN f.since > f.first_day THEN ' · ' || f.since || '부터' ELSE '' END
       || CASE WHEN f.last_day >= :today THEN ' · 진행 중' ELSE '' END AS data_status,
       f.days, f.visit_count, f.order_count, f.order_amount,
       ROUND(f.order_count * 1.0 / NULLIF(f.visit_count, 0), 6) AS purchase_rate,
       ROUND(f.visit_count * 1.0 / f.days, 6) AS visits_per_day,
       ROUND(f.order_count * 1.0 / f.days, 6) AS orders_per_day,
       ROUND(f.order_amount / f.days, 2) AS sales_per_day
FROM figures AS f
LEFT JOIN shop_currency AS c ON c.account = f.account AND c.shop_no = f.shop_no
