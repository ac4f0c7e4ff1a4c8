, told AS (
    SELECT d.*,
           COALESCE(', ' || no_sales, '')
           || COALESCE(', 첫 주문 여부 없는 주문 ' || no_first, '')
           || COALESCE(', 방문: ' || no_visits, '')
           || COALESCE(', 신규 회원: ' || no_members, '')
           || COALESCE(', 네이버 광고: ' || no_naver, '')
           || COALESCE(', 메타 광고: ' || no_meta, '')
           || COALESCE(', 구글 광고: ' || no_google, '')
           || COALESCE(', 카카오 광고: ' || no_kakao, '')
           || COALESCE(', 기타 광고: ' || no_other, '') AS missing,
           CASE WHEN open_naver THEN ', 네이버' ELSE '' END
           || CASE WHEN open_meta THEN ', 메타' ELSE '' END
           || CASE WHEN open_google THEN ', 구글' ELSE '' END
           || CASE WHEN open_kakao THEN ', 카카오' ELSE '' END
           || CASE WHEN open_other THEN ', 기타' ELSE '' END AS open_media
    FROM days AS d
)
SELECT t.account, t.shop_no, t.date,
       substr('일월화수목금토', CAST(strftime('%w', t.date) AS INTEGER) + 1, 1) AS weekday,
       t.currency,
       CASE WHEN t.missing <> '' THEN '미수집 (' || substr(t.missing, 3) || ')' ELSE '' END
       || CASE WHEN t.missing <> '' AND (t.open_sales OR t.open_media <> '') THEN ' · ' ELSE '' END
       || CASE WHEN t.open_media <> '' THEN '집계중 (광고: ' || substr(t.open_media, 3) || ')'
               WHEN t.open_sales THEN '집계중' WHEN t.missing = '' THEN '확정' ELSE '' END AS data_status,
       t.net_sales,
       -- Today is not over: beside a whole day it would only look like a fall.
       CASE WHEN t.date < :today AND b.net_sales > 0 THEN ROUND(t.net_sales / b.net_sales - 1, 6) END
           AS net_sales_change,
       t.payment_total, t.refund_total, t.own_net AS own_net_sales, t.access_sales, t.order_count, t.buyers AS buyer_count,
       ROUND(t.access_sales / NULLIF(t.order_count, 0), 2) AS sales_per_order,
       t.visit_count, t.unique_visit_count, t.page_view,
       ROUND(t.order_count * 1.0 / NULLIF(t.visit_count, 0), 6) AS purchase_rate,
       t.new_member_count, t.first_sales, t.repeat_sales,
       t.cost AS ad_cost, t.naver AS ad_cost_naver, t.meta AS ad_cost_meta, t.google AS ad_cost_google,
       t.kakao AS ad_cost_kakao, t.other AS ad_cost_other,
       t.impressions, t.clicks, t.value AS medium_sales,
       ROUND(t.value / NULLIF(t.cost, 0), 6) AS medium_roas,
       ROUND(t.own_net / NULLIF(t.cost, 0), 6) AS blended_roas,
       CASE WHEN t.own_net > 0 THEN ROUND(t.cost / t.own_net, 6) END AS cost_share,
       t.first_buyers AS first_buyer_count,
       ROUND(t.cost / NULLIF(t.first_buyers, 0), 2) AS new_customer_cost,
       r.net_sales AS net_sales_month, r.goal_rate, r.budget_rate,
       t.market_net AS market_net_sales, t.outside_sales, t.outside_orders, t.net_sales_basis
FROM told AS t
JOIN running AS r
  ON r.account = t.account AND r.shop_no = t.shop_no AND r.date = t.date AND r.currency = t.currency
LEFT JOIN days AS b
  ON b.account = t.account AND b.shop_no = t.shop_no AND b.currency = t.currency AND b.date = date(t.date, '-7 days')
