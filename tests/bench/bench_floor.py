"""The floor: the same pages fetched, flattened into the same columns as they came, inserted; no framework around it."""

import argparse
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson
import requests
from bench_mall import MALL
from bench_meter import measured, tell

_PAGE = 1000
_Record = Mapping[str, Any]
_ORDERS, _ITEMS = 40, 40
"""How many columns the product's tables have."""


def main() -> None:
    """Fetch and insert everything."""
    asked = _options()
    with measured({"mall": asked.mall}) as cost:
        count = _land(asked, _opened(asked.database, keyed=asked.keyed))
    tell(land=cost, landed=count)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("mall", "since", "until"):
        options.add_argument(name)
    options.add_argument("database", type=Path)
    options.add_argument("--keyed", action="store_true", help="replace rows by order and item number")
    return options.parse_args()


def _opened(path: Path, *, keyed: bool) -> sqlite3.Connection:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    for name, width in (("orders", _ORDERS), ("items", _ITEMS)):
        columns = ", ".join(f"c{at}" for at in range(width))
        database.execute(f"CREATE TABLE {name} ({columns}{', PRIMARY KEY (c2)' if keyed else ''})")
    return database


def _land(asked: argparse.Namespace, database: sqlite3.Connection) -> int:
    insert = [f"INSERT OR REPLACE INTO {name} VALUES ({', '.join('?' * width)})"
              for name, width in (("orders", _ORDERS), ("items", _ITEMS))]  # fmt: skip
    landed = 0
    for page in _pages(asked):
        database.execute("BEGIN IMMEDIATE")
        database.executemany(insert[0], [_order(order) for order in page])
        database.executemany(insert[1], [_item(order, item) for order in page for item in order["items"]])
        database.execute("COMMIT")
        landed += sum(1 + len(order["items"]) for order in page)
    return landed


def _pages(asked: argparse.Namespace) -> Iterator[list[_Record]]:
    session, offset = requests.Session(), 0
    address = f"{asked.mall}/cafe24/{MALL}/api/v2/admin/orders"
    while True:
        params: dict[str, str | int] = {"start_date": asked.since, "end_date": asked.until, "date_type": "order_date",
                                        "embed": "items", "limit": _PAGE, "offset": offset}  # fmt: skip
        page = orjson.loads(session.get(address, params=params, timeout=60).content)["orders"]
        yield page
        if len(page) < _PAGE:
            return
        offset += _PAGE


def _order(order: _Record) -> tuple[Any, ...]:
    ordered, items = order["initial_order_amount"], order["items"]
    codes = ", ".join(dict.fromkeys(item["order_status"] for item in items))
    return (
        MALL, order["shop_no"], order["order_id"], order["order_date"][:10], order["order_date"], codes, codes,
        order["paid"], order["payment_date"][:10], order["payment_date"], order["canceled"], order["cancel_date"],
        order["shipping_status"], order["order_place_id"], order["order_place_name"], order["market_id"],
        order["order_from_mobile"], order["first_order"], "T" if order["member_id"] else "F",
        ", ".join(order["payment_method"]), ", ".join(order["payment_method_name"]), order["currency"],
        ordered["order_price_amount"], ordered["shipping_fee"], ordered["points_spent_amount"],
        ordered["credits_spent_amount"], ordered["coupon_discount_price"], ordered["membership_discount_amount"],
        order["naver_point"], order["payment_amount"], order["actual_order_amount"]["payment_amount"], len(items),
        sum(item["quantity"] for item in items), order["member_id"], None, None, None, None, None, None,
    )  # fmt: skip


def _item(order: _Record, item: _Record) -> tuple[Any, ...]:
    return (
        MALL, item["shop_no"], item["order_item_code"], order["order_id"], order["order_date"][:10],
        order["order_date"], order["currency"], item["product_no"], item["product_code"], item["variant_code"],
        item["product_name"], item["option_value"], item["quantity"], item["product_price"], item["option_price"],
        item["additional_discount_price"], item["coupon_discount_price"], item["app_item_discount_amount"],
        item["payment_amount"], item["order_status"], item["order_status"], item["status_code"], item["claim_code"],
        item["claim_reason_type"], item["claim_quantity"], item["supplier_id"], item["supplier_name"], item["gift"],
        item["tracking_no"], item["shipping_company_name"], item["shipped_date"], item["delivered_date"],
        item["purchaseconfirmation_date"], item["cancel_request_date"], item["cancel_date"],
        item["return_request_date"], item["return_confirmed_date"], item["exchange_request_date"],
        item["exchange_date"], item["refund_date"],
    )  # fmt: skip


if __name__ == "__main__":
    main()
