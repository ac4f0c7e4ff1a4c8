"""The mall of the benchmarks as a process: /shops, /orders, /orders/count and a token endpoint, each call counted."""

import argparse
import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

from bench_records import Orders

MALL = "benchmall"
_SHOPS = {"shops": [{"shop_no": 1, "shop_name": "견본상점", "active": "T"}]}


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    orders: ClassVar[Orders]
    tally: ClassVar[dict[str, int]] = {"calls": 0, "sent": 0, "received": 0}

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        name, asked = address.path.rpartition("/admin/")[2], dict(parse_qsl(address.query))
        if address.path == "/tally":
            self._tell()
        else:
            self._answer(self._body(name, asked))

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(json.dumps(_token()).encode())

    def log_message(self, *_: object) -> None:
        """Nothing: a line a call would be measured too."""

    def _body(self, name: str, asked: Mapping[str, str]) -> bytes:
        if name == "shops":
            return json.dumps(_SHOPS).encode()
        if name == "refunds":
            return b'{"refunds":[]}'
        found = self._found(asked)
        if name == "orders/count":
            return json.dumps({"count": len(found)}).encode()
        offset = int(asked.get("offset", 0))
        page = found[offset : offset + int(asked["limit"])]
        return b'{"orders":[' + b",".join(self.orders.serialized(page)) + b"]}"

    def _found(self, asked: Mapping[str, str]) -> range:
        """Nothing ever changes in this mall: only by their own date are there orders."""
        if asked.get("date_type", "order_date") != "order_date":
            return range(0)
        return self.orders.between(*(date.fromisoformat(asked[name]) for name in ("start_date", "end_date")))

    def _answer(self, body: bytes) -> None:
        self.tally["calls"] += 1
        self.tally["sent"] += len(self.requestline) + int(self.headers.get("Content-Length", 0))
        self.tally["received"] += len(body)
        self._write(body)

    def _tell(self) -> None:
        body = json.dumps(self.tally).encode()
        self.tally.update(dict.fromkeys(self.tally, 0))
        self._write(body)

    def _write(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _token() -> dict[str, Any]:
    """A pair as the token endpoint writes it: Korean time without a zone."""
    now = datetime.now(ZoneInfo("Asia/Seoul")).replace(tzinfo=None)
    ends = {"expires_at": timedelta(hours=2), "refresh_token_expires_at": timedelta(days=14), "issued_at": timedelta()}
    moments = {name: (now + life).isoformat(timespec="milliseconds") for name, life in ends.items()}
    scopes = ["mall.read_order", "mall.read_store", "mall.read_analytics"]
    return {"access_token": "a" * 22, "refresh_token": "r" * 22, "client_id": "bench", "mall_id": MALL,
            "user_id": MALL, "shop_no": "1", "scopes": scopes, **moments}  # fmt: skip


def main() -> None:
    """Serve until killed; the first line of stdout is the address."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("orders", "items", "days"):
        options.add_argument(f"--{name}", type=int, required=True)
    options.add_argument("--last", type=date.fromisoformat, required=True)
    asked = options.parse_args()
    _Answering.orders = Orders(asked.orders, asked.items, asked.days, asked.last)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answering)
    server.daemon_threads = True
    print(f"http://127.0.0.1:{server.server_port}", flush=True)  # noqa: T201
    server.serve_forever()


if __name__ == "__main__":
    main()
