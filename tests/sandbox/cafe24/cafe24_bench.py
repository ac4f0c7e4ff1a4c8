"""Hand-made orders, and a bench that talks to the pretend Cafe24 through Flask's test client."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient

from sheets_bridge.sandbox.assembly import Parts, create_app
from sheets_bridge.sandbox.cafe24.app import App
from sheets_bridge.sandbox.cafe24.grants import Grants
from sheets_bridge.sandbox.calls import CallLog
from sheets_bridge.sandbox.clock import KST, Clock
from sheets_bridge.sandbox.controls import Levers
from sheets_bridge.sandbox.faults import Faults
from sheets_bridge.sandbox.limits import Switch
from sheets_bridge.sandbox.mall import Mall
from sheets_bridge.sandbox.story.model import DayOfVisits, Item, Order, Person, Shop

LANDED = "https://brand.example/cafe24/landed"
APP = App("id-of-app", "secret-of-app", LANDED)
SCOPES = "mall.read_order,mall.read_store,mall.read_analytics"
MEMBER = Person(
    "member1", "견본", "member1@mall.example", "010-0000-0001", "06258", "서울특별시 강남구 견본로 1", "2층"
)
GUEST = Person("", "손님", "guest@mall.example", "010-0000-0002", "06258", "서울특별시 강남구 견본로 2", "")


def kst(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=KST)


def make_item(item_no: int = 1, **changes: Any) -> Item:
    given: dict[str, Any] = {
        "item_no": item_no,
        "product_no": 14,
        "product_code": "P000000N",
        "variant_code": "P000000N000A",
        "product_name": "견본 크림",
        "option_value": "용량=50ml",
        "quantity": 2,
        "product_price": Decimal(10000),
        "option_price": Decimal(0),
        "additional_discount_price": Decimal(0),
        "coupon_discount_price": Decimal(500),
        "app_item_discount_amount": Decimal(0),
        "payment_amount": None,
        "order_status": "N20",
        "status_code": "N1",
        "supplier_id": "S0000000",
        "supplier_name": "자체공급",
    }
    return Item(**(given | changes))


def make_order(order_id: str = "20261020-0000001", **changes: Any) -> Order:
    given: dict[str, Any] = {
        "shop_no": 1,
        "order_id": order_id,
        "ordered": kst(2026, 10, 20, 13, 5, 7),
        "currency": "KRW",
        "person": MEMBER,
        "receiver": GUEST,
        "shipping_message": "문 앞",
        "first_order": True,
        "from_mobile": False,
        "order_place_id": "cafe24",
        "order_place_name": "PC쇼핑몰",
        "market_id": "self",
        "payment_methods": ("card", "point"),
        "payment_method_names": ("신용카드", "적립금"),
        "order_price_amount": Decimal(20000),
        "shipping_fee": Decimal(3000),
        "points_spent_amount": Decimal(100),
        "credits_spent_amount": Decimal(0),
        "coupon_discount_price": Decimal(500),
        "membership_discount_amount": Decimal(0),
        "naver_point": 0,
        "payment_amount": Decimal(22400),
        "actual_payment_amount": Decimal(22400),
        "paid": "T",
        "canceled": "F",
        "shipping_status": "F",
        "paid_at": kst(2026, 10, 20, 13, 6),
        "canceled_at": None,
        "items": (make_item(),),
    }
    return Order(**(given | changes))


@dataclass
class Told:
    """A story told by hand: the same at every moment."""

    rows: list[Order] = field(default_factory=list)
    days: dict[date, DayOfVisits] = field(default_factory=dict)
    shops: tuple[Shop, ...] = (
        Shop(1, "견본몰", "KRW", "ko_KR", True),
        Shop(2, "Sample Mall", "USD", "en_US", True),
        Shop(3, "閉店", "JPY", "ja_JP", False),
    )

    def orders(self, now: datetime, shop_no: int) -> tuple[Order, ...]:
        return tuple(row for row in self.rows if row.shop_no == shop_no)

    def visits(self, now: datetime, shop_no: int, day: date) -> DayOfVisits | None:
        return self.days.get(day) if shop_no == 1 else None

    def audience(self, shop_no: int) -> None:
        """Nobody knows where these visits come from."""


@dataclass
class Bench:
    """One pretend mall, the ways a test talks to it."""

    web: FlaskClient
    told: Told
    token: str = ""

    oauth = "/cafe24/samplemall/api/v2/oauth"
    admin = "/cafe24/samplemall/api/v2/admin"

    def ask(self, **changes: str) -> dict[str, str]:
        given = {"response_type": "code", "client_id": APP.client_id, "redirect_uri": LANDED, "scope": SCOPES}
        return given | {"state": "s-1"} | changes

    def land(self, **changes: str) -> dict[str, str]:
        """Send the consent form; the query of the address the browser lands on."""
        answer = self.web.post(f"{self.oauth}/authorize", data=self.ask(**changes))
        assert answer.status_code == 302, answer.text
        assert answer.headers["Location"].startswith(f"{LANDED}?")
        return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}

    def exchange(self, auth: tuple[str, str] = (APP.client_id, APP.client_secret), **form: str) -> Any:
        return self.web.post(f"{self.oauth}/token", data=form, auth=auth)

    def redeem(self, code: str, redirect_uri: str = LANDED) -> Any:
        return self.exchange(grant_type="authorization_code", code=code, redirect_uri=redirect_uri)

    def refresh(self, token: str) -> Any:
        return self.exchange(grant_type="refresh_token", refresh_token=token)

    def connect(self, scope: str = SCOPES) -> dict[str, Any]:
        body: dict[str, Any] = self.redeem(self.land(scope=scope)["code"]).get_json()
        self.token = body["access_token"]
        return body

    def get(self, resource: str, headers: dict[str, str] | None = None, **query: object) -> Any:
        bearer = {"Authorization": f"Bearer {self.token}"} | (headers or {})
        return self.web.get(f"{self.admin}/{resource}", query_string=query, headers=bearer)

    def statistics(self, name: str, **query: object) -> Any:
        bearer = {"Authorization": f"Bearer {self.token}"}
        return self.web.get(f"/cafe24-analytics/{name}", query_string=query, headers=bearer)

    def refused(self, resource: str, status: int, **query: object) -> str:
        """The message of a call that must be refused with `status`."""
        answer = self.get(resource, **query)
        body = answer.get_json()
        assert (answer.status_code, body["error"]["code"]) == (status, status), answer.text
        return str(body["error"]["message"])

    def order_ids(self, **query: object) -> set[str]:
        answer = self.get("orders", **{"limit": 1000, **query})
        assert answer.status_code == 200, answer.text
        return {order["order_id"] for order in answer.get_json()["orders"]}

    def advance(self, hours: float) -> None:
        assert self.web.post("/sandbox/advance", json={"hours": hours}).status_code == 200

    def limits(self, enabled: bool) -> None:
        assert self.web.post("/sandbox/limits", json={"enabled": enabled}).status_code == 200


def make_bench(*orders: Order, days: dict[date, DayOfVisits] | None = None) -> Bench:
    clock, told = Clock(kst(2026, 11, 1, 9)), Told(list(orders), days or {})
    levers = Levers(clock, CallLog(), Faults(), Switch(), lambda table: {}[table])
    mall = Mall("samplemall", told, Grants(clock.now), clock.now)
    return Bench(create_app(Parts(mall, APP, levers)).test_client(), told)
