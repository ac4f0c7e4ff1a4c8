, channel_words AS (
    SELECT DISTINCT ad_key FROM visit_ads WHERE ad_key IS NOT NULL
),
channel_media AS (
    -- What people say of a channel goes before what is usual, a longer pattern before a shorter one. Visits are told by
    -- channel alone, so a line of 채널 매핑 that is about one group of it says nothing here.
    SELECT ad_key, medium
    FROM (SELECT ad_key, medium, ROW_NUMBER() OVER (PARTITION BY ad_key ORDER BY rank, place) AS best
          FROM (SELECT w.ad_key, m.medium, 1 AS rank, m.row_no AS place
                FROM channel_words AS w JOIN channel_map AS m ON join_key(m.utm_source) = w.ad_key
                WHERE m.utm_medium IS NULL
                UNION ALL
                SELECT w.ad_key, h.medium, 2, -length(h.pattern)
                FROM channel_words AS w JOIN source_habits AS h ON w.ad_key GLOB h.pattern) AS meant) AS ranked
    WHERE best = 1
),
came AS (
    SELECT v.account, v.shop_no, v.date, COALESCE(c.medium, '') LIKE '네이버%' AS naver,
           v.visit_count, v.order_count, v.order_amount, v.data_status
    FROM visit_ads AS v LEFT JOIN channel_media AS c ON c.ad_key = v.ad_key
),
by_channel AS (
    SELECT account, shop_no, date, SUM(naver * visit_count) AS visit_count, SUM(naver * order_count) AS order_count,
           ROUND(SUM(naver * order_amount), 2) AS order_amount,
           MAX(CASE WHEN data_status LIKE '미수집 (%' THEN substr(data_status, 6, length(data_status) - 6) END) AS missing
    FROM came GROUP BY account, shop_no, date
),
shops_of_naver AS (
    SELECT account, shop_no FROM medium_days WHERE medium = 'naver'
    UNION
    SELECT account, shop_no FROM came WHERE naver = 1
),
beside AS (
    SELECT d.account, d.shop_no, d.date, d.currency, m.impressions, m.clicks, m.cost, m.value, m.unsettled,
           m.missing AS no_ads,
           COALESCE(c.missing, CASE WHEN d.date BETWEEN r.since AND r.last THEN NULL
                                    WHEN r.last <> '' AND d.date < r.since THEN r.since || '부터 수집'
                                    ELSE '수집되지 않음' END) AS no_visits,
           c.visit_count, c.order_count, c.order_amount
    FROM dates AS d
    JOIN shops_of_naver AS n ON n.account = d.account AND n.shop_no = d.shop_no
    LEFT JOIN reached AS r ON r.table_id = 'visit_ads' AND r.account = d.account AND r.shop_no = d.shop_no
    LEFT JOIN by_channel AS c ON c.account = d.account AND c.shop_no = d.shop_no AND c.date = d.date
    LEFT JOIN medium_days AS m
      ON m.account = d.account AND m.shop_no = d.shop_no AND m.date = d.date AND m.medium = 'naver'
),
told AS (
    SELECT account, shop_no, date, currency, impressions, clicks, cost, value,
           CASE WHEN no_visits IS NULL THEN COALESCE(visit_count, 0) END AS visit_count,
           CASE WHEN no_visits IS NULL THEN COALESCE(order_count, 0) END AS order_count,
           CASE WHEN no_visits IS NULL THEN COALESCE(order_amount, 0) END AS order_amount,
           COALESCE(', 네이버 광고: ' || no_ads, '') || COALESCE(', 유입: ' || no_visits, '') AS missing,
           CASE WHEN unsettled THEN '집계중 (광고: 네이버)' WHEN date > date(:today, '-7 days') THEN '집계중' END AS still
    FROM beside
)
SELECT account, shop_no, date,
       substr('일월화수목금토', CAST(strftime('%w', date) AS INTEGER) + 1, 1) AS weekday, currency,
       CASE WHEN missing <> '' THEN '미수집 (' || substr(missing, 3) || ')' || COALESCE(' · ' || still, '')
            ELSE COALESCE(still, '확정') END AS data_status,
       impressions, clicks, cost AS ad_cost, visit_count, order_count, order_amount, value AS medium_sales,
       ROUND(visit_count * 1.0 / NULLIF(clicks, 0), 6) AS visit_rate,
       ROUND(order_count * 1.0 / NULLIF(visit_count, 0), 6) AS purchase_rate,
       ROUND(order_count * 1.0 / NULLIF(clicks, 0), 6) AS orders_per_click,
       ROUND(cost / NULLIF(clicks, 0), 2) AS cost_per_click,
       ROUND(order_amount / NULLIF(clicks, 0), 2) AS sales_per_click,
       ROUND(cost / NULLIF(order_count, 0), 2) AS cost_per_order,
       ROUND(order_amount / NULLIF(cost, 0), 6) AS roas,
       ROUND(value / NULLIF(cost, 0), 6) AS medium_roas
FROM told
