"""Hours, ways to pay, first orders, cohorts and Naver once more, in plain Python from what the pretend mall knows."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from story_books import RESTATED, Tale
from summary_by_hand import OWN, VAT

Row = dict[str, Any]
Rows = dict[tuple[Any, ...], Row]
OPEN = 7


def sold(tale: Tale) -> list[Row]:
    """The paid orders of the mall itself, each with who bought it, what it is worth and the month it was paid in."""
    return [
        {
            **row,
            "who": tale.members.get(row["order_id"], row["order_id"]),
            "amount": row["payment_amount"] + row["points_spent_amount"] + row["credits_spent_amount"]
            + (row["naver_point"] or 0),
            "month": row["paid_date"][:7] + "-01",
        }
        for row in tale.truth("orders")
        if row["paid"] != "F" and row["paid_date"] and row["market_id"] in OWN
    ]  # fmt: skip


def grouped(rows: Iterable[Row], *names: str) -> dict[tuple[Any, ...], list[Row]]:
    """Rows by what they have in common."""
    found: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in names)].append(row)
    return found


def total(rows: Iterable[Row]) -> float:
    return sum(row["amount"] for row in rows)


def buyers(rows: Iterable[Row]) -> int:
    return len({row["who"] for row in rows})


def per(amount: float | None, of: float | None) -> float | None:
    return amount / of if amount is not None and of else None


def standing(month: str, tale: Tale, cohort: str = "") -> str:
    """What 집계 상태 says of a month whose days are all known; of a cohort's, whether all that began in it are."""
    first, today = date.fromisoformat(month), tale.now.date()
    last = (first + timedelta(32)).replace(day=1) - timedelta(1)
    begun = tale.story.first_day
    return (
        ("집계중" if last > today - timedelta(OPEN) else "확정")
        + (f" · {begun}부터" if str(begun) > (cohort or month) else "")
        + (" · 진행 중" if last >= today else "")
    )


def payment_methods(tale: Tale) -> Rows:
    """결제수단별."""
    orders = sold(tale)
    months = grouped(orders, "shop_no", "month")
    return {
        (shop, month, method): {
            "payment_method_name": rows[0]["payment_method_name"],
            "data_status": standing(month, tale),
            "order_count": len(rows),
            "order_share": len(rows) / len(months[shop, month]),
            "buyer_count": buyers(rows),
            "payment_total": total(rows),
            "payment_share": total(rows) / total(months[shop, month]),
            "payment_per_order": total(rows) / len(rows),
        }
        for (shop, month, method), rows in grouped(orders, "shop_no", "month", "payment_method").items()
    }


def first_repeat(tale: Tale) -> Rows:
    """첫구매·재구매."""
    found = {}
    for (shop, month), orders in grouped(sold(tale), "shop_no", "month").items():
        for kind, flag in (("첫구매", "T"), ("재구매", "F")):
            rows = [row for row in orders if row["first_order"] == flag]
            found[shop, month, kind] = {
                "data_status": standing(month, tale),
                "buyer_count": buyers(rows),
                "order_count": len(rows),
                "order_share": len(rows) / len(orders),
                "payment_total": total(rows),
                "payment_share": per(total(rows), total(orders)),
                "payment_per_order": per(total(rows), len(rows)),
                "payment_per_buyer": per(total(rows), buyers(rows)),
            }
    return found


def cohorts(tale: Tale) -> Rows:
    """재구매 코호트."""
    begun = {
        (row["shop_no"], tale.members[row["order_id"]])
        for row in tale.truth("orders")
        if row["first_order"] == "T" and row["order_id"] in tale.members
        and row["order_date"] >= tale.story.first_day.isoformat()
    }  # fmt: skip
    lives: dict[tuple[int, str], dict[str, list[Row]]] = defaultdict(dict)
    for (shop, who), rows in grouped(sold(tale), "shop_no", "who").items():
        if (shop, who) in begun:
            bought = sorted(rows, key=lambda row: (row["paid_date"], row["order_id"]))
            lives[shop, bought[0]["month"]][who] = bought
    found = {}
    for (shop, cohort), members in lives.items():
        for elapsed, month in enumerate(_months(cohort, tale.now.date())):
            found[shop, cohort, elapsed] = _of_month(
                list(members.values()), month, standing(month, tale, cohort), elapsed
            )
    return found


def _months(first: str, today: date) -> list[str]:
    month, found = date.fromisoformat(first), []
    while month <= today:
        found.append(month.isoformat())
        month = (month + timedelta(32)).replace(day=1)
    return found


