"""Coupons and who holds one: those the orders were paid with, and the welcome coupon of each member."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from sheets_bridge.sandbox.story.chance import chance
from sheets_bridge.sandbox.story.club import Signed
from sheets_bridge.sandbox.story.facts import Coupon, Issue
from sheets_bridge.sandbox.story.model import Order
from sheets_bridge.sandbox.story.moments import KST, midnight
from sheets_bridge.sandbox.story.shops import Trade

_NUMBERS_FROM = 9_000_000_000_000_000_000
_EPOCH = datetime(2020, 1, 1, tzinfo=KST)
_COUPONS = (
    # Korean name, English name, smallest units off in won and in cents, percent off, issue type and sub type, deleted
    ("신규가입 축하 쿠폰", "Welcome coupon", 1_000, 100, None, "A", "J", False),
    ("2천원 할인", "Two off", 2_000, 300, None, "D", "Q", False),
    ("3천원 할인", "Three off", 3_000, 500, None, "D", "Q", False),
    ("5천원 할인", "Five off", 5_000, None, None, "M", "M", False),
    ("=10% 할인 🎟", "=10% off 🎟", None, None, 10, "D", "Q", False),
    ("지난 시즌 쿠폰", "Coupon of last season", 4_000, 400, None, "M", "M", True),
)
_PERCENT = 4
_DAYS = 30


def coupons_of(trade: Trade, first_day: date) -> tuple[Coupon, ...]:
    """Return the shop's coupons."""
    return tuple(_coupon(trade, first_day, at) for at in range(len(_COUPONS)))


def _coupon(trade: Trade, first_day: date, at: int) -> Coupon:
    korean, english, won, cents, percent, kind, sub_kind, deleted = _COUPONS[at]
    units = won if trade.decimals == 0 else cents
    return Coupon(
        coupon_no=str(_NUMBERS_FROM + 100 * trade.shop.shop_no + at),
        name=korean if trade.korean else english,
        amount=None if units is None else trade.money(units),
        percent=percent if percent or units is not None else 5,
        issue_type=kind,
        issue_sub_type=sub_kind,
        created=midnight(first_day) - timedelta(days=90 - at, hours=2),
        deleted=deleted,
        days=_DAYS,
    )


def issues_of(coupons: tuple[Coupon, ...], orders: Iterable[Order], signed: Iterable[Signed]) -> Iterator[Issue]:
    """Return every issue there will be, spent or not; `used` may lie ahead."""
    by_amount = {coupon.amount: coupon for coupon in coupons if coupon.amount is not None and not coupon.deleted}
    for order in orders:
        if order.coupon_discount_price and order.person.member_id:
            yield _spent(by_amount.get(order.coupon_discount_price, coupons[_PERCENT]), order)
    for one in signed:
        yield _issue(coupons[0], one, one.joined + timedelta(seconds=1), None, "")


def issue_at(issue: Issue, now: datetime) -> Issue:
    """Return the issue as it stands at `now`: not spent before its time."""
    if issue.used is None or issue.used <= now:
        return issue
    return Issue(issue.coupon_no, issue.issue_no, issue.person, issue.issued, issue.expires, None, "")


def _spent(coupon: Coupon, order: Order) -> Issue:
    """The coupon of an order: taken some time of the day before it was spent."""
    ahead = chance("issue", order.order_id).randrange(60, 20 * 3600)
    issued = order.ordered - timedelta(seconds=ahead)
    return _issue(coupon, Signed(order.person, issued), issued, order.ordered, order.order_id)


def _issue(coupon: Coupon, holder: Signed, issued: datetime, used: datetime | None, order_id: str) -> Issue:
    # Numbers rise with the moment of issue and stay the same whatever is issued elsewhere in between.
    salt = chance("issue no", coupon.coupon_no, holder.person.member_id, order_id).randrange(10**6)
    number = _NUMBERS_FROM + int((issued - _EPOCH).total_seconds()) * 10**6 + salt
    expires = issued + timedelta(days=coupon.days)
    return Issue(coupon.coupon_no, str(number), holder.person, issued, expires, used, order_id)
