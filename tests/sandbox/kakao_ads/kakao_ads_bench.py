"""A pretend Kakao alone: two campaigns of made-up days, a clock that is set by hand, calls without a network."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

from flask import Flask

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket
from sheets_bridge.sandbox.clock import KST
from sheets_bridge.sandbox.kakao_ads import create_kakao
from sheets_bridge.sandbox.limits import Switch
from sheets_bridge.sandbox.story.ad_days import Claim, Tally
from sheets_bridge.sandbox.story.campaigns import Ad, AdGroup, Campaign, Keyword

NOW = datetime(2026, 6, 16, 10, tzinfo=KST)
DAY = date(2026, 6, 14)
HOUR = 3600
MOMENT, KEYWORD = "99001", "77001"


def _campaign(id_, product, groups):
    return Campaign(
        id_, "kakao", product, f"캠페인 {id_}", 1, 50_000, groups, pull=1, buys=1, mobile=1, referrers=("", "")
    )


BOARD = _campaign(
    "7000001",
    "비즈보드",
    (
        AdGroup("8000001", "그룹 하나", (Ad("9000001", "소재 하나", ""), Ad("9000002", "소재 둘", ""))),
        AdGroup("8000002", "그룹 둘", (Ad("9000003", "소재 셋", ""),)),
    ),
)
QUIET = _campaign("7000002", "디스플레이", (AdGroup("8000003", "조용한 그룹", (Ad("9000004", "조용한 소재", ""),)),))
WORDS = _campaign(
    "5000001",
    "키워드광고",
    (
        AdGroup(
            "5100001", "낱말", (Ad("5300001", "글", ""),), (Keyword("5200001", "첫말"), Keyword("5200002", "둘째말"))
        ),
    ),
)


@dataclass
class Days:
    """Days told by hand, in place of a story; clicks shown at first are taken back when they are settled."""

    shown: list = field(default_factory=list)
    bought: list = field(default_factory=list)
    invalid: int = 0

    def tallies(self, now, campaign_id, day):
        wrong = 0 if self.settled(now, day) else self.invalid
        return tuple(
            Tally(one.placement, one.mobile, one.impressions, one.clicks + wrong, one.cost)
            for then, one in self.shown
            if then == day and one.placement.campaign.campaign_id == campaign_id
        )

    def claims_by_click(self, now, campaign_id, day):
        return tuple(
            one
            for one in self.bought
            if one.clicked_on == day
            and one.placement.campaign.campaign_id == campaign_id
            and one.bought_on <= now.date()
        )

    def settled(self, now, day):
        return now >= datetime.combine(day + timedelta(days=3), datetime.min.time(), KST)

    def show(self, nth, impressions, clicks, cost, *, campaign=BOARD, day=DAY, mobile=True):
        """Let the nth placement of a campaign do something."""
        place = list(campaign.places())[nth]
        self.shown.append((day, Tally(place, mobile, impressions, clicks, Decimal(cost))))

    def buy(self, nth, seconds, value, *, campaign=BOARD, day=DAY, mobile=True):
        """Let somebody who clicked the nth placement on `day` buy so many seconds later."""
        place = list(campaign.places())[nth]
        then = day + timedelta(seconds=seconds)
        self.bought.append(Claim(place, mobile, day, then, seconds, Decimal(value)))


class Bench:
    """Kakao and somebody who holds a token for everything."""

    def __init__(self):
        self.now = NOW
        self.days, self.switch = Days(), Switch()
        self.switch.enabled = False
        accounts = (
            AdAccount("kakao_moment", MOMENT, "예시몰", 1, "KRW", (BOARD, QUIET)),
            AdAccount("kakao_moment", "99002", "둘째 계정", 1, "KRW", ()),
            AdAccount("kakao_keyword", KEYWORD, "예시몰 키워드", 1, "KRW", (WORDS,)),
        )
        self.market = AdMarket(accounts, self.days, lambda: self.now, self.switch)
        self.token = "business-token"
        self.market.doors.kakao_tokens.add(self.token)
        app = Flask("kakao")
        app.register_blueprint(create_kakao(self.market))
        self.web = app.test_client()

    def call(self, path, *, account=None, token=None, **query):
        """Call an address below the sandbox; `account` is the header's."""
        headers = {"Authorization": f"Bearer {token or self.token}"}
        if account is not None:
            headers["adAccountId"] = account
        return self.web.get(path, headers=headers, query_string=query)

    def moment(self, path, account=MOMENT, **query):
        return self.call(f"/kakao-moment/openapi/v4/{path}", account=account, **query)

    def keyword(self, path, account=KEYWORD, **query):
        return self.call(f"/kakao-keyword/openapi/v1/{path}", account=account, **query)

    def moment_rows(self, path="creatives", **query):
        """The rows of one day of a Moment report."""
        usual = {"metricsGroup": "BASIC,PIXEL_SDK_CONVERSION", **days()}
        return told(self.moment(f"{path}/report", **(usual | query)))["data"]

    def keyword_rows(self, path="keywords", **query):
        """The rows of one day of a Keyword Ad report."""
        usual = {"metricsGroups": "BASIC,PIXEL_SDK_CONVERSION", "timeUnit": "DAY", **days()}
        return told(self.keyword(f"{path}/report", **(usual | query)))["data"]

    def asked(self, **changes):
        """An authorization request as it should be."""
        doors = self.market.doors
        return {
            "client_id": doors.kakao_rest_key,
            "redirect_uri": doors.kakao_redirect_uri,
            "response_type": "code",
            "scope": "moment_management",
            "state": "a state",
        } | changes

    def consent(self, room="business/", **changes):
        """Consent as the form stands; what the browser is sent back with."""
        answer = self.web.post(f"/kakao-auth/oauth/{room}authorize", data=self.asked(**changes))
        assert answer.status_code == 302, answer.text
        return {name: values[0] for name, values in parse_qs(urlsplit(answer.location).query).items()}

    def exchange(self, code, room="business/", /, **changes):
        """Ask for the token of a code."""
        doors = self.market.doors
        form = {
            "grant_type": "authorization_code",
            "client_id": doors.kakao_rest_key,
            "client_secret": doors.kakao_client_secret,
            "redirect_uri": doors.kakao_redirect_uri,
            "code": code,
        }
        return self.web.post(f"/kakao-auth/oauth/{room}token", data=form | changes)

    def granted(self, room="business/", **changes):
        """A token by way of the form."""
        return told(self.exchange(self.consent(room, **changes)["code"], room))


def days(first=DAY, last=None):
    """start and end as Kakao writes them."""
    return {"start": f"{first:%Y%m%d}", "end": f"{last or first:%Y%m%d}"}


def told(answer):
    """The body of an answer that is no refusal."""
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def refused(answer, status, code):
    """The body of a refusal."""
    assert (answer.status_code, answer.get_json()["code"]) == (status, code), answer.text
    assert answer.get_json()["msg"]
    return answer.get_json()
