"""What the story knows of a mall at one moment: shops, orders, items, visits (no wire format here)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class Shop:
    """One shop of the mall; amounts of its orders are in `currency`."""

    shop_no: int
    name: str
    currency: str
    language: str
    active: bool


@dataclass(frozen=True)
class Person:
    """An invented customer. `member_id` is empty for guests. Everything here is personal data on the wire."""

    member_id: str
    name: str
    email: str
    cellphone: str
    zipcode: str
    address1: str
    address2: str
    joined: date | None = None
    """When a member signed up; None for guests."""


@dataclass(frozen=True)
class Item:
    """One order item as it stands at a moment. All moments are aware, in KST; None = has not happened."""

    item_no: int
    product_no: int
    product_code: str
    variant_code: str
    product_name: str
    option_value: str
    quantity: int
    product_price: Decimal
    option_price: Decimal
    additional_discount_price: Decimal
    coupon_discount_price: Decimal
    app_item_discount_amount: Decimal
    payment_amount: Decimal | None
    order_status: str
    """N00 … E40, see the reference's list."""
    status_code: str
    """N1, N2, C1, C2, C3 or E1."""
    supplier_id: str
    supplier_name: str
    gift: bool = False
    claim_code: str = ""
    claim_reason_type: str = ""
    claim_reason: str = ""
    claim_quantity: int = 0
    refund_code: str = ""
    refund_amount: Decimal = Decimal(0)
    """The money that goes back; points, credits and Naver points go back beside it."""
    refund_points: Decimal = Decimal(0)
    refund_credits: Decimal = Decimal(0)
    refund_naver_points: Decimal = Decimal(0)
    tracking_no: str = ""
    shipping_company_id: str = ""
    shipping_company_name: str = ""
    placed: datetime | None = None
    """발주 (date_type place_date)."""
    shipped: datetime | None = None
    delivered: datetime | None = None
    purchase_confirmed: datetime | None = None
    cancel_requested: datetime | None = None
    cancel_accepted: datetime | None = None
    canceled: datetime | None = None
    return_requested: datetime | None = None
    return_accepted: datetime | None = None
    return_confirmed: datetime | None = None
    exchange_requested: datetime | None = None
    exchange_accepted: datetime | None = None
    exchanged: datetime | None = None
    refund_accepted: datetime | None = None
    refunded: datetime | None = None


@dataclass(frozen=True)
class Order:
    """One order as it stands at a moment."""

    shop_no: int
    order_id: str
    ordered: datetime
    currency: str
    person: Person
    receiver: Person
    shipping_message: str
    first_order: bool
    from_mobile: bool
    order_place_id: str
    order_place_name: str
    market_id: str
    payment_methods: tuple[str, ...]
    payment_method_names: tuple[str, ...]
    order_price_amount: Decimal
    shipping_fee: Decimal
    points_spent_amount: Decimal
    credits_spent_amount: Decimal
    coupon_discount_price: Decimal
    membership_discount_amount: Decimal
    naver_point: int
    payment_amount: Decimal
    actual_payment_amount: Decimal
    paid: str
    """T, F or M."""
    canceled: str
    """T, F or M."""
    shipping_status: str
    """F, M, T, W or X."""
    paid_at: datetime | None
    canceled_at: datetime | None
    items: tuple[Item, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class HourOfVisits:
    """One completed hour of traffic of one shop; `hour` is 0-23."""

    day: date
    hour: int
    visits: int
    first_visits: int
    re_visits: int
    page_views: int


@dataclass(frozen=True)
class DayOfVisits:
    """One day of traffic of one shop, from the hours that are over. Unique and active: of the whole day so far."""

    day: date
    visits: int
    first_visits: int
    re_visits: int
    unique_visitors: int
    active_users: int
    page_views: int
    hours: tuple[HourOfVisits, ...]
