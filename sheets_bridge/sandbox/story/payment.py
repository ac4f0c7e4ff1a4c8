"""Where an order was placed and how it is paid."""

from dataclasses import dataclass
from random import Random

from sheets_bridge.sandbox.story.chance import Odds, often, pick
from sheets_bridge.sandbox.story.shops import Trade


@dataclass(frozen=True)
class Place:
    """Where an order was placed; `mobile` is the share of its orders that come from a phone."""

    order_place_id: str
    korean: str
    english: str
    market_id: str
    mobile: float
    members: float
    """Share of its orders that members place."""


_PC = Place("cafe24", "PC쇼핑몰", "PC Shop", "self", 0.0, 0.82)
_MOBILE = Place("mobile", "모바일웹", "Mobile Web", "self", 1.0, 0.80)
_APP = Place("mobile_d", "모바일앱", "Mobile App", "self", 1.0, 1.0)
_NAVER_PAY = Place("NCHECKOUT", "네이버 페이", "Naver Pay", "self", 0.7, 0.35)
_SMART_STORE = Place("shopn", "스마트스토어", "Smart Store", "shopn", 0.75, 0.0)
_KOREAN_PLACES = Odds((_PC, 22), (_MOBILE, 36), (_APP, 10), (_NAVER_PAY, 20), (_SMART_STORE, 12))
_KOREAN_MEMBERS = Odds((_PC, 22), (_MOBILE, 36), (_APP, 10), (_NAVER_PAY, 20))
_GLOBAL_PLACES = Odds((_PC, 45), (_MOBILE, 55))

APP_PLACE_ID = _APP.order_place_id
NAVER_PLACE_IDS = (_NAVER_PAY.order_place_id, _SMART_STORE.order_place_id)

_KOREAN_METHODS = Odds(("card", 66), ("icash", 12), ("cash", 8), ("tcash", 7), ("cell", 5), ("cvs", 2))
_GLOBAL_METHODS = Odds(("card", 88), ("etc", 10), ("cash", 2))
_NAMES = {
    "card": ("신용카드", "Credit Card"),
    "icash": ("가상계좌", "Virtual Account"),
    "cash": ("무통장입금", "Bank Transfer"),
    "tcash": ("실시간 계좌이체", "Real-time Bank Transfer"),
    "cell": ("휴대폰", "Mobile Phone"),
    "cvs": ("편의점", "Convenience Store"),
    "etc": ("기타", "Other"),
    "point": ("적립금", "Points"),
    "credit": ("예치금", "Credits"),
}
_PAID_LATER = frozenset({"icash", "cash", "cvs"})


def place_of(rng: Random, trade: Trade, *, members_only: bool) -> Place:
    """Draw where an order is placed."""
    korean = _KOREAN_MEMBERS if members_only else _KOREAN_PLACES
    return pick(rng, korean if trade.korean else _GLOBAL_PLACES)


def methods_of(rng: Random, trade: Trade, place: Place, *, due: int, points: int, credit: int) -> tuple[str, ...]:
    """Draw the payment methods (response codes): what pays `due`, then points and credits where they were spent."""
    methods = [_main_method(rng, trade, place)] if due else []
    methods += ["point"] if points else []
    methods += ["credit"] if credit else []
    return tuple(methods) or ("etc",)


def _main_method(rng: Random, trade: Trade, place: Place) -> str:
    if place.order_place_id in NAVER_PLACE_IDS:
        return "icash" if often(rng, 0.04) else "card"
    return pick(rng, _KOREAN_METHODS if trade.korean else _GLOBAL_METHODS)


def names_of(methods: tuple[str, ...], *, korean: bool) -> tuple[str, ...]:
    """Return the methods' names in the shop's language."""
    return tuple(_NAMES[method][0 if korean else 1] for method in methods)


def paid_later(methods: tuple[str, ...]) -> bool:
    """Tell whether the money comes by a transfer that the customer makes afterwards."""
    return methods[0] in _PAID_LATER
