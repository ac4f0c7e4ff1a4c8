-- What the mall itself sold by product, and what visits did with products: `sold_items` (a row per order and product, on
-- the day the order was paid), `looks`, and `item_days`, which says what is collected of each day. After shop_currency;
-- begins and ends open.
paid AS MATERIALIZED (
    -- As in 결제합계 of `sales_figures`: Naver Pay is the mall's own, what was once paid stays in.
    SELECT account, shop_no, order_id, paid_date AS date FROM orders
    WHERE paid <> 'F' AND paid_date IS NOT NULL AND COALESCE(market_id, 'self') IN ('self', 'NCHECKOUT')
),
item_lines AS (
    -- N2 is what an exchange sends in place of a line that stays; C1 was never paid.
    SELECT i.account, i.shop_no, i.order_id, COALESCE(i.product_no, '(상품번호 없음)') AS product_no, i.product_name,
           COALESCE(i.quantity, 0) AS pieces,
           CASE WHEN COALESCE(i.currency, s.currency) = s.currency
                THEN (i.product_price + COALESCE(i.option_price, 0)) * i.quantity
                     - COALESCE(i.additional_discount_price, 0) - COALESCE(i.app_item_discount_amount, 0)
                     - COALESCE(i.coupon_discount_price, 0) END AS amount,
           CASE WHEN i.status_code IN ('C2', 'C3')
                     AND COALESCE(i.canceled_at, i.return_confirmed_at, i.refunded_at) IS NOT NULL
                THEN MIN(COALESCE(NULLIF(i.claim_quantity, 0), i.quantity, 0), COALESCE(i.quantity, 0)) ELSE 0 END
               AS pieces_back
    FROM order_items AS i
    LEFT JOIN shop_currency AS s ON s.account = i.account AND s.shop_no = i.shop_no
    WHERE COALESCE(i.status_code, 'N1') NOT IN ('N2', 'C1') AND COALESCE(i.gift, 'F') <> 'T'
),
sold_items AS MATERIALIZED (
    SELECT p.account, p.shop_no, p.date, p.order_id, i.product_no, MAX(i.product_name) AS product_name,
           SUM(i.pieces) AS pieces, SUM(i.amount) AS amount, SUM(i.amount IS NULL) AS unknown,
           SUM(i.pieces_back) AS pieces_back,
           SUM(i.amount * i.pieces_back / NULLIF(i.pieces, 0)) AS amount_back
    FROM paid AS p
    JOIN item_lines AS i ON i.account = p.account AND i.shop_no = p.shop_no AND i.order_id = p.order_id
    GROUP BY p.account, p.shop_no, p.date, p.order_id, i.product_no
),
itemless AS (
    -- Where items are not asked for, nothing is known of what was sold.
    SELECT p.account, p.shop_no, p.date, COUNT(*) AS orders
    FROM paid AS p
    LEFT JOIN (SELECT DISTINCT account, shop_no, order_id FROM order_items) AS i
      ON i.account = p.account AND i.shop_no = p.shop_no AND i.order_id = p.order_id
    WHERE i.order_id IS NULL
    GROUP BY p.account, p.shop_no, p.date
),
looks AS MATERIALIZED (
    SELECT account, shop_no, date, product_no, MAX(product_name) AS product_name, MAX(view_count) AS views,
           MAX(add_cart_count) AS carts
    FROM product_cart WHERE data_status NOT LIKE '미수집%' AND product_no IS NOT NULL
    GROUP BY account, shop_no, date, product_no
),
look_missing AS (
    SELECT account, shop_no, date, MAX(replace(replace(data_status, '미수집 (', ': '), ')', '')) AS cause
    FROM product_cart WHERE data_status LIKE '미수집%' GROUP BY account, shop_no, date
),
item_calendar(account, shop_no, date) AS (
    SELECT account, shop_no, MIN(since) FROM covered WHERE table_id IN ('order_items', 'product_cart') AND since > '1990'
    GROUP BY account, shop_no
    UNION ALL
    SELECT account, shop_no, date(date, '+1 day') FROM item_calendar WHERE date < :today
),
item_reach AS (
    SELECT d.account, d.shop_no, d.date,
           MAX(CASE WHEN k.table_id = 'order_items' THEN k.inside ELSE 0 END) AS items_there,
           -- Blank where nobody reads what visits look at: no row is reminded of that.
           MAX(CASE WHEN k.table_id = 'product_cart' THEN k.inside END) AS looks_there
    FROM item_calendar AS d
    JOIN (SELECT d.date, k.account, k.shop_no, k.table_id,
                 CASE WHEN k.since <= d.date AND (d.date < k.until OR (d.date = k.until AND k.until = :today))
                      THEN 1 ELSE 0 END AS inside
          FROM covered AS k
          JOIN item_calendar AS d ON d.account = k.account AND d.shop_no = k.shop_no
          WHERE k.table_id IN ('order_items', 'product_cart')) AS k
      ON k.account = d.account AND k.shop_no = d.shop_no AND k.date = d.date
    GROUP BY d.account, d.shop_no, d.date
),
item_days AS MATERIALIZED (
    -- What comes out of `covered` has no type of its own, and is looked up only where it has that of what it is held to.
    SELECT CAST(r.account AS TEXT) AS account, CAST(r.shop_no AS INTEGER) AS shop_no, CAST(r.date AS TEXT) AS date,
           CASE WHEN r.items_there = 1 AND n.orders IS NULL THEN 1 ELSE 0 END AS items_there,
           CASE WHEN r.looks_there = 1 AND m.date IS NULL THEN 1 ELSE 0 END AS looks_there,
           CASE WHEN r.items_there = 0 THEN ', 주문'
                WHEN n.orders > 0 THEN ', 품목을 모르는 주문 ' || n.orders || '건' ELSE '' END AS items_cause,
           CASE WHEN r.looks_there = 0 OR m.date IS NOT NULL THEN ', 조회·담기' || COALESCE(m.cause, '') ELSE '' END
               AS looks_cause
    FROM item_reach AS r
    LEFT JOIN itemless AS n ON n.account = r.account AND n.shop_no = r.shop_no AND n.date = r.date
    LEFT JOIN look_missing AS m ON m.account = r.account AND m.shop_no = r.shop_no AND m.date = r.date
)
