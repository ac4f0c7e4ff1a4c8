"""The answer once more, in plain Python out of what the sandbox holds true; it shares no line with the reports."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from unicodedata import normalize

from system_mall import Mall

Row = Mapping[str, Any]
Key = tuple[Any, ...]

MEDIA = {
    "naver_ads": "네이버", "meta_ads": "메타", "google_ads": "구글",
    "kakao_keyword": "카카오", "kakao_moment": "카카오",
}  # fmt: skip
MEDIUM_OF = {"naver": "네이버", "meta": "메타", "google": "구글", "kakao": "카카오"}
PRODUCTS = {"전환": "전환(매출)", "카탈로그": "전환(매출)"}
"""The story's word → what the objective of the campaign is called."""
STILL_COUNTED = {"네이버": 7, "메타": 28, "구글": 31, "카카오": 8}
TOLD_NEXT_DAY = {"네이버", "카카오"}
NO_PRODUCT, RECONCILING = "(상품 구분 없음)", "«날짜 기준 차이»"
CHANNELS = {
    ("naver", "cpc"): ("네이버", "파워링크"),
    ("NAVER", "paidsearch"): ("네이버", "파워링크"),
    ("Naver", "CPC"): ("네이버", "파워링크"),
    ("NV_BS_MO", "BSA"): ("네이버", "브랜드검색"),
    ("네이버", None): ("네이버", NO_PRODUCT),
    ("meta", "paid_social"): ("메타", NO_PRODUCT),
    ("Instagram", "sns"): ("메타", NO_PRODUCT),
    ("facebook", "paid"): ("메타", NO_PRODUCT),
    ("google", "cpc"): ("구글", "검색"),
    ("Google", "pmax"): ("구글", "실적최대화"),
    ("kakao", "bizboard"): ("카카오", "비즈보드"),
    ("KK_BB_MO", "BizBoard"): ("카카오", "비즈보드"),
    ("kakao", "keyword"): ("카카오", "키워드광고"),
    ("sns", "profile"): ("미매핑", "-"),
    (None, None): ("비광고", "-"),
}
"""What an experienced person makes of each (utm_source, utm_medium) of the story, with nothing typed into 채널 매핑."""
LOST_TAG = "120210345678900103"
"""The campaign whose second question mark takes utm_source away: nobody can tell its visits from unpaid ones."""


@dataclass
class Figures:
    """What is added up for one line."""

    told: bool = False
    known: bool = False
    impressions: float = 0
    clicks: float = 0
    cost: float = 0.0
    conversions: float = 0.0
    value: float = 0.0
    visits: int | None = None
    orders: int = 0
    sales: float = 0.0
    refunds: float = 0.0
    firsts: int = 0
    how: set[str] = field(default_factory=set)

    def shown(self, row: Row) -> None:
        """Add what a medium tells."""
        self.told = self.known = True
        self.impressions += row["impressions"]
        self.clicks += row["clicks"]
        self.cost += round(row["cost"] / 1.1, 2) if row["vat_included"] == "T" else row["cost"]
        self.conversions += row["conversions"]
        self.value += row["conversion_value"]

    def sold(self, sale: "Sale") -> None:
        """Add an order."""
        self.orders += 1
        self.sales += sale.amount
        self.refunds += sale.refunded
        self.firsts += sale.first
        self.how.add(sale.how)


@dataclass(frozen=True)
class Sale:
    """A paid order of the mall's own, what its tag says, and what is known of it in truth."""

    shop: int
    day: str
    order_id: str
    amount: float
    refunded: float
    first: bool
    origin: Row
    how: str
    medium: str
    product: str
    campaign: str | None
    """The campaign its tag leads to."""

    @property
    def line(self) -> str:
        """What the campaign report calls it."""
        tag = self.origin["tagged_campaign"]
        return self.campaign or (f"(미매칭) {tag}" if tag else "(UTM 없음)")


