"""The script a competent analyst would write instead: requests, pandas, gspread; everything anew each time."""

import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import gspread
import pandas  # type: ignore[import-untyped]
import requests
from bench_columns import ORDER_ITEMS, ORDERS
from bench_google import TOKEN
from bench_mall import MALL
from bench_meter import measured, tell
from google.oauth2.credentials import Credentials

_PAGE, _ROWS_A_CALL = 1000, 5000
_META = ["order_id", "order_date"]
_RENAMED = {
    "initial_order_amount.order_price_amount": "order_price_amount",
    "initial_order_amount.shipping_fee": "shipping_fee",
    "initial_order_amount.coupon_discount_price": "coupon_discount_price",
    "actual_order_amount.payment_amount": "actual_payment_amount",
    "payment_date": "paid_at",
    "member_id": "customer_key",
}
_ORDER_MONEY = ["order_price_amount", "shipping_fee", "coupon_discount_price", "payment_amount",
                "actual_payment_amount"]  # fmt: skip
_ITEM_MONEY = ["product_price", "option_price"]


def main(mall: str, google: str, since: str, until: str, *books: str) -> None:
    """Fetch, flatten, clear and write."""
    with measured({"mall": mall, "google": google}) as cost:
        fetched = [order for page in _pages(mall, date.fromisoformat(since), date.fromisoformat(until))
                   for order in page]  # fmt: skip
        client = gspread.Client(Credentials(TOKEN), http_client=_client(google))  # type: ignore[no-untyped-call]
        frames = (_orders(fetched), _items(fetched))
        for book, frame in zip(books, frames, strict=True):
            _write(client.open_by_key(book), frame)
    tell(all=cost, rows=[len(frame) for frame in frames])


def _pages(mall: str, since: date, until: date) -> Iterator[list[dict[str, Any]]]:
    session = requests.Session()
    address = f"{mall}/cafe24/{MALL}/api/v2/admin/orders"
    for month in pandas.period_range(since, until, freq="M"):
        first, last = max(month.start_time.date(), since), min(month.end_time.date(), until)
        params = {"start_date": str(first), "end_date": str(last), "embed": "items", "limit": str(_PAGE)}
        offset, page = 0, None
        while page is None or len(page) == _PAGE:
            page = session.get(address, params={**params, "offset": str(offset)}, timeout=60).json()["orders"]
            yield page
            offset += _PAGE


def _orders(fetched: list[dict[str, Any]]) -> pandas.DataFrame:
    frame = pandas.json_normalize([{**order, "items": None} for order in fetched]).drop(columns="payment_amount")
    frame = frame.rename(columns=_RENAMED | {"initial_order_amount.payment_amount": "payment_amount"})
    frame["ordered_at"] = frame["order_date"].str[:19].str.replace("T", " ")
    frame["paid_at"] = frame["paid_at"].str[:19].str.replace("T", " ")
    frame["order_date"] = frame["order_date"].str[:10]
    frame["member"] = (frame["customer_key"] != "").map({True: "T", False: "F"})
    frame["payment_method"] = frame["payment_method"].str.join(", ")
    frame["order_status"] = [", ".join(dict.fromkeys(item["order_status"] for item in order["items"]))
                             for order in fetched]  # fmt: skip
    frame["item_count"] = [len(order["items"]) for order in fetched]
    frame["quantity"] = [sum(item["quantity"] for item in order["items"]) for order in fetched]
    frame[_ORDER_MONEY] = frame[_ORDER_MONEY].apply(pandas.to_numeric)
    return frame[list(ORDERS)]


def _items(fetched: list[dict[str, Any]]) -> pandas.DataFrame:
    frame = pandas.json_normalize(fetched, record_path="items", meta=_META)
    frame["order_date"] = frame["order_date"].str[:10]
    frame[_ITEM_MONEY] = frame[_ITEM_MONEY].apply(pandas.to_numeric)
    return frame[list(ORDER_ITEMS)]


def _write(book: gspread.Spreadsheet, frame: pandas.DataFrame) -> None:
    rows = [frame.columns.tolist(), *frame.astype(object).where(frame.notna(), "").to_numpy().tolist()]
    sheet = book.sheet1
    sheet.clear()
    sheet.resize(len(rows), len(frame.columns))
    for start in range(0, len(rows), _ROWS_A_CALL):
        sheet.update(rows[start : start + _ROWS_A_CALL], f"A{start + 1}", raw=True)


def _client(google: str) -> type[gspread.HTTPClient]:
    """gspread's client with Google's address replaced, which is all that differs from the real thing."""

    class Local(gspread.HTTPClient):
        def request(self, method: str, endpoint: str, *rest: Any, **more: Any) -> Any:
            return super().request(
                method, endpoint.replace("https://sheets.googleapis.com", f"{google}/google"), *rest, **more
            )

    return Local


if __name__ == "__main__":
    main(*sys.argv[1:])
