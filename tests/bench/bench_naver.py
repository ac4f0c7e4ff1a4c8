"""The Naver of the benchmark as a process: reports of any day, built at once; names by ids; each call counted."""

import argparse
import json
import random
from collections.abc import Iterable
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, count
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

CUSTOMER = 5200417
_ADS_A_GROUP, _GROUPS_A_CAMPAIGN = 5, 20
_PLACES = (("27758", "M"), ("122875", "M"), ("8753", "P"))
_TAKEN_BACK = 100
"""Of so many ads one did nothing after all, once the days are restated."""
_KEYS = {"campaigns": "nccCampaignId", "adgroups": "nccAdgroupId", "ads": "nccAdId", "keywords": "nccKeywordId"}


class Days:
    """A day's two files: `ads` ads with a keyword each, on two media codes of a phone and one of a PC."""

    def __init__(self, ads: int) -> None:
        self.ads, self.restated = ads, False

    def file(self, kind: str, day: str) -> bytes:
        """The lines of one day: those of any other, with its date."""
        shown, again, sold = self._bodies
        body = sold if kind == "AD_CONVERSION" else again if self.restated else shown
        return body.replace(b"<day>", day.encode())

    @cached_property
    def _bodies(self) -> tuple[bytes, bytes, bytes]:
        dice = random.Random(self.ads)
        shown = [[self._shown(ad, place, dice) for place in _PLACES] for ad in range(self.ads)]
        again = [lines for ad, lines in enumerate(shown) if ad % _TAKEN_BACK]
        sold = [self._sold(ad, dice) for ad in range(1, self.ads) if ad % 10 == 1]
        return _tsv(chain.from_iterable(shown)), _tsv(chain.from_iterable(again)), _tsv(sold)

    def _key(self, ad: int, place: tuple[str, str]) -> str:
        group = ad // _ADS_A_GROUP
        ids = (("cmp", group // _GROUPS_A_CAMPAIGN), ("grp", group), ("nkw", ad), ("nad", ad), ("bsn", 1))
        named = "\t".join(f"{kind}-a001-01-{number:015d}" for kind, number in ids)
        return f"<day>\t{CUSTOMER}\t{named}\t{place[0]}\t{place[1]}"

    def _shown(self, ad: int, place: tuple[str, str], dice: random.Random) -> str:
        clicks = dice.randrange(40)
        figures = (clicks * 30 + dice.randrange(30), clicks, clicks * dice.randrange(70, 900), clicks * 60, 0)
        return "\t".join((self._key(ad, place), *map(str, figures)))

    def _sold(self, ad: int, dice: random.Random) -> str:
        return f"{self._key(ad, _PLACES[0])}\t1\tpurchase\t{dice.randrange(1, 4)}\t{dice.randrange(1, 90) * 1000}"


def _tsv(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    days: ClassVar[Days]
    jobs: ClassVar[dict[str, dict[str, Any]]] = {}
    numbers: ClassVar[count] = count(1)
    tally: ClassVar[dict[str, int]] = {"calls": 0, "sent": 0, "received": 0}

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = dict(parse_qsl(address.query))
        if address.path == "/tally":
            self._write(json.dumps(self.tally).encode())
            self.tally.update(dict.fromkeys(self.tally, 0))
        elif address.path == "/restate":
            type(self).days.restated = True
            self._write(b"{}")
        else:
            self._answer(self._got(address.path, asked))

    def do_POST(self) -> None:
        order = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        number = str(next(self.numbers))
        url = f"http://{self.headers['Host']}/report-download?authtoken={number}&fileVersion=v2"
        self.jobs[number] = {"reportJobId": int(number), "status": "BUILT", "downloadUrl": url, **order}
        self._answer(json.dumps(self.jobs[number] | {"status": "REGIST", "downloadUrl": ""}).encode())

    def do_DELETE(self) -> None:
        del self.jobs[self.path.rpartition("/")[2]]
        self._answer(b"")

    def log_message(self, *_: object) -> None:
        """Nothing: a line a call would be measured too."""

    def _got(self, path: str, asked: dict[str, str]) -> bytes:
        name = path.rpartition("/")[2]
        if path == "/report-download":
            job = self.jobs[asked["authtoken"]]
            return self.days.file(job["reportTp"], job["statDt"])
        if name in _KEYS:
            return json.dumps([_named(name, id_) for id_ in asked["ids"].split(",")]).encode()
        return json.dumps(self.jobs[name]).encode() if path.startswith("/stat-reports/") else b"[]"

    def _answer(self, body: bytes) -> None:
        self.tally["calls"] += 1
        self.tally["sent"] += len(self.requestline) + int(self.headers.get("Content-Length", 0))
        self.tally["received"] += len(body)
        self._write(body)

    def _write(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _named(name: str, id_: str) -> dict[str, Any]:
    word = f"견본 {id_[-6:]}"
    told = {"keyword": word} if name == "keywords" else {"ad": {"headline": word}} if name == "ads" else {"name": word}
    return {_KEYS[name]: id_, "campaignTp": "WEB_SITE", "customerId": CUSTOMER, **told}


def main() -> None:
    """Serve until killed; the first line of stdout is the address."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ads", type=int, required=True)
    _Answering.days = Days(options.parse_args().ads)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answering)
    server.daemon_threads = True
    print(f"http://127.0.0.1:{server.server_port}", flush=True)  # noqa: T201
    server.serve_forever()


if __name__ == "__main__":
    main()
