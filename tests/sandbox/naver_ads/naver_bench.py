"""A client of the pretend Naver Search Ads API that signs its calls, and a clock that a test moves."""

import base64
import hashlib
import hmac
from datetime import timedelta, timezone

from flask import Flask

from sheets_bridge.sandbox.ad_accounts import market_of
from sheets_bridge.sandbox.limits import Switch
from sheets_bridge.sandbox.naver_ads import create_naver_ads
from sheets_bridge.sandbox.story import Story

KST = timezone(timedelta(hours=9))


class Bench:
    """`now` is the moment of the sandbox; limits are off unless a test turns them on."""

    def __init__(self, story, now):
        self.story, self.now, switch = story, now, Switch()
        switch.enabled = False
        self.market = market_of(story, lambda: self.now, switch)
        (self.customer,) = self.market.of("naver_ads")
        app = Flask("naver")
        app.register_blueprint(create_naver_ads(self.market), url_prefix="/naver-ads")
        self.web = app.test_client()

    def headers(self, method, path, **other):
        sent = {
            "X-Timestamp": str(int(self.now.timestamp() * 1000)),
            "X-API-KEY": self.market.doors.naver_licence,
            "X-Customer": self.customer,
        } | other
        message = f"{sent['X-Timestamp']}.{method}.{path}".encode()
        digest = hmac.new(self.market.doors.naver_secret.encode(), message, hashlib.sha256).digest()
        return {"X-Signature": base64.b64encode(digest).decode()} | sent

    def call(self, method, path, query=None, json=None, **other):
        headers = self.headers(method, path, **other)
        return self.web.open(f"/naver-ads{path}", method=method, query_string=query, json=json, headers=headers)

    def get(self, path, **query):
        answer = self.call("GET", path, query)
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    def order(self, kind, day):
        return self.call("POST", "/stat-reports", json={"reportTp": kind, "statDt": f"{day:%Y%m%d}"})

    def built(self, kind, day):
        """Order a report and look until it is through."""
        job = self.order(kind, day).get_json()
        while job["status"] in ("REGIST", "RUNNING", "WAITING", "AGGREGATING"):
            job = self.get(f"/stat-reports/{job['reportJobId']}")
        return job

    def fetch(self, job):
        token = job["downloadUrl"].split("authtoken=")[1].split("&")[0]
        return self.call("GET", "/report-download", {"authtoken": token, "fileVersion": "v2"})

    def lines(self, kind, day):
        job = self.built(kind, day)
        answer = self.fetch(job)
        assert answer.status_code == 200, answer.text
        return [line.split("\t") for line in answer.text.splitlines()]

    def advance(self, **passed):
        self.now += timedelta(**passed)


def make_story(now, days=12, orders_per_day=60):
    return Story("demo", seed=5, start=now, days=days, orders_per_day=orders_per_day)
