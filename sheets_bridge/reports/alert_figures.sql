-- What conditions are held against, a line per shop, medium or campaign and day, with the goals of its month.
, only_mall AS (
    SELECT MIN(account) AS account FROM shop_days HAVING COUNT(DISTINCT account) = 1
),
goal_lines AS (
    SELECT COALESCE(g.mall, o.account) AS account, COALESCE(g.mall_shop_no, 1) AS shop_no,
           substr(g.month, 1, 7) AS month, COALESCE(g.medium, '전체') AS medium, g.roas_goal, g.ad_budget
    FROM goals AS g LEFT JOIN only_mall AS o ON 1 = 1
),
wanted AS (
    -- As 일별 종합 has it: budgets of single media stand for the whole where nobody wrote one.
    SELECT account, shop_no, month, '전체' AS medium, MAX(CASE WHEN medium = '전체' THEN roas_goal END) AS roas_goal,
           COALESCE(MAX(CASE WHEN medium = '전체' THEN ad_budget END), SUM(ad_budget)) AS ad_budget
    FROM goal_lines GROUP BY account, shop_no, month
    UNION ALL
    SELECT account, shop_no, month, medium, MAX(roas_goal), MAX(ad_budget)
    FROM goal_lines WHERE medium <> '전체' GROUP BY account, shop_no, month, medium
),
by_ads AS (
    -- Orders that came by ads, and those of them that no campaign can be given: no tag, an unknown one, a channel of
    -- nobody knows which medium.
    SELECT account, shop_no, date,
           CASE WHEN COUNT(sales) = COUNT(*) THEN COALESCE(SUM(sales), 0) END AS ad_sales,
           CASE WHEN COUNT(sales) = COUNT(*)
                THEN COALESCE(SUM(CASE WHEN medium = '미매핑' OR campaign_line LIKE '(미매칭)%'
                                         OR campaign_line = '(UTM 없음)' THEN sales END), 0) END AS unmatched
    FROM campaign_performance
    WHERE medium <> '비광고' AND date < :today AND date >= date(:today, '-70 days') GROUP BY account, shop_no, date
),
told(account, shop_no, scope, target_key, target, medium, date, cost, sales, net_sales) AS (
    SELECT account, shop_no, 'all', '', '', '전체', date, ad_cost, own_net_sales, net_sales FROM shop_days
    UNION ALL
    SELECT account, shop_no, 'medium', medium, medium, medium, date, cost, sales, NULL FROM medium_days
    UNION ALL
    SELECT account, shop_no, 'campaign', campaign_id, name, medium, date, cost, sales, NULL FROM campaign_days
)
SELECT t.account, t.shop_no, t.scope, t.target_key, t.target, c.currency, t.date, t.cost, t.sales, t.net_sales,
       CASE WHEN t.scope = 'all' AND k.sales IS NOT NULL THEN CASE WHEN a.date IS NULL THEN 0 ELSE a.unmatched END END
           AS unmatched,
       CASE WHEN t.scope = 'all' AND k.sales IS NOT NULL THEN CASE WHEN a.date IS NULL THEN 0 ELSE a.ad_sales END END
           AS ad_sales,
       COALESCE(m.roas_goal, w.roas_goal) AS roas_goal,
       CASE t.scope WHEN 'all' THEN w.ad_budget WHEN 'medium' THEN m.ad_budget END AS ad_budget
FROM told AS t
JOIN main_currency AS c ON c.account = t.account AND c.shop_no = t.shop_no
LEFT JOIN sold AS k ON k.account = t.account AND k.shop_no = t.shop_no AND k.date = t.date AND k.medium = '비광고'
LEFT JOIN by_ads AS a ON a.account = t.account AND a.shop_no = t.shop_no AND a.date = t.date
LEFT JOIN wanted AS w
  ON w.account = t.account AND w.shop_no = t.shop_no AND w.month = substr(t.date, 1, 7) AND w.medium = '전체'
LEFT JOIN wanted AS m
  ON m.account = t.account AND m.shop_no = t.shop_no AND m.month = substr(t.date, 1, 7) AND m.medium = t.medium
 AND t.scope <> 'all'
