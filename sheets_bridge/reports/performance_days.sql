-- What media and mall tell of each day, out of a table of media: `gaps` of ad accounts, `state` of the mall's own. After
-- a CTE `media_rows`, and `visit_state` (account, shop_no, date, there, cause). Ends open.
, reach AS (
    SELECT a.mall AS account, a.mall_shop_no AS shop_no, c.account AS login, c.shop_no AS ad_account,
           MIN(c.since) AS since, MAX(c.until) AS until
    FROM covered AS c JOIN advertised AS a ON a.account = c.account AND a.shop_no = c.shop_no
    WHERE c.table_id = '{table}' AND c.until IS NOT NULL
    GROUP BY a.mall, a.mall_shop_no, c.account, c.shop_no
),
days(account, shop_no, date) AS (
    SELECT account, shop_no, MIN(since)
    FROM (SELECT account, shop_no, since FROM covered WHERE table_id = 'order_sources'
          UNION ALL SELECT account, shop_no, since FROM reach) AS begun
    WHERE since > '1990' GROUP BY account, shop_no
    UNION ALL
    SELECT account, shop_no, date(date, '+1 day') FROM days WHERE date < :today
),
sold_by AS (
    SELECT DISTINCT account, shop_no, login, ad_account, medium, ad_product FROM media_rows
    WHERE campaign_id IS NOT NULL
),
gaps AS (
    -- Days that an ad account does not tell, and why.
    SELECT DISTINCT account, shop_no, date, login, ad_account, medium, 1 AS tried,
           replace(replace(data_status, '미수집 (', ''), ')', '') AS cause
    FROM media_rows WHERE data_status LIKE '미수집%'
    UNION
    -- What people hand in (files, typed costs) reaches back to the beginning: a file tells up to its last day, and a
    -- typed cost, which has no impressions, ends when it ends.
    SELECT d.account, d.shop_no, d.date, x.login, x.ad_account, x.medium,
           CASE WHEN d.date > r.until AND d.date < :today AND r.since > '1990' THEN 1 ELSE 0 END,
           CASE WHEN r.since < '1990' THEN '보고서 파일 없음' WHEN d.date < r.since THEN '수집 시작 전' ELSE '매체 집계 전' END
    FROM (SELECT account, shop_no, login, ad_account, medium, MAX(date) AS last_date, MAX(impressions) AS shown
          FROM media_rows GROUP BY account, shop_no, login, ad_account, medium) AS x
    JOIN reach AS r
      ON r.account = x.account AND r.shop_no = x.shop_no AND r.login = x.login AND r.ad_account = x.ad_account
    JOIN days AS d
      ON d.account = x.account AND d.shop_no = x.shop_no
     AND (d.date < r.since OR (d.date > r.until AND r.since > '1990')
          OR (r.since < '1990' AND x.shown IS NOT NULL AND d.date > x.last_date))
),
gaps_of_products AS (
    -- A gap of an account is one of every product it sold, and of all products of the medium where it never told any.
    SELECT account, shop_no, date, medium, ad_product, group_concat(cause, ', ') AS cause
    FROM (SELECT g.account, g.shop_no, g.date, g.medium, s.ad_product, g.cause
          FROM gaps AS g
          JOIN sold_by AS s
            ON s.account = g.account AND s.shop_no = g.shop_no AND s.medium = g.medium
           AND ((s.login = g.login AND s.ad_account = g.ad_account)
                OR NOT EXISTS (SELECT 1 FROM sold_by AS own
                               WHERE own.login = g.login AND own.ad_account = g.ad_account AND own.medium = g.medium))
          UNION
          SELECT account, shop_no, date, medium, '(상품 구분 없음)', cause FROM gaps
          ORDER BY 1, 2, 3, 4, 5, 6) AS each_once
    GROUP BY account, shop_no, date, medium, ad_product
),
order_missing AS (
    SELECT account, shop_no, date, MAX(replace(replace(data_status, '미수집 (', ': '), ')', '')) AS cause
    FROM order_sources WHERE data_status LIKE '미수집%' GROUP BY account, shop_no, date
),
mall_reach AS (
    SELECT d.account, d.shop_no, d.date,
           MAX(CASE WHEN k.table_id = 'order_sources' THEN 1 ELSE 0 END) AS orders_there,
           MAX(CASE WHEN k.table_id = 'refunds' THEN 1 ELSE 0 END) AS refunds_there
    FROM days AS d
    LEFT JOIN covered AS k
      ON k.account = d.account AND k.shop_no = d.shop_no AND k.since <= d.date
     AND (d.date < k.until OR (d.date = k.until AND k.until = :today))
    GROUP BY d.account, d.shop_no, d.date
),
state AS (
    SELECT r.account, r.shop_no, r.date,
           CASE WHEN r.orders_there = 1 AND m.date IS NULL THEN 1 ELSE 0 END AS orders_there, r.refunds_there,
           COALESCE(v.there, 0) AS visits_there,
           CASE WHEN r.orders_there = 0 OR m.date IS NOT NULL THEN ', 유입 주문' || COALESCE(m.cause, '') ELSE '' END
               AS orders_cause,
           CASE WHEN r.refunds_there = 0 THEN ', 환불' ELSE '' END AS refunds_cause,
           COALESCE(v.cause, '') AS visits_cause
    FROM mall_reach AS r
    LEFT JOIN order_missing AS m ON m.account = r.account AND m.shop_no = r.shop_no AND m.date = r.date
    LEFT JOIN visit_state AS v ON v.account = r.account AND v.shop_no = r.shop_no AND v.date = r.date
)
