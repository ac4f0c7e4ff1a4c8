"""What the story knows of a mall beside its orders: goods, members, coupons, boards, partners (no wire format here)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sheets_bridge.sandbox.story.catalogue import Option, Product
from sheets_bridge.sandbox.story.model import Person


@dataclass(frozen=True)
class Stock:
    """One variant with what is left of it."""

    option: Option
    additional: Decimal
    """What the variant costs beside the product's price."""
    counted: bool
    quantity: int
    safety: int
    origin_code: str


@dataclass(frozen=True)
class Good:
    """One product as it stands in a shop's list of products."""

    product: Product
    price: Decimal
    retail_price: Decimal
    supply_price: Decimal
    created: datetime
    updated: datetime
    display: bool
    selling: bool
    category_no: int
    brand_code: str
    stock: tuple[Stock, ...]

    @property
    def sold_out(self) -> bool:
        """Whether nothing of it is left."""
        return all(one.counted and one.quantity <= 0 for one in self.stock)


@dataclass(frozen=True)
class Category:
    """One product category; `path` leads from the top to itself, as (number, name)."""

    category_no: int
    parent_no: int
    path: tuple[tuple[int, str], ...]
    shown: bool
    order: int

    @property
    def name(self) -> str:
        """Its own name."""
        return self.path[-1][1]


@dataclass(frozen=True)
class Brand:
    """One brand with how many products bear it."""

    brand_code: str
    name: str
    used: bool
    product_count: int
    created: datetime


@dataclass(frozen=True)
class Group:
    """One customer group (회원등급); `discount` is in percent."""

    group_no: int
    name: str
    description: str
    discount: int


@dataclass(frozen=True)
class Member:
    """A registered member. Everything here is personal data on the wire."""

    person: Person
    joined: datetime
    last_login: datetime
    group_no: int
    gender: str
    birthday: date
    mobile: bool
    sms: bool
    news_mail: bool
    used_points: Decimal
    available_points: Decimal


@dataclass(frozen=True)
class Coupon:
    """One coupon: `amount` off, or `percent` off where there is no amount; `issue_type` M, A or D."""

    coupon_no: str
    name: str
    amount: Decimal | None
    percent: int | None
    issue_type: str
    issue_sub_type: str
    created: datetime
    deleted: bool
    days: int
    """How long one is good for after it was issued."""


@dataclass(frozen=True)
class Issue:
    """One coupon in a member's hands; `used` and `order_id` stand once it was spent."""

    coupon_no: str
    issue_no: str
    person: Person
    issued: datetime
    expires: datetime
    used: datetime | None
    order_id: str


@dataclass(frozen=True)
class Board:
    """One board of the shop."""

    board_no: int
    board_type: int
    name: str


@dataclass(frozen=True)
class Article:
    """A review, a question, a notice or an answer; `person` is None where the mall itself writes."""

    board_no: int
    article_no: int
    parent_no: int
    written: datetime
    person: Person | None
    title: str
    content: str
    rating: int
    product_no: int
    order_id: str
    secret: bool
    mobile: bool
    answered: datetime | None = None


@dataclass(frozen=True)
class Comment:
    """What was said beneath an article; `person` is None where the mall itself writes."""

    board_no: int
    article_no: int
    comment_no: int
    written: datetime
    person: Person | None
    content: str


@dataclass(frozen=True)
class Contact:
    """Somebody of a partner (invented, and personal data all the same)."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True)
class Supplier:
    """A company that supplies goods; address, account and contacts are invented."""

    supplier_code: str
    name: str
    commission: int
    created: datetime
    president: str
    phone: str
    zipcode: str
    address1: str
    address2: str
    account_no: str
    account_holder: str
    contacts: tuple[Contact, ...]


@dataclass(frozen=True)
class Origin:
    """A warehouse from which goods go out."""

    origin_code: str
    name: str
    default: bool
    phone: str
    zipcode: str
    address1: str
    address2: str
    variants: tuple[str, ...]
