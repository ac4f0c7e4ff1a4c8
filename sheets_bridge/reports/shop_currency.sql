-- What each shop sells in: the currency of its newest order. Begins and ends open.
shop_currency AS MATERIALIZED (
    SELECT account, shop_no, currency
    FROM (SELECT account, shop_no, currency,
                 ROW_NUMBER() OVER (PARTITION BY account, shop_no ORDER BY ordered_at DESC, order_id DESC) AS place
          FROM orders WHERE currency IS NOT NULL) AS newest_first
    WHERE place = 1
)
