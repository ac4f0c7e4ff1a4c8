"""The summaries once more, in plain Python from what the pretend mall and its media know: no SQL, nothing of ours."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from story_books import RESTATED, Tale

OWN = ("self", None, "NCHECKOUT")
CURRENCIES = {1: "KRW", 2: "USD"}
GROUPS = {
    "naver_ads": "네이버", "meta_ads": "메타", "google_ads": "구글", "kakao_keyword": "카카오",
    "kakao_moment": "카카오",
}  # fmt: skip
ORDER = ("네이버", "메타", "구글", "카카오")
IDS = {"네이버": "naver", "메타": "meta", "구글": "google", "카카오": "kakao"}
VAT = 1.1
DAYS_OPEN = 7

Day = dict[str, Any]
Key = tuple[int, date]
"""A shop and a day."""


@dataclass(frozen=True)
class Happened:
    """What went wrong, and what people typed."""

    untold: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Login and day → why the medium told nothing."""
    unseen: Mapping[tuple[int, str], str] = field(default_factory=dict)
    """Shop and day → why its visits are not known."""
    goals: Mapping[tuple[int, str], tuple[float | None, float | None]] = field(default_factory=dict)
    """Shop and month → sales goal and budget."""
    outside: Mapping[str, tuple[float, int]] = field(default_factory=dict)
    """Day → sales and orders elsewhere."""


def by_hand(tale: Tale, happened: Happened) -> dict[Key, Day]:
    """The sums of each day, None where one cannot be known; `why` says of what."""
    days = {(shop, day): _empty() for shop in (1, 2) for day in tale.all_days}
    orders = {(row["shop_no"], row["order_id"]): row for row in tale.truth("orders")}
    for (shop, _), row in orders.items():
        if row["paid"] != "F" and row["paid_date"]:
            _pay(days[shop, date.fromisoformat(row["paid_date"])], row, tale.members.get(row["order_id"]))
    for row in tale.truth("refunds"):
        if row["status"] == "T":
            _refund(days[row["shop_no"], date.fromisoformat(row["refund_date"][:10])], row,
                    orders[row["shop_no"], row["order_id"]]["market_id"] in OWN)  # fmt: skip
    for row in tale.truth("hourly_sales"):
        days[row["shop_no"], date.fromisoformat(row["collection_date"])]["net_sales"] += row["sales"]
    for row in tale.truth("new_members"):
        days[row["shop_no"], date.fromisoformat(row["date"])]["new_member_count"] += row["new_members"]
    _visits(days, tale, happened)
    _ads(days, tale, happened)
    for (shop, day), found in days.items():
        if shop == 1 and day.isoformat() in happened.outside:
            found["outside_sales"], found["outside_orders"] = happened.outside[day.isoformat()]
        found["open"] = (tale.now.date() - day).days < DAYS_OPEN
    return days


def _empty() -> Day:
    zeros = ("net_sales", "payment_total", "refund_total", "access_sales", "order_count", "first_sales", "repeat_sales",
             "market_net_sales", "new_member_count")  # fmt: skip
    return {
        **dict.fromkeys(zeros, 0), "buyers": set(), "first_buyers": set(), "outside_sales": None,
        "outside_orders": None, "why": {}, "open_media": [],
    }  # fmt: skip


def _pay(day: Day, row: Mapping[str, Any], member: str | None) -> None:
    amount = row["payment_amount"] + row["points_spent_amount"] + row["credits_spent_amount"]
    whole = amount + (row["naver_point"] or 0)
    if row["market_id"] not in OWN:
        day["market_net_sales"] += whole
        return
    day["payment_total"] += whole
    day["access_sales"] += amount
    day["order_count"] += 1
    day["buyers"].add(member or row["order_id"])
    day["first_sales" if row["first_order"] == "T" else "repeat_sales"] += whole
    if row["first_order"] == "T":
        day["first_buyers"].add(member or row["order_id"])


def _refund(day: Day, row: Mapping[str, Any], own: bool) -> None:
    amount = row["actual_refund_amount"] + row["used_points"] + row["used_credits"]
    if own:
        day["refund_total"] += amount
    else:
        day["market_net_sales"] -= amount


def _visits(days: dict[Key, Day], tale: Tale, happened: Happened) -> None:
    for row in tale.truth("visitors"):
        day = days[row["shop_no"], date.fromisoformat(row["date"])]
        why = happened.unseen.get((row["shop_no"], row["date"]))
        for name in ("visit_count", "unique_visit_count", "page_view"):
            day[name] = None if why else row[name]
        if why:
            day["why"]["방문"] = why