def _of_month(members: Sequence[Sequence[Row]], month: str, status: str, elapsed: int) -> Row:
    now = [row for bought in members for row in bought if row["month"] == month]
    so_far = [row for bought in members for row in bought if row["month"] <= month]
    again = sum(len([row for row in bought if row["month"] <= month]) > 1 for bought in members)
    return {
        "data_status": status,
        "cohort_size": len(members),
        "buyer_count": buyers(now),
        "repeat_rate": buyers(now) / len(members) if elapsed else None,
        "repeat_buyer_count": again,
        "repeat_rate_so_far": again / len(members),
        "order_count": len(now),
        "payment_total": total(now),
        "payment_total_so_far": total(so_far),
        "payment_per_customer": total(so_far) / len(members),
    }


def hours(tale: Tale, without: Mapping[tuple[int, str], str], periods: Mapping[str, Callable[[date], bool]]) -> Rows:
    """시간대별·요일별, of days that are over; `without` says of a shop's day why its visits are not known."""
    over = [day for day in tale.all_days if day < tale.now.date()]
    bought = grouped(
        [
            {**row, "hour": int(row["paid_at"][11:13]),
             "amount": row["amount"] - (row["naver_point"] or 0)}  # 접속통계 매출액
            for row in sold(tale)
        ], "shop_no", "paid_date", "hour",
    )  # fmt: skip
    found = {}
    for shop in (1, 2):
        seen = {(day, one.hour): one.visits for day in over
                for one in tale.story.visits(tale.now, shop, day).hours}  # fmt: skip
        for period, inside in periods.items():
            days = [day for day in over if inside(day)]
            for weekday in range(7):
                of_week = [day for day in days if day.weekday() == weekday]
                unknown = [without[shop, str(day)] for day in of_week if (shop, str(day)) in without]
                for hour in range(24):
                    visits = None if unknown else sum(seen.get((day, hour), 0) for day in of_week)
                    rows = [row for day in of_week for row in bought.get((shop, str(day), hour), ())]
                    found[shop, period, weekday + 1, hour] = {
                        "weekday": "월화수목금토일"[weekday],
                        "days": len(of_week),
                        "visit_count": visits,
                        "order_count": len(rows),
                        "order_amount": total(rows),
                        "purchase_rate": per(len(rows), visits),
                        "visits_per_day": per(visits, len(of_week)),
                        "orders_per_day": len(rows) / len(of_week),
                        "sales_per_day": total(rows) / len(of_week),
                        "missing": bool(unknown),
                    }
    return found


def naver(tale: Tale, untold: Mapping[str, str]) -> Rows:
    """네이버 클릭·주문 비교, with what the story knows came by Naver's ads; of `untold` days Naver told nothing."""
    ads: dict[str, Counter[str]] = defaultdict(Counter)
    for row in tale.truth("ad_stats"):
        if row["medium"] == "naver_ads":
            cost = round(row["cost"] / (VAT if row["vat_included"] == "T" else 1), 2)
            ads[row["date"]].update({"impressions": row["impressions"], "clicks": row["clicks"], "ad_cost": cost,
                                     "medium_sales": row["conversion_value"]})  # fmt: skip
    came = {row["date"]: row for row in tale.truth("channel_days") if row["channel"] == "naver"}
    found = {}
    for day in tale.all_days:
        text = day.isoformat()
        told = None if text in untold else ads[text]
        of = {name: told and told[name] for name in ("impressions", "clicks", "ad_cost", "medium_sales")}
        visits, orders, sales = (came[text][name] if text in came else 0
                                 for name in ("visit_count", "order_count", "order_amount"))  # fmt: skip
        open_ = told is not None and (tale.now.date() - day).days < RESTATED["naver_ads"]
        still = "집계중 (광고: 네이버)" if open_ else "집계중" if (tale.now.date() - day).days < OPEN else ""
        missing = f"미수집 (네이버 광고: {untold[text]})" if text in untold else ""
        found[1, text] = {
            **of,
            "weekday": "월화수목금토일"[day.weekday()],
            "data_status": " · ".join(part for part in (missing, still) if part) or "확정",
            "visit_count": visits,
            "order_count": orders,
            "order_amount": sales,
            "visit_rate": per(visits, of["clicks"]),
            "purchase_rate": per(orders, visits),
            "orders_per_click": per(orders, of["clicks"]),
            "cost_per_click": per(of["ad_cost"], of["clicks"]),
            "sales_per_click": per(sales, of["clicks"]),
            "cost_per_order": per(of["ad_cost"], orders),
            "roas": per(sales, of["ad_cost"]),
            "medium_roas": per(of["medium_sales"], of["ad_cost"]),
        }
    return found
