"""What each product, brand and category sold and cost once more, in plain Python out of what the sandbox holds true."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from answer_truth import TOLD_NEXT_DAY, Key, Truth, per
from system_mall import Mall

from sheets_bridge.sandbox.story import Story
from sheets_bridge.sandbox.story.browsing import Seen

Row = Mapping[str, Any]
LANDS = {"쇼핑_베스트": "31", "쇼핑_의류": "131"}
"""Ad groups whose ads lead to one product, as the brand typed their addresses at the medium that tells them."""
NO_PRODUCT, LOOKS_ALONE = "(상품 미지정)", "(조회만 된 상품)"
COLUMNS = {"네이버": "네이버", "메타": "메타", "구글": "구글", "카카오": "카카오"}
NOT_ADS = ("비광고", "미매핑")


@dataclass
class Product:
    """What is added up for a product on a day."""

    pieces: int = 0
    amount: float = 0.0
    pieces_back: int = 0
    amount_back: float = 0.0
    ad_pieces: int = 0
    ad_back: float = 0.0
    by_medium: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    cost: float = 0.0
    views: int = 0
    carts: int = 0

    @property
    def ad_amount(self) -> float:
        """What ads sold of it."""
        return sum(self.by_medium.values())

    def cells(self, *, cost_told: bool) -> dict[str, float | None]:
        """What stands in the columns of its line; None is blank."""
        cost = self.cost if cost_told else None
        media = {f"{name} 판매금액": self.by_medium.get(name, 0) for name in (*COLUMNS.values(), "기타")}
        return {
            "조회수": self.views, "담은 수": self.carts, "판매수량": self.pieces, "판매금액": self.amount,
            "취소·환불 수량": self.pieces_back, "취소·환불 금액": self.amount_back,
            "실판매금액": self.amount - self.amount_back, "광고 판매수량": self.ad_pieces,
            "광고 판매금액": self.ad_amount, "광고 판매 취소·환불": self.ad_back,
            "광고 판매 비중": per(self.ad_amount, self.amount), "배분 광고비": cost,
            "실ROAS": per(self.ad_amount - self.ad_back, cost), **media,
        }  # fmt: skip


@dataclass(frozen=True)
class Bought:
    """A line of a paid order of the mall's own."""

    shop: int
    day: str
    order_id: str
    product: str
    pieces: int
    amount: float
    back: int

    @property
    def amount_back(self) -> float:
        """What came back of it, at the price it was sold for."""
        return self.amount * self.back / self.pieces