class Truth:
    """Everything the sandbox tells at one moment."""

    def __init__(self, mall: Mall, now: datetime) -> None:
        self.now, self.today = now, now.date()
        self.ads = [_named(row) for row in mall.truth("ad_stats")]
        self.keywords = [_named(row) for row in mall.truth("ad_keyword_stats")]
        whose = {one.number: one.shop_no for one in mall.running.ads.accounts}
        for row in (*self.ads, *self.keywords):
            row["shop"] = whose[row["account"]]
        self.channel_days = mall.truth("channel_days")
        self.campaign_days = mall.truth("campaign_days")
        self.campaigns = {row["campaign_id"]: row for row in self.ads}
        self.products = {(row["shop"], row["medium"], row["ad_product"]) for row in self.ads}
        self.refunded = _refunded(mall.truth("refunds"))
        origins = {(row["shop_no"], row["order_id"]): row for row in mall.truth("order_origins")}
        self.sales = [self._sale(order, origins[_id(order)]) for order in mall.truth("orders")
                      if self._is_counted(order)]  # fmt: skip

    def _is_counted(self, order: Row) -> bool:
        """Analytics counts an hour when it is over."""
        hour = self.now.replace(minute=0, second=0, microsecond=0, tzinfo=None)
        return order["market_id"] == "self" and bool(order["paid_at"]) and order["paid_at"] < f"{hour}"

    def _sale(self, order: Row, origin: Row) -> Sale:
        how, campaign = self.matched(order["shop_no"], origin)
        medium, product = CHANNELS[origin["tagged_ad"], origin["tagged_medium"]]
        if campaign:
            medium, product = self.campaigns[campaign]["medium"], self.campaigns[campaign]["ad_product"]
        elif product == NO_PRODUCT and len(only := self.products_of(order["shop_no"], medium)) == 1:
            product = next(iter(only))
        amount = order["payment_amount"] + order["points_spent_amount"] + order["credits_spent_amount"]
        return Sale(
            order["shop_no"], order["paid_date"], order["order_id"], amount, self.refunded.get(_id(order), 0.0),
            order["first_order"] == "T", origin, how, medium, product, campaign,
        )  # fmt: skip

    def products_of(self, shop: int, medium: str) -> set[str]:
        """What a medium sold to a shop."""
        return {product for at, of, product in self.products if (at, of) == (shop, medium)}

    def matched(self, shop: int, origin: Row) -> tuple[str, str | None]:
        """How a tag leads to a campaign of the shop, and to which."""
        tag, content = origin["tagged_campaign"], origin["tagged_content"]
        mine = [row for row in self.ads if row["shop"] == shop]
        for how, found in (
            ("캠페인 ID", {row["campaign_id"] for row in mine if row["campaign_id"] == tag}),
            ("소재 ID", {row["campaign_id"] for row in mine if content and row["ad_id"] == content}),
            ("캠페인 이름", {row["campaign_id"] for row in mine if tag and _same(row["campaign_name"], tag)}),
        ):
            if len(found) == 1:
                return how, found.pop()
        return ("미매칭" if tag else "UTM 없음"), None

    # What each report should say.

    def by_medium(self) -> dict[Key, Figures]:
        """(shop, day, medium, product) → its figures, without what is told of visits."""
        lines = self._lines(self.ads, lambda row: (), lambda sale: ())
        for line, of in lines.items():
            of.known = (line[0], line[2], line[3]) in self.products
        return lines

    def by_campaign(self) -> dict[Key, Figures]:
        """… and campaign."""
        return self._lines(self.ads, lambda row: (row["campaign_id"],), lambda sale: (sale.line,))

    def by_ad(self) -> dict[Key, Figures]:
        """… and ad, of media alone."""
        ads = {(row["campaign_id"], row["ad_id"]) for row in self.ads}

        def ad(sale: Sale) -> Key:
            content = sale.origin["tagged_content"]
            fits = (sale.campaign, content) in ads
            return sale.line, content if fits else f"(미매칭) {content}" if content else "(UTM 없음)"

        lines = self._lines(self.ads, lambda row: (row["campaign_id"], row["ad_id"]), ad)
        return {line: of for line, of in lines.items() if line[2] not in ("비광고", "미매핑")}

    def by_keyword(self) -> dict[Key, Figures]:
        """… and keyword; orders without one are in none of the lines."""
        lines: dict[Key, Figures] = defaultdict(Figures)
        bids: dict[Key, set[Key]] = defaultdict(set)
        for row in self.keywords:
            word = _key(row["keyword"])
            bids[row["shop"], row["medium"], word].add((row["ad_product"], row["campaign_id"], row["keyword"]))
            lines[_where(row, row["ad_product"], row["campaign_id"], row["keyword"])].shown(row)
        for sale in self.sales:
            word = sale.origin["tagged_keyword"]
            if word and sale.medium not in ("비광고", "미매핑"):
                found = bids[sale.shop, sale.medium, _key(word)]
                found = {one for one in found if sale.campaign in (None, one[1])}
                line = next(iter(found)) if len(found) == 1 else (sale.product, sale.line, f"(미매칭) {word}")
                lines[sale.shop, sale.day, sale.medium, *line].sold(sale)
        return self._with_known(lines)

    def _lines(
        self, ads: Iterable[Row], of_row: Callable[[Row], Key], of_sale: Callable[[Sale], Key]
    ) -> dict[Key, Figures]:
        lines: dict[Key, Figures] = defaultdict(Figures)
        for row in ads:
            lines[_where(row, row["ad_product"], *of_row(row))].shown(row)
        for sale in self.sales:
            lines[sale.shop, sale.day, sale.medium, sale.product, *of_sale(sale)].sold(sale)
        return self._with_known(lines)

    @staticmethod
    def _with_known(lines: dict[Key, Figures]) -> dict[Key, Figures]:
        """A line that has ads on some day costs 0 on the others."""
        known = {(line[0], *line[2:]) for line, of in lines.items() if of.told}
        for line, of in lines.items():
            of.known = (line[0], *line[2:]) in known
        return lines

    def visits(self) -> dict[Key, int]:
        """(shop, day, medium) → visits by its channels; unpaid ones and those of unmapped tags together as ""."""
        days: dict[Key, int] = defaultdict(int)
        for row in self.channel_days:
            days[row["shop_no"], row["date"], MEDIUM_OF.get(row["channel"], "")] += row["visit_count"]
        for row in self.campaign_days:
            if row["campaign_id"] == LOST_TAG:
                days[row["shop_no"], row["date"], "메타"] -= row["visit_count"]
                days[row["shop_no"], row["date"], ""] += row["visit_count"]
        return {key: visits for key, visits in days.items() if visits}

    def status(self, line: Key, of: Figures) -> str:
        """집계 상태 of a line while every account answers."""
        day, medium = date.fromisoformat(line[1]), line[2]
        if day == self.today and medium in TOLD_NEXT_DAY:
            return f"미수집 ({medium} 광고비: 매체 집계 전)"
        days = max(7, STILL_COUNTED.get(medium, 0) if of.told else 0)
        return "집계중" if day > self.today - timedelta(days=days) else "확정"

    def is_told(self, line: Key, of: Figures) -> bool:
        """Whether a cost can stand in a line."""
        return of.known and not (line[1] == self.today.isoformat() and line[2] in TOLD_NEXT_DAY)


