"""One login at Kakao: which accounts it has, how often it calls, how long it remembers."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import orjson
import pytest

from sheets_bridge import kakao
from sheets_bridge.api.call import Answer
from sheets_bridge.errors import DataRejected, LoginNeeded
from sheets_bridge.model import KST, Pull, Window
from sheets_bridge.source import Shop
from sheets_bridge.sources import kakao_keyword, kakao_moment
from sheets_bridge.tokens import KeyRing

DAY = Window(date(2026, 6, 14), date(2026, 6, 14))
PULL = Pull("brand", 31001, "ads")
(STEP,) = kakao_moment.SOURCE.streams["ads"].windows(DAY.first, DAY.first)
RECORDED = Path(__file__).resolve().parents[4] / "shared" / "reference" / "data" / "ads"


class Kakao:
    """A connection of a source to answers by path; `slept` are its waits, `now` is moved by them."""

    def __init__(self, source, folder, answers, token="a-business-token"):
        self.answers, self.asked, self.slept = answers, [], []
        self.now = datetime(2026, 6, 15, 9, tzinfo=KST)
        folder.chmod(0o700)
        self.keys = KeyRing(folder / "brand.keys.json", "brand", (), f"sheets-bridge connect {source.id} brand")
        self.keys.save({"access_token": token})
        self.connection = source.connect(
            "brand", {}, login=self.keys, send=self.send, sleep=self.sleep, clock=lambda: self.now
        )

    def send(self, request):
        path = urlsplit(request.url).path
        self.asked.append((path, dict(request.params or {}), dict(request.headers)))
        answer = self.answers.get(path, (404, {}))
        status, body = answer(request) if callable(answer) else answer
        return Answer(status, {}, orjson.dumps(body))

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def of(tmp_path):
    return lambda source, answers, **more: Kakao(source, tmp_path, answers, **more)


def test_accounts_of_all_pages_and_those_that_are_deleted_are_not_active(of):
    pages = {
        "0": {"content": [{"id": 31001, "name": "견본몰", "config": "ON"}], "last": False},
        "1": {"content": [{"id": "31002", "name": "옛 계정", "config": "DEL"}], "last": True},
    }
    one = of(
        kakao_moment.SOURCE,
        {"/openapi/v4/adAccounts/pages": lambda request: (200, pages[request.params.get("page", "0")])},
    )
    assert kakao.shops(one.connection) == [Shop(31001, "견본몰", active=True), Shop(31002, "옛 계정", active=False)]
    assert all("adAccountId" not in headers for _, _, headers in one.asked)


def test_a_list_that_tells_the_same_page_for_ever_ends(of):
    again = {"content": [{"id": 1, "name": "x"}], "last": False}
    one = of(kakao_moment.SOURCE, {"/openapi/v4/adAccounts/pages": (200, again)})
    assert len(kakao.shops(one.connection)) == 1


def test_keyword_ads_accounts_are_found_by_either_name_and_without_their_k(of):
    one = of(kakao_keyword.SOURCE, {"/openapi/v1/adAccounts": (200, [{"id": "K41001", "name": "견본"}])})
    assert kakao.shops(one.connection) == [Shop(41001, "견본", active=True)]


@pytest.mark.parametrize("odd", [{"content": [1]}, {"content": None}, "x", [{"name": "no id"}], [{"id": "abc"}]])
def test_accounts_in_a_form_nobody_knows_are_not_guessed(of, odd):
    one = of(kakao_moment.SOURCE, {"/openapi/v4/adAccounts/pages": (200, odd)})
    with pytest.raises(DataRejected):
        kakao.shops(one.connection)


def test_a_dead_token_names_the_command_and_not_itself(of):
    one = of(kakao_moment.SOURCE, {"/openapi/v4/adAccounts/pages": (401, {"code": -401, "msg": "no"})})
    with pytest.raises(LoginNeeded) as told:
        kakao.shops(one.connection)
    assert "sheets-bridge connect kakao_moment brand" in str(told.value)
    assert "a-business-token" not in str(told.value)


def test_reports_leave_five_seconds_apart_and_lists_do_not_wait_for_them(of):
    one = of(
        kakao_moment.SOURCE,
        {"/openapi/v4/adAccounts/report": (200, {"data": []}), "/openapi/v4/campaigns": (200, {"content": []})},
    )
    for _ in range(3):
        kakao.report(one.connection, 31001, "adAccounts", DAY)
    assert all(5 <= seconds < 5.3 for seconds in one.slept[1:])
    assert len(one.slept) == 3
    one.slept.clear()
    one.connection.listed(31001, "campaigns")
    assert sum(one.slept) < 1


def test_the_account_goes_in_a_header_and_an_hour_of_names_is_one_call(of):
    one = of(kakao_moment.SOURCE, {"/openapi/v4/campaigns": (200, {"content": [{"id": 1, "name": "가"}]})})
    for minutes in (0, 59, 1):
        one.now += timedelta(minutes=minutes)
        assert one.connection.listed(31001, "campaigns") == [{"id": 1, "name": "가"}]
    assert [headers["adAccountId"] for _, _, headers in one.asked] == ["31001", "31001"]
    one.connection.listed(31002, "campaigns")
    assert one.asked[-1][2]["adAccountId"] == "31002"


@pytest.mark.parametrize(
    ("told", "hours"), [({"app_id": 1}, None), ({"expires_in": 7200}, 2), ({"expires_in": 0}, None)]
)
def test_when_a_token_ends_if_kakao_says_so(of, told, hours):
    one = of(kakao_moment.SOURCE, {"/v1/business/tokeninfo": (200, told)})
    assert kakao.token_ends(one.connection) == (one.now + timedelta(hours=hours) if hours else None)


def taking(*wrong):
    """Answers of a report that does not take some parameters."""

    def answer(request):
        found = next((name for name in wrong if name in request.params), None)
        return (400, {"code": -2, "msg": f"{found} is not a valid value."}) if found else (200, {"data": []})

    return answer


def test_a_way_that_kakao_takes_is_asked_first_from_then_on(of):
    one = of(kakao_moment.SOURCE, {"/openapi/v4/adAccounts/report": taking("dimension")})
    for _ in range(2):
        list(kakao_moment.SOURCE.streams["ads"].read(one.connection, PULL, STEP))
    assert [(params.get("level"), params.get("dimension")) for _, params, _ in one.asked] == [
        (None, None),
        ("CREATIVE", "DEVICE_TYPE"),
        ("CREATIVE", None),
        (None, None),
        ("CREATIVE", None),
    ]


def test_where_no_way_is_taken_the_first_refusal_is_told(of):
    one = of(
        kakao_moment.SOURCE,
        {
            "/openapi/v4/adAccounts/report": taking("level"),
            "/openapi/v4/campaigns/report": taking("campaignId"),
            "/openapi/v4/creatives/report": taking("creativeId"),
            "/openapi/v4/campaigns": (200, {"content": [{"id": 1}]}),
            "/openapi/v4/creatives": (200, {"content": [{"id": 3}]}),
            "/openapi/v4/adGroups": (200, {"content": [{"id": 2}]}),
        },
    )
    with pytest.raises(kakao.Declined, match="level is not a valid value"):
        list(kakao_moment.SOURCE.streams["ads"].read(one.connection, PULL, STEP))
    assert one.asked[-1][1]["creativeId"] == "3"


def test_the_probe_is_one_call_that_waits_for_no_report(of):
    one = of(kakao_keyword.SOURCE, {"/openapi/v1/campaigns": (200, [])})
    for stream in kakao_keyword.SOURCE.streams.values():
        stream.probe(one.connection, PULL, DAY.first)
    assert [path for path, _, _ in one.asked] == ["/openapi/v1/campaigns"]


def test_a_window_of_two_years_ago_is_the_last_that_is_asked_for():
    for source in (kakao_moment.SOURCE, kakao_keyword.SOURCE):
        for stream in source.streams.values():
            assert stream.reach == 730
            assert all(step.window.days <= 31 for step in stream.windows(date(2026, 1, 1), date(2026, 6, 14)))


@pytest.mark.parametrize("hour", [0, 7, 23])
def test_today_is_never_asked_for_and_yesterday_is_told_from_midnight_on(hour):
    now = datetime(2026, 6, 15, hour, 30, tzinfo=KST)
    assert kakao.upto(now) == datetime(2026, 6, 14, 23, 59, 59, tzinfo=KST)


@pytest.mark.recorded
@pytest.mark.parametrize(
    ("source", "file", "path", "ids"),
    [
        (kakao_moment.SOURCE, "kakao_moment/adgroups_report_BASIC_PIXEL.response.json", "adGroups", "campaign"),
        (kakao_keyword.SOURCE, "kakao_keyword/keywords_report_BASIC_PIXEL.response.json", "keywords", "keyword"),
    ],
)
def test_the_official_samples_are_read_to_the_last_value(of, source, file, path, ids):
    sample = json.loads((RECORDED / file).read_text("utf-8"))
    root = "/openapi/v4" if source is kakao_moment.SOURCE else "/openapi/v1"
    one = of(source, {f"{root}/{path}/report": (200, sample)})
    rows = kakao.report(one.connection, 99001, path, DAY)
    for row, told in zip(rows, sample["data"], strict=True):
        metrics = told["metrics"]
        assert row[ids]
        assert row["cost"] == metrics.get("cost", metrics.get("spending"))
        assert (row["imp"], row["click"]) == (metrics["imp"], metrics["click"])
        assert (row["bought"], row["worth"]) == (metrics["conv_purchase_7d"], metrics["conv_purchase_p_7d"])


@pytest.mark.recorded
def test_the_official_samples_of_lists_are_read(of):
    sample = json.loads((RECORDED / "kakao_moment/adaccounts_pages.response.json").read_text("utf-8"))
    one = of(kakao_moment.SOURCE, {"/openapi/v4/adAccounts/pages": (200, sample)})
    assert kakao.shops(one.connection) == [Shop(99001, "예시몰", active=True)]
