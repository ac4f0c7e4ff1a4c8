-- Days added up to the periods of `spans`; ratios come of the sums. A sum of which a day is blank is blank.
, periods AS (
    SELECT d.account, d.shop_no, d.currency, s.first_day, s.last_day, s.before_first, s.before_last,
           MIN(d.date) AS since, MAX(d.date) AS until, COUNT(*) AS days,
           CASE WHEN COUNT(net_sales) = COUNT(*) THEN ROUND(SUM(net_sales), 2) END AS net_sales,
           CASE WHEN COUNT(payment_total) = COUNT(*) THEN ROUND(SUM(payment_total), 2) END AS payment_total,
           CASE WHEN COUNT(refund_total) = COUNT(*) THEN ROUND(SUM(refund_total), 2) END AS refund_total,
           CASE WHEN COUNT(own_net) = COUNT(*) THEN ROUND(SUM(own_net), 2) END AS own_net,
           CASE WHEN COUNT(access_sales) = COUNT(*) THEN ROUND(SUM(access_sales), 2) END AS access_sales,
           CASE WHEN COUNT(order_count) = COUNT(*) THEN SUM(order_count) END AS order_count,
           CASE WHEN COUNT(buyers) = COUNT(*) THEN 1 END AS all_buyers,
           CASE WHEN COUNT(first_buyers) = COUNT(*) THEN 1 END AS all_first_buyers,
           CASE WHEN COUNT(first_sales) = COUNT(*) THEN ROUND(SUM(first_sales), 2) END AS first_sales,
           CASE WHEN COUNT(repeat_sales) = COUNT(*) THEN ROUND(SUM(repeat_sales), 2) END AS repeat_sales,
           CASE WHEN COUNT(visit_count) = COUNT(*) THEN SUM(visit_count) END AS visit_count,
           CASE WHEN COUNT(page_view) = COUNT(*) THEN SUM(page_view) END AS page_view,
           CASE WHEN COUNT(new_member_count) = COUNT(*) THEN SUM(new_member_count) END AS new_member_count,
           CASE WHEN COUNT(cost) = COUNT(*) THEN ROUND(SUM(cost), 2) END AS cost,
           CASE WHEN COUNT(value) = COUNT(*) THEN ROUND(SUM(value), 2) END AS value,
           CASE WHEN COUNT(impressions) = COUNT(*) THEN SUM(impressions) END AS impressions,
           CASE WHEN COUNT(clicks) = COUNT(*) THEN SUM(clicks) END AS clicks,
           CASE WHEN COUNT(naver) = COUNT(*) THEN ROUND(SUM(naver), 2) END AS naver,
           CASE WHEN COUNT(meta) = COUNT(*) THEN ROUND(SUM(meta), 2) END AS meta,
           CASE WHEN COUNT(google) = COUNT(*) THEN ROUND(SUM(google), 2) END AS google,
           CASE WHEN COUNT(kakao) = COUNT(*) THEN ROUND(SUM(kakao), 2) END AS kakao,
           CASE WHEN COUNT(other) = COUNT(*) THEN ROUND(SUM(other), 2) END AS other,
           CASE WHEN COUNT(market_net) = COUNT(*) THEN ROUND(SUM(market_net), 2) END AS market_net,
           -- People type the days they know of; what they left out says nothing.
           ROUND(SUM(outside_sales), 2) AS outside_sales, SUM(outside_orders) AS outside_orders,
           CASE WHEN COUNT(DISTINCT net_sales_basis) < 2 THEN MAX(net_sales_basis) ELSE 'Cafe24, 추정' END
               AS net_sales_basis,
           -- Of each cause on how many days, and what the newest of them says.
           COALESCE(', ' || substr(MAX(d.date || no_sales), 11) || ' ' || COUNT(no_sales) || '일', '')
           || COALESCE(', 첫 주문 여부 없는 주문 ' || NULLIF(COUNT(no_first), 0) || '일', '')
           || COALESCE(', 방문 ' || NULLIF(COUNT(no_visits), 0) || '일: ' || substr(MAX(d.date || no_visits), 11), '')
           || COALESCE(', 신규 회원 ' || NULLIF(COUNT(no_members), 0) || '일: ' || substr(MAX(d.date || no_members), 11), '')
           || COALESCE(', 네이버 광고 ' || NULLIF(COUNT(no_naver), 0) || '일: ' || substr(MAX(d.date || no_naver), 11), '')
           || COALESCE(', 메타 광고 ' || NULLIF(COUNT(no_meta), 0) || '일: ' || substr(MAX(d.date || no_meta), 11), '')
           || COALESCE(', 구글 광고 ' || NULLIF(COUNT(no_google), 0) || '일: ' || substr(MAX(d.date || no_google), 11), '')
           || COALESCE(', 카카오 광고 ' || NULLIF(COUNT(no_kakao), 0) || '일: ' || substr(MAX(d.date || no_kakao), 11), '')
           || COALESCE(', 기타 광고 ' || NULLIF(COUNT(no_other), 0) || '일: ' || substr(MAX(d.date || no_other), 11), '')
               AS missing,
           MAX(open_sales) AS open_sales,
           CASE WHEN MAX(open_naver) THEN ', 네이버' ELSE '' END
           || CASE WHEN MAX(open_meta) THEN ', 메타' ELSE '' END
           || CASE WHEN MAX(open_google) THEN ', 구글' ELSE '' END
           || CASE WHEN MAX(open_kakao) THEN ', 카카오' ELSE '' END
           || CASE WHEN MAX(open_other) THEN ', 기타' ELSE '' END AS open_media
    FROM days AS d JOIN spans AS s ON s.date = d.date
    GROUP BY d.account, d.shop_no, d.currency, s.first_day, s.last_day, s.before_first, s.before_last
),
period_buyers AS (
    -- Whoever buys on several days of a period is one buyer of it.
    SELECT p.account, p.shop_no, p.currency, s.first_day,
           COUNT(DISTINCT p.customer_key) + SUM(p.customer_key IS NULL) AS buyers,
           COUNT(DISTINCT CASE WHEN p.first_order = 'T' THEN p.customer_key END)
               + SUM(p.first_order = 'T' AND p.customer_key IS NULL) AS first_buyers
    FROM lines AS d
    JOIN spans AS s ON s.date = d.date
    JOIN paid_orders AS p
      ON p.account = d.account AND p.shop_no = d.shop_no AND p.date = d.date AND p.currency = d.currency
    WHERE p.own = 1
    GROUP BY p.account, p.shop_no, p.currency, s.first_day
),
ends AS (
    -- Up to which day the period before is compared: as far as this one has come, all of it once this one is over.
    SELECT account, shop_no, currency, first_day,
           CASE WHEN last_day < :today THEN before_last
                ELSE MIN(before_last, date(before_first, (julianday(until) - julianday(first_day)) || ' days')) END
               AS before_until,
           since = first_day AND until = MIN(last_day, date(:today, '-1 day')) AS from_the_first,
           before_first
    FROM periods
),
compared AS (
    SELECT e.account, e.shop_no, e.currency, e.first_day,
           CASE WHEN COUNT(d.net_sales) = julianday(e.before_until) - julianday(e.before_first) + 1
                THEN ROUND(SUM(d.net_sales), 2) END AS net_sales
    FROM ends AS e
    JOIN days AS d ON d.account = e.account AND d.shop_no = e.shop_no AND d.currency = e.currency
     AND d.date BETWEEN e.before_first AND e.before_until
    WHERE e.from_the_first
    GROUP BY e.account, e.shop_no, e.currency, e.first_day, e.before_until, e.before_first
),
summed AS (
    SELECT p.account, p.shop_no, p.first_day AS date, p.until, p.days, p.currency,
           CASE WHEN p.missing <> '' THEN '미수집 (' || substr(p.missing, 3) || ')'
                WHEN p.open_media <> '' THEN '집계중 (광고: ' || substr(p.open_media, 3) || ')'
                WHEN p.open_sales THEN '집계중' ELSE '확정' END
           || CASE WHEN p.missing <> '' AND p.open_media <> ''
                   THEN ' · 집계중 (광고: ' || substr(p.open_media, 3) || ')'
                   WHEN p.missing <> '' AND p.open_sales THEN ' · 집계중' ELSE '' END
           || CASE WHEN p.since > p.first_day THEN ' · ' || p.since || '부터' ELSE '' END
           || CASE WHEN p.last_day >= :today THEN ' · 진행 중' ELSE '' END AS data_status,
           p.net_sales,
           CASE WHEN c.net_sales > 0 THEN ROUND(p.net_sales / c.net_sales - 1, 6) END AS net_sales_change,
           p.payment_total, p.refund_total, p.own_net AS own_net_sales, p.access_sales, p.order_count,
           CASE WHEN p.all_buyers THEN COALESCE(b.buyers, 0) END AS buyer_count,
           ROUND(p.access_sales / NULLIF(p.order_count, 0), 2) AS sales_per_order,
           p.visit_count, NULL AS unique_visit_count, p.page_view,
           ROUND(p.order_count * 1.0 / NULLIF(p.visit_count, 0), 6) AS purchase_rate,
           p.new_member_count, p.first_sales, p.repeat_sales,
           p.cost AS ad_cost, p.naver AS ad_cost_naver, p.meta AS ad_cost_meta, p.google AS ad_cost_google,
           p.kakao AS ad_cost_kakao, p.other AS ad_cost_other,
           p.impressions, p.clicks, p.value AS medium_sales,
           ROUND(p.value / NULLIF(p.cost, 0), 6) AS medium_roas,
           ROUND(p.own_net / NULLIF(p.cost, 0), 6) AS blended_roas,
           CASE WHEN p.own_net > 0 THEN ROUND(p.cost / p.own_net, 6) END AS cost_share,
           CASE WHEN p.all_first_buyers THEN COALESCE(b.first_buyers, 0) END AS first_buyer_count,
           CASE WHEN p.all_first_buyers THEN ROUND(p.cost / NULLIF(b.first_buyers, 0), 2) END AS new_customer_cost,
           r.net_sales AS net_sales_month, r.goal_rate, r.budget_rate, r.sales_goal, r.ad_budget, r.roas_goal,
           p.market_net AS market_net_sales, p.outside_sales, p.outside_orders, p.net_sales_basis
    FROM periods AS p
    LEFT JOIN period_buyers AS b
      ON b.account = p.account AND b.shop_no = p.shop_no AND b.currency = p.currency AND b.first_day = p.first_day
    LEFT JOIN compared AS c
      ON c.account = p.account AND c.shop_no = p.shop_no AND c.currency = p.currency AND c.first_day = p.first_day
    LEFT JOIN running AS r
      ON r.account = p.account AND r.shop_no = p.shop_no AND r.currency = p.currency AND r.date = p.until
)
SELECT * FROM summed