def cells(of: Figures, *, told: bool) -> dict[str, float | None]:
    """What stands in the columns of a line; None is blank."""
    cost, clicks, shown = (getattr(of, name) if told else None for name in ("cost", "clicks", "impressions"))
    bought, value = (of.conversions, of.value) if told else (None, None)
    left = of.sales - of.refunds
    return {
        "광고비": cost, "노출수": shown, "클릭수": clicks,
        "CTR": per(clicks, shown), "CPC": per(cost, clicks), "CPM": per(cost, shown, 1000),
        "전환수(구매)": bought, "전환매출": value, "전환율": per(bought, clicks), "CPA": per(cost, bought),
        "ROAS": per(value, cost),
        "구매건수": of.orders, "매출(환불 전)": of.sales, "취소·환불액": of.refunds, "실매출": left,
        "실CPA": per(cost, of.orders), "실ROAS": per(left, cost), "첫구매 비중": per(of.firsts, of.orders),
        "매체÷카페24 매출(배)": per(value, of.sales),
    }  # fmt: skip


def per(amount: float | None, of: float | None, scale: float = 1.0) -> float | None:
    """A ratio, blank where there is nothing to divide by."""
    return None if amount is None or not of else amount * scale / of


def _named(row: Row) -> dict[str, Any]:
    return {**row, "medium": MEDIA[row["medium"]], "ad_product": PRODUCTS.get(row["ad_product"], row["ad_product"])}


def _where(row: Row, *line: Any) -> Key:
    return (row["shop"], row["date"], row["medium"], *line)


def _id(row: Row) -> Key:
    return row["shop_no"], row["order_id"]


def _key(text: str) -> str:
    return " ".join(normalize("NFC", text).split()).casefold()


def _same(name: str, tag: str) -> bool:
    return _key(name) == _key(tag)


def _refunded(refunds: Iterable[Row]) -> dict[Key, float]:
    found: dict[Key, float] = defaultdict(float)
    for row in refunds:
        if row["status"] == "T":
            found[_id(row)] += row["actual_refund_amount"] + row["used_points"] + row["used_credits"]
    return found
