"""A mall's orders, serialized once: bodies of varied orders with room for number and days, laid over a span of days."""

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).parent.parent / "samples" / "cafe24" / "orders.json"
_BODIES = 997
"""A prime: neighbours differ, and no page is like another."""
_LATER = {"d0": 0, "d1": 1, "d3": 3, "d9": 9}
"""The places of days in a body, and how many days after the order each lies."""

_FAMILIES, _GIVEN = "하늘별달솔봄눈강산들바", "가온누리마루다온새론한결이든"
_WORDS = (
    "수분크림",
    "캔버스 에코백",
    "린넨 셔츠",
    "무선 가습기",
    "유기농 쌀과자",
    "스텐 텀블러",
    "니트 가디건",
    "비건 샴푸",
)
_COLORS = ("아이보리", "딥그린", "차콜", "스카이블루", "로즈")
_PLACES = (("cafe24", "PC쇼핑몰"), ("mobile", "모바일웹"), ("NCHECKOUT", "네이버 페이"))
_METHODS = (("card", "신용카드"), ("cash", "무통장입금"), ("naverpay", "네이버페이"), ("point", "적립금"))
_STATUSES = ("N40", "N40", "N40", "N50", "N30", "N20", "C40", "R40")


@dataclass(frozen=True)
class Orders:
    """`total` orders with `items` each, spread evenly over `days` days up to `last`, oldest first."""

    total: int
    items: int
    days: int
    last: date

    @property
    def first(self) -> date:
        """The day of the oldest order."""
        return self.last - timedelta(days=self.days - 1)

    def between(self, since: date, until: date) -> range:
        """The places of the orders of these days."""
        return range(self._place(since), self._place(min(until, self.last) + timedelta(days=1)))

    def serialized(self, places: range) -> Iterator[bytes]:
        """The JSON of each order."""
        bodies = self._bodies
        for place in places:
            day = place * self.days // self.total
            yield bodies[place % _BODIES] % {**self._days(day), b"n": b"%07d" % (place + 1)}

    @cached_property
    def _bodies(self) -> list[bytes]:
        dice = random.Random(self.items)
        sample = json.loads(SAMPLE.read_text(encoding="utf-8"))["orders"][0]
        return [_body(_order(sample, self.items, dice)) for _ in range(min(_BODIES, self.total))]

    def _place(self, day: date) -> int:
        passed = min(max((day - self.first).days, 0), self.days)
        return -(-passed * self.total // self.days)

    @lru_cache(maxsize=64)  # noqa: B019 - one object a process
    def _days(self, number: int) -> Mapping[bytes, bytes]:
        day = self.first + timedelta(days=number)
        told = {name: (day + timedelta(days=later)).isoformat() for name, later in _LATER.items()}
        told["compact"] = f"{day:%Y%m%d}"
        return {name.encode(): text.encode() for name, text in told.items()}


def _body(order: Mapping[str, Any]) -> bytes:
    """Compact JSON as a template for bytes formatting."""
    text = json.dumps(order, ensure_ascii=False, separators=(",", ":")).replace("%", "%%")
    for name in ("n", "compact", *_LATER):
        text = text.replace(f"<{name}>", f"%({name})b")
    return text.encode()


def _order(sample: Mapping[str, Any], items: int, dice: random.Random) -> dict[str, Any]:
    wares = [_item(sample["items"][0], number, dice) for number in range(1, items + 1)]
    price = sum(float(ware["product_price"]) * ware["quantity"] for ware in wares)
    time, member = _time(dice), f"member{dice.randrange(9000):04d}" if dice.random() < 0.7 else ""
    place, method = dice.choice(_PLACES), dice.choice(_METHODS)
    order = {name: value for name, value in sample.items() if name not in ("buyer", "receivers")}
    return order | {
        "order_id": "<compact>-<n>",
        "member_id": member,
        "member_email": f"{member}@example.com" if member else "",
        "billing_name": dice.choice(_FAMILIES) + dice.choice(_GIVEN) + dice.choice(_GIVEN),
        "initial_order_amount": sample["initial_order_amount"] | _amounts(price),
        "actual_order_amount": sample["actual_order_amount"] | _amounts(price),
        "payment_amount": f"{price:.2f}",
        "payment_method": [method[0]],
        "payment_method_name": [method[1]],
        "paid": "T",
        "canceled": "F",
        "order_date": f"<d0>T{time}+09:00",
        "payment_date": f"<d0>T{time[:6]}59+09:00",
        "order_place_id": place[0],
        "order_place_name": place[1],
        "items": wares,
    }


def _amounts(price: float) -> dict[str, str]:
    return {"order_price_amount": f"{price:.2f}", "payment_amount": f"{price:.2f}", "points_spent_amount": "0.00"}


def _item(sample: Mapping[str, Any], number: int, dice: random.Random) -> dict[str, Any]:
    name, color, product = dice.choice(_WORDS), dice.choice(_COLORS), dice.randrange(100, 900)
    return dict(sample) | {
        "item_no": number,
        "order_item_code": f"<compact>-<n>-{number:02d}",
        "product_no": product,
        "product_code": f"P{product:07d}",
        "variant_code": f"P{product:07d}{dice.randrange(9)}00A",
        "product_name": f"{name} {product}",
        "product_name_default": name,
        "internal_product_name": name,
        "option_value": f"색상={color}",
        "option_value_default": f"색상={color}",
        "product_price": f"{dice.randrange(5, 90) * 1000}.00",
        "option_price": "0.00",
        "quantity": dice.choice((1, 1, 1, 2, 3)),
        "order_status": dice.choice(_STATUSES),
        "tracking_no": f"{dice.randrange(10**11, 10**12)}",
        "ordered_date": f"<d0> {_time(dice)}",
        "shipped_date": f"<d1> {_time(dice)}",
        "delivered_date": f"<d3> {_time(dice)}",
        "purchaseconfirmation_date": f"<d9> {_time(dice)}",
    }


def _time(dice: random.Random) -> str:
    return f"{dice.randrange(24):02d}:{dice.randrange(60):02d}:{dice.randrange(60):02d}"
