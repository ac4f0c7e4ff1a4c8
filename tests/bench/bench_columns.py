"""The columns that the benchmarks' tabs show: both tabs of 200,000 orders stay below Google's ten million cells."""

ORDERS = (
    "order_id", "order_date", "ordered_at", "order_status", "paid", "paid_at", "canceled", "shipping_status",
    "order_place_name", "market_id", "first_order", "member", "payment_method", "currency", "order_price_amount",
    "shipping_fee", "coupon_discount_price", "payment_amount", "actual_payment_amount", "item_count", "quantity",
    "customer_key",
)  # fmt: skip

ORDER_ITEMS = (
    "order_item_code", "order_id", "order_date", "product_no", "product_code", "variant_code", "product_name",
    "option_value", "quantity", "product_price", "option_price", "order_status", "status_code", "tracking_no",
)  # fmt: skip

TABS = {"orders": ORDERS, "order_items": ORDER_ITEMS}