def _ads(days: dict[Key, Day], tale: Tale, happened: Happened) -> None:
    figures: dict[tuple[Key, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    accounts = {one.number: one for one in tale.market.accounts}
    for row in tale.truth("ad_stats"):
        key = (accounts[row["account"]].shop_no, date.fromisoformat(row["date"]))
        of = figures[key, GROUPS[row["medium"]]]
        # VAT out, row by row, as money is kept: to the hundredth.
        of["cost"] += round(row["cost"] / (VAT if row["vat_included"] == "T" else 1), 2)
        of["value"] += row["conversion_value"]
        of["impressions"] += row["impressions"]
        of["clicks"] += row["clicks"]
        if (tale.now.date() - key[1]).days < RESTATED[row["medium"]]:
            of["open"] = 1
    for (shop, day), found in days.items():
        linked = {one.medium for one in accounts.values() if one.shop_no == shop}
        for group in ORDER:
            logins = [login for login in linked if GROUPS[login] == group]
            whys = [happened.untold[login, day.isoformat()] for login in logins
                    if (login, day.isoformat()) in happened.untold]  # fmt: skip
            if logins:
                found[group] = None if whys else {"cost": 0, "value": 0, **figures[(shop, day), group]}
            if whys:
                found["why"][f"{group} 광고"] = max(whys)
            if logins and not whys and figures[(shop, day), group].get("open"):
                found["open_media"].append(group)


def told(day: Day) -> Day:
    """The sums of a day or of a period under the names of our columns, with the ratios that come of them."""
    media = {group: day[group] for group in ORDER if group in day}
    sums = {name: _sum([one and one.get(name, 0) for one in media.values()])
            for name in ("cost", "value", "impressions", "clicks")}  # fmt: skip
    cost, own = sums["cost"], _minus(day["payment_total"], day["refund_total"])
    first = None if day["first_buyers"] is None else len(day["first_buyers"])
    names = ("net_sales", "payment_total", "refund_total", "access_sales", "order_count", "visit_count",
             "unique_visit_count", "page_view", "new_member_count", "first_sales", "repeat_sales", "market_net_sales",
             "outside_sales", "outside_orders")  # fmt: skip
    return {
        **{name: day[name] for name in names},
        **{f"ad_cost_{id_}": media[group]["cost"] if media.get(group) else None for group, id_ in IDS.items()},
        "ad_cost_other": None,
        "own_net_sales": own,
        "buyer_count": len(day["buyers"]),
        "sales_per_order": _per(day["access_sales"], day["order_count"]),
        "purchase_rate": _per(day["order_count"], day["visit_count"]),
        "ad_cost": cost,
        "medium_sales": sums["value"],
        "impressions": sums["impressions"],
        "clicks": sums["clicks"],
        "medium_roas": _per(sums["value"], cost),
        "blended_roas": _per(own, cost),
        "cost_share": _per(cost, own) if own and own > 0 else None,
        "first_buyer_count": first,
        "new_customer_cost": _per(cost, first),
        "net_sales_basis": "Cafe24",
    }


def _sum(values: Iterable[float | None]) -> float | None:
    found = list(values)
    return None if not found or None in found else sum(one or 0 for one in found)


def _minus(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _per(amount: float | None, of: float | None) -> float | None:
    return amount / of if amount is not None and of else None


def daily(days: Mapping[Key, Day], tale: Tale, happened: Happened) -> dict[tuple[int, str], Day]:
    """일별 종합."""
    return {
        (shop, day.isoformat()): {
            **told(found),
            "weekday": "월화수목금토일"[day.weekday()],
            "net_sales_change": _change(found, days.get((shop, day - timedelta(7))), day < tale.now.date()),
            "data_status": _status(found["why"], found),
            **_so_far(days, shop, day, happened),
        }
        for (shop, day), found in days.items()
    }


def _change(day: Day, before: Day | None, over: bool) -> float | None:
    return day["net_sales"] / before["net_sales"] - 1 if over and before and before["net_sales"] > 0 else None


def _status(why: Mapping[str, str], day: Day) -> str:
    missing = ", ".join(f"{what}: {reason}" for what, reason in why.items())
    open_media = f"집계중 (광고: {', '.join(day['open_media'])})" if day["open_media"] else ""
    still = open_media or ("집계중" if day["open"] else "")
    return " · ".join(part for part in (missing and f"미수집 ({missing})", still) if part) or "확정"


def _so_far(days: Mapping[Key, Day], shop: int, day: date, happened: Happened) -> Day:
    month = [days.get((shop, day.replace(day=n))) for n in range(1, day.day + 1)]
    sales = _sum([one and one["net_sales"] for one in month])
    cost = _sum([one and told(one)["ad_cost"] for one in month])
    goal, budget = happened.goals.get((shop, f"{day:%Y-%m}"), (None, None))
    return {"net_sales_month": sales, "goal_rate": _per(sales, goal), "budget_rate": _per(cost, budget)}


Span = Callable[[date], tuple[date, date]]


def week(day: date) -> tuple[date, date]:
    """Monday and Sunday."""
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(6)


def month(day: date) -> tuple[date, date]:
    """The first and the last of the month."""
    first = day.replace(day=1)
    return first, (first + timedelta(32)).replace(day=1) - timedelta(1)


def periods(days: Mapping[Key, Day], tale: Tale, happened: Happened, span: Span) -> dict[tuple[int, str], Day]:
    """주간 종합, 월별 종합."""
    today = tale.now.date()
    spans = sorted({span(day) for _, day in days if day < today})
    return {
        (shop, first.isoformat()): _period(days, shop, (first, last), today, span, happened)
        for shop in (1, 2)
        for first, last in spans
    }


def _period(
    days: Mapping[Key, Day], shop: int, ends: tuple[date, date], today: date, span: Span, happened: Happened
) -> Day:
    first, last = ends
    inside = [day for name, day in days if name == shop and first <= day <= last and day < today]
    found = [days[shop, day] for day in inside]
    until, running = max(inside), last >= today
    status = _period_status(found)
    status += f" · {min(inside)}부터" if min(inside) > first else ""
    status += " · 진행 중" if running else ""
    return {
        **told(_added(found)),
        "until": until.isoformat(),
        "days": len(found),
        "data_status": status,
        "net_sales_change": _against(days, shop, inside, span(first - timedelta(1)), first, running),
        **_so_far(days, shop, until, happened),
    }


def _added(found: Sequence[Day]) -> Day:
    names = [name for name, value in found[0].items()
             if name not in ("why", "open_media", "open", "buyers", "first_buyers", *ORDER)]  # fmt: skip
    whole = {name: _sum([day[name] for day in found]) for name in names}
    outside = [day for day in found if day["outside_sales"] is not None]
    figures = ("cost", "value", "impressions", "clicks")
    return {
        **whole,
        **{
            group: None if any(day[group] is None for day in found)
            else {name: sum(day[group].get(name, 0) for day in found) for name in figures}
            for group in ORDER if group in found[0]
        },
        "unique_visit_count": None,
        "outside_sales": sum(day["outside_sales"] for day in outside) if outside else None,
        "outside_orders": sum(day["outside_orders"] for day in outside) if outside else None,
        "buyers": set().union(*(day["buyers"] for day in found)),
        "first_buyers": set().union(*(day["first_buyers"] for day in found)),
    }  # fmt: skip


def _period_status(found: Sequence[Day]) -> str:
    whys: dict[str, list[str]] = defaultdict(list)
    for what in ("방문", *(f"{group} 광고" for group in ORDER)):
        whys[what] = [day["why"][what] for day in found if what in day["why"]]
    why = {f"{what} {len(reasons)}일": reasons[-1] for what, reasons in whys.items() if reasons}
    open_media = [group for group in ORDER if any(group in day["open_media"] for day in found)]
    return _status(why, {"open_media": open_media, "open": any(day["open"] for day in found)})


def _against(
    days: Mapping[Key, Day], shop: int, inside: Sequence[date], before: tuple[date, date], first: date, running: bool
) -> float | None:
    """The period before as far as this one has come, all of it once this one is over."""
    begins, ends = before
    until = min(ends, begins + (max(inside) - first)) if running else ends
    theirs = [days.get((shop, begins + timedelta(n))) for n in range((until - begins).days + 1)]
    sales = _sum([one and one["net_sales"] for one in theirs])
    return sum(days[shop, day]["net_sales"] for day in inside) / sales - 1 if sales and min(inside) == first else None