class Goods:
    """Everything the sandbox tells of products at one moment."""

    def __init__(self, mall: Mall, truth: Truth, story: Story) -> None:
        self.truth, self.story = truth, story
        paid = {(row["shop_no"], row["order_id"]): row["paid_date"] for row in mall.truth("orders")
                if row["paid"] != "F" and row["paid_at"] and row["market_id"] == "self"}  # fmt: skip
        self.bought = [_bought(item, day) for item in mall.truth("order_items")
                       if (day := paid.get((item["shop_no"], item["order_id"]))) and _counts(item)]  # fmt: skip
        products = mall.truth("products")
        self.brand = {(row["shop_no"], row["product_no"]): row["brand_code"] for row in products}
        self.brands = {(row["shop_no"], row["brand_code"]): row["brand_name"] for row in mall.truth("brands")}
        self.names = {(row["shop_no"], row["product_no"]): row["product_name"] for row in products}
        self.category = {(shop, str(one.product_no)): str(self.story.audience(shop).browsing.category(one)[0])
                         for shop in (1, 2) for one in self.story.audience(shop).browsing.goods.products}  # fmt: skip
        self.media = {(sale.shop, sale.order_id): sale for sale in truth.sales}

    def looks(self) -> Iterator[tuple[int, str, str, int, int]]:
        """(shop, day, product, views, carts) of each kind of device."""
        for shop in (1, 2):
            audience = self.story.audience(shop)
            for n in range((self.truth.today - self.story.first_day).days + 1):
                day = self.story.first_day + timedelta(n)
                visits, sales = audience.visits(self.truth.now, day), audience.sales(self.truth.now, day)
                for mobile in (False, True):
                    parts = [one for one in visits if one.mobile == mobile]
                    seen = Seen(*(sum(getattr(one, name) for one in parts)
                                  for name in ("visits", "first_visits", "page_views")))  # fmt: skip
                    baskets = [{item.product_no for item in sale.items if not item.gift}
                               for sale in sales if sale.order.from_mobile == mobile]  # fmt: skip
                    orders = Counter(number for basket in baskets for number in basket)
                    for one in audience.browsing.products(day, seen, orders) if seen.visits else ():
                        yield shop, day.isoformat(), str(one.product.product_no), one.views, one.carts

    def by_product(self) -> dict[Key, Product]:
        """(shop, day, product) → its figures, with no product typed for any campaign."""
        lines: dict[Key, Product] = defaultdict(Product)
        for one in self.bought:
            self._sell(lines[one.shop, one.day, one.product], one)
        for (shop, day), product, cost in self._costs():
            lines[shop, day, product].cost += cost
        looked: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
        for *where, views, carts in self.looks():
            looked[tuple(where)][0] += views
            looked[tuple(where)][1] += carts
        for (shop, day, product), (views, carts) in looked.items():
            known = carts or (shop, day, product) in lines
            line = lines[shop, day, product if known else LOOKS_ALONE]
            line.views, line.carts = line.views + views, line.carts + carts
        return dict(lines)

    def cost_told(self, shop: int, day: str) -> bool:
        """Whether every medium of a shop tells a day."""
        late = any(row["shop"] == shop and row["medium"] in TOLD_NEXT_DAY for row in self.truth.ads)
        return not (late and day == self.truth.today.isoformat())

    def by_group(self, group: Mapping[Key, str], nothing: str) -> dict[Key, tuple[int, int, int, int, float]]:
        """(shop, day, group) → views, carts, orders, pieces, amount."""
        counts: dict[Key, list[float]] = defaultdict(lambda: [0, 0, 0, 0, 0.0])
        orders: dict[Key, set[str]] = defaultdict(set)
        for shop, day, product, views, carts in self.looks():
            line = counts[shop, day, group.get((shop, product), nothing)]
            line[0], line[1] = line[0] + views, line[1] + carts
        for one in self.bought:
            at = (one.shop, one.day, group.get((one.shop, one.product), nothing))
            orders[at].add(one.order_id)
            counts[at][3] += one.pieces
            counts[at][4] += one.amount
        return {at: (line[0], line[1], len(orders[at]), line[3], line[4]) for at, line in counts.items()}

    def _sell(self, line: Product, one: Bought) -> None:
        line.pieces, line.amount = line.pieces + one.pieces, line.amount + one.amount
        line.pieces_back, line.amount_back = line.pieces_back + one.back, line.amount_back + one.amount_back
        sale = self.media.get((one.shop, one.order_id))
        if sale and sale.medium not in NOT_ADS:
            line.ad_pieces, line.ad_back = line.ad_pieces + one.pieces, line.ad_back + one.amount_back
            line.by_medium[COLUMNS.get(sale.medium, "기타")] += one.amount

    def _costs(self) -> Iterator[tuple[tuple[int, str], str, float]]:
        baskets: dict[Key, Counter[str]] = defaultdict(Counter)
        for one in self.bought:
            sale = self.media.get((one.shop, one.order_id))
            if sale and sale.campaign:
                baskets[one.shop, one.day, sale.campaign][one.product] += one.amount  # type: ignore[assignment]
        for row in self.truth.ads:
            cost = round(row["cost"] / 1.1, 2) if row["vat_included"] == "T" else row["cost"]
            basket = baskets.get((row["shop"], row["date"], row["campaign_id"])) or {NO_PRODUCT: 1}
            for product, share in self._shares(row, basket).items():
                if cost:
                    yield (row["shop"], row["date"]), product, cost * share

    @staticmethod
    def _shares(row: Row, basket: Mapping[str, float]) -> Mapping[str, float]:
        if row["medium"] == "네이버" and row["adgroup_name"] in LANDS:
            return {LANDS[row["adgroup_name"]]: 1}
        whole = sum(basket.values())
        return {product: amount / whole for product, amount in basket.items()}


def _counts(item: Row) -> bool:
    """What an exchange sends again is the same sale, a gift is none, and what was never paid is not sold."""
    return item["status_code"] not in ("N2", "C1") and item["gift"] == "F"


def _bought(item: Row, day: str) -> Bought:
    price = (item["product_price"] + item["option_price"]) * item["quantity"]
    off = item["additional_discount_price"] + item["coupon_discount_price"] + item["app_item_discount_amount"]
    came_back = item["status_code"] in ("C2", "C3") and any(
        item[moment] for moment in ("canceled_at", "return_confirmed_at", "refunded_at")
    )
    back = min(item["claim_quantity"] or item["quantity"], item["quantity"]) if came_back else 0
    return Bought(item["shop_no"], day, item["order_id"], item["product_no"], item["quantity"], price - off, back)
