-- 상품별 매출·광고비: a row per shop, day and product where something happened. After product_costs and performance_days.
, ad_shops AS (SELECT DISTINCT account, shop_no FROM reach),
ad_causes AS (
    SELECT account, shop_no, date, medium || ' 광고비: ' || cause AS cause, tried FROM gaps
    UNION
    SELECT account, shop_no, date, '광고비: ' || currency || '를 쇼핑몰 통화로 바꿀 수 없음', 1 FROM media_rows
    WHERE campaign_id IS NOT NULL AND data_status NOT LIKE '미수집%' AND cost IS NULL
),
ad_days AS MATERIALIZED (
    SELECT account, shop_no, date, MAX(tried) AS tried, group_concat(cause, ', ') AS cause
    FROM (SELECT account, shop_no, date, cause, MAX(tried) AS tried FROM ad_causes
          GROUP BY account, shop_no, date, cause ORDER BY cause) AS each_once
    GROUP BY account, shop_no, date
),
sold AS MATERIALIZED (
    SELECT i.account, i.shop_no, i.date, i.product_no, MAX(i.product_name) AS product_name,
           SUM(i.pieces) AS pieces, SUM(i.amount) AS amount, SUM(i.unknown) AS unknown,
           SUM(i.pieces_back) AS pieces_back, SUM(i.amount_back) AS amount_back,
           SUM(i.pieces * (g.place > 0)) AS ad_pieces, SUM(i.amount * (g.place > 0)) AS ad_amount,
           SUM(i.amount_back * (g.place > 0)) AS ad_amount_back,
           SUM(i.pieces * (g.place = 1)) AS naver_pieces, SUM(i.amount * (g.place = 1)) AS naver_amount,
           SUM(i.pieces * (g.place = 2)) AS meta_pieces, SUM(i.amount * (g.place = 2)) AS meta_amount,
           SUM(i.pieces * (g.place = 3)) AS google_pieces, SUM(i.amount * (g.place = 3)) AS google_amount,
           SUM(i.pieces * (g.place = 4)) AS kakao_pieces, SUM(i.amount * (g.place = 4)) AS kakao_amount,
           SUM(i.pieces * (g.place = 5)) AS other_pieces, SUM(i.amount * (g.place = 5)) AS other_amount
    FROM sold_items AS i
    LEFT JOIN (SELECT account, shop_no, order_id,
                      CASE medium WHEN '네이버' THEN 1 WHEN '메타' THEN 2 WHEN '구글' THEN 3 WHEN '카카오' THEN 4
                                  WHEN '비광고' THEN 0 WHEN '미매핑' THEN 0 ELSE 5 END AS place
               FROM attributed) AS g
      ON g.account = i.account AND g.shop_no = i.shop_no AND g.order_id = i.order_id
    GROUP BY i.account, i.shop_no, i.date, i.product_no
),
happened AS MATERIALIZED (
    SELECT account, shop_no, date, product_no FROM sold
    UNION
    SELECT account, shop_no, date, product_no FROM product_costs
    UNION
    SELECT account, shop_no, date, product_no FROM looks WHERE carts > 0
    UNION
    -- A day whose cost nobody told is on the page.
    SELECT account, shop_no, date, '(상품 미지정)' FROM ad_days WHERE tried = 1
),
looked AS MATERIALIZED (
    -- What was looked at and no more stands in one row a day: thousands of rows would say nothing else.
    SELECT l.account, l.shop_no, l.date, COALESCE(h.product_no, '(조회만 된 상품)') AS product_no,
           SUM(l.views) AS views, SUM(l.carts) AS carts, MAX(l.product_name) AS product_name
    FROM looks AS l
    LEFT JOIN happened AS h
      ON h.account = l.account AND h.shop_no = l.shop_no AND h.date = l.date AND h.product_no = l.product_no
    GROUP BY l.account, l.shop_no, l.date, 4
),
lines AS MATERIALIZED (
    SELECT account, shop_no, date, product_no, MAX(views) AS views, MAX(carts) AS carts
    FROM (SELECT account, shop_no, date, product_no, NULL AS views, NULL AS carts FROM happened
          UNION ALL
          SELECT account, shop_no, date, product_no, views, carts FROM looked) AS both
    GROUP BY account, shop_no, date, product_no
),
names AS MATERIALIZED (
    SELECT account, shop_no, product_no, product_name
    FROM (SELECT account, shop_no, product_no, product_name,
                 ROW_NUMBER() OVER (PARTITION BY account, shop_no, product_no ORDER BY rank, date DESC) AS place
          FROM (SELECT account, shop_no, product_no, product_name, 1 AS rank, '' AS date FROM products
                UNION ALL SELECT account, shop_no, product_no, product_name, 2, date FROM sold
                UNION ALL SELECT account, shop_no, product_no, product_name, 3, date FROM looks) AS said
          WHERE product_name IS NOT NULL) AS newest_first
    WHERE place = 1
),
day_facts AS MATERIALIZED (
    -- What comes out of `covered` has no type of its own, and is looked up only where it has that of what it is held to.
    SELECT CAST(account AS TEXT) AS account, CAST(shop_no AS INTEGER) AS shop_no, CAST(date AS TEXT) AS date,
           MAX(items_there) AS items_there, MAX(looks_there) AS looks_there,
           MAX(orders_there) AS orders_there, MAX(items_cause) AS items_cause, MAX(looks_cause) AS looks_cause,
           MAX(orders_cause) AS orders_cause, MAX(ads_told) AS ads_told, MAX(cost_cause) AS cost_cause
    FROM (SELECT account, shop_no, date, items_there, looks_there, NULL AS orders_there, items_cause, looks_cause,
                 NULL AS orders_cause, NULL AS ads_told, NULL AS cost_cause FROM item_days
          UNION ALL
          SELECT account, shop_no, date, NULL, NULL, orders_there, NULL, NULL, orders_cause, NULL, NULL FROM state
          UNION ALL
          SELECT d.account, d.shop_no, d.date, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL
          FROM days AS d JOIN ad_shops AS a ON a.account = d.account AND a.shop_no = d.shop_no
          UNION ALL
          SELECT account, shop_no, date, NULL, NULL, NULL, NULL, NULL, NULL, NULL, cause FROM ad_days) AS told
    GROUP BY account, shop_no, date
),
collected AS (
    SELECT l.account, l.shop_no, l.date, l.product_no AS product_line, n.product_name, l.views, l.carts, s.pieces,
           s.amount, s.unknown, s.pieces_back, s.amount_back, s.ad_pieces, s.ad_amount, s.ad_amount_back, s.naver_pieces,
           s.naver_amount, s.meta_pieces, s.meta_amount, s.google_pieces, s.google_amount, s.kakao_pieces, s.kakao_amount,
           s.other_pieces, s.other_amount, c.cost, c.counting,
           CASE WHEN l.product_no IN ('(상품 미지정)', '(조회만 된 상품)') THEN 0 ELSE 1 END AS of_product,
           CASE WHEN l.product_no = '(상품 미지정)' THEN 0 ELSE COALESCE(d.looks_there, 0) END AS looks_there,
           COALESCE(d.items_there, 0) AS items_there,
           COALESCE(d.items_there, 0) * COALESCE(d.orders_there, 0) AS ways_there,
           CASE WHEN d.ads_told = 1 AND d.cost_cause IS NULL THEN 1 ELSE 0 END AS cost_there,
           COALESCE(', ' || d.cost_cause, '') AS cost_cause,
           COALESCE(d.items_cause, ', 주문') || COALESCE(d.orders_cause, ', 유입 주문') AS sales_cause,
           COALESCE(d.looks_cause, '') AS looks_cause, COALESCE(m.currency, 'KRW') AS currency
    FROM lines AS l
    LEFT JOIN sold AS s
      ON s.account = l.account AND s.shop_no = l.shop_no AND s.date = l.date AND s.product_no = l.product_no
    LEFT JOIN product_costs AS c
      ON c.account = l.account AND c.shop_no = l.shop_no AND c.date = l.date AND c.product_no = l.product_no
    LEFT JOIN names AS n ON n.account = l.account AND n.shop_no = l.shop_no AND n.product_no = l.product_no
    LEFT JOIN day_facts AS d ON d.account = l.account AND d.shop_no = l.shop_no AND d.date = l.date
    LEFT JOIN shop_currency AS m ON m.account = l.account AND m.shop_no = l.shop_no
),
figures AS (
    SELECT c.*, COALESCE(unknown, 0) AS untold, items_there * of_product AS sold_there,
           CASE WHEN COALESCE(unknown, 0) = 0 THEN items_there * of_product ELSE 0 END AS amount_there,
           ways_there * of_product AS ad_there,
           CASE WHEN COALESCE(unknown, 0) = 0 THEN ways_there * of_product ELSE 0 END AS ad_amount_there,
           CASE WHEN cost_there = 0 OR product_line = '(조회만 된 상품)' THEN NULL
                -- Where the ways of orders are not known, nothing was shared out by them.
                WHEN ways_there = 1 OR of_product = 0 THEN COALESCE(cost, 0) ELSE cost END AS spent,
           CASE WHEN product_line = '(조회만 된 상품)' THEN looks_cause
                WHEN of_product = 0 THEN cost_cause
                ELSE sales_cause || looks_cause || cost_cause
                     || CASE WHEN COALESCE(unknown, 0) > 0 THEN ', 금액을 모르는 품목 ' || unknown || '개' ELSE '' END
                END AS causes
    FROM collected AS c
)
SELECT account, shop_no, date, currency, product_line,
       CASE WHEN of_product = 1 THEN product_line END AS product_no, COALESCE(product_name, product_line) AS product_name,
       CASE WHEN looks_there = 1 THEN COALESCE(views, 0) END AS view_count,
       CASE WHEN looks_there = 1 THEN COALESCE(carts, 0) END AS add_cart_count,
       CASE WHEN sold_there = 1 THEN COALESCE(pieces, 0) END AS sold_count,
       CASE WHEN amount_there = 1 THEN ROUND(COALESCE(amount, 0), 2) END AS sold_amount,
       CASE WHEN sold_there = 1 THEN COALESCE(pieces_back, 0) END AS back_count,
       CASE WHEN amount_there = 1 THEN ROUND(COALESCE(amount_back, 0), 2) END AS back_amount,
       CASE WHEN amount_there = 1 THEN ROUND(COALESCE(amount - amount_back, amount, 0), 2) END AS net_amount,
       CASE WHEN ad_there = 1 THEN COALESCE(ad_pieces, 0) END AS ad_sold_count,
       CASE WHEN ad_amount_there = 1 THEN ROUND(COALESCE(ad_amount, 0), 2) END AS ad_sold_amount,
       CASE WHEN ad_there = 1 THEN COALESCE(naver_pieces, 0) END AS naver_sold_count,
       CASE WHEN ad_amount_there = 1 THEN ROUND(COALESCE(naver_amount, 0), 2) END AS naver_sold_amount,
       CASE WHEN ad_there = 1 THEN COALESCE(meta_pieces, 0) END AS meta_sold_count,
       CASE WHEN ad_amount_there = 1 THEN ROUND(COALESCE(meta_amount, 0), 2) END AS meta_sold_amount,
       CASE WHEN ad_there = 1 THEN COALESCE(google_pieces, 0) END AS google_sold_count,
       CASE WHEN ad_amount_there = 1 THEN ROUND(COALESCE(google_amount, 0), 2) END AS google_sold_amount,
       CASE WHEN ad_there = 1 THEN COALESCE(kakao_pieces, 0) END AS kakao_sold_count,
       CASE WHEN ad_amount_there = 1 THEN ROUND(COALESCE(kakao_amount, 0), 2) END AS kakao_sold_amount,
       CASE WHEN ad_there = 1 THEN COALESCE(other_pieces, 0) END AS other_sold_count,
       CASE WHEN ad_amount_there = 1 THEN ROUND(COALESCE(other_amount, 0), 2) END AS other_sold_amount,
       CASE WHEN ad_amount_there = 1 THEN ROUND(COALESCE(ad_amount_back, 0), 2) END AS ad_back_amount,
       CASE WHEN ad_amount_there = 1 THEN COALESCE(ad_amount, 0) / NULLIF(amount, 0) END AS ad_share,
       spent AS ad_cost,
       CASE WHEN ad_amount_there = 1 THEN (COALESCE(ad_amount, 0) - COALESCE(ad_amount_back, 0)) / NULLIF(spent, 0) END
           AS real_roas,
       CASE WHEN causes <> '' THEN '미수집 (' || substr(causes, 3) || ')'
            WHEN counting = 1 OR date > date(:today, '-7 days') THEN '집계중' ELSE '확정' END AS data_status
FROM figures
