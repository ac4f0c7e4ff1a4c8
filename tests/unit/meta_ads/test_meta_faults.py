"""Each error of the Graph API by what happens next; what nobody foresaw is an error of ours too, never a crash."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from meta_graph import error

from sheets_bridge.api.call import Answer
from sheets_bridge.errors import BridgeError, DataRejected, LoginNeeded, Refused, Unavailable
from sheets_bridge.messages import translation
from sheets_bridge.sources.meta_ads.faults import RunFailed, TooMuch
from sheets_bridge.sources.meta_ads.wire import decipher

INSIGHTS, RUN = "/v26.0/act_77/insights", "/v26.0/6000000000001"
AGAIN = "sheets-bridge connect meta_ads brand"
REGAIN = '{"77": [{"type": "ads_insights", "call_count": 100, "estimated_time_to_regain_access": 7}]}'


def raised(body, *, status=400, path=INSIGHTS, headers=None):
    with pytest.raises(BridgeError) as caught:
        decipher("brand", path, Answer(status, headers or {}, orjson.dumps(body)))
    return caught.value


@pytest.mark.parametrize(
    ("code", "sub", "kind", "says"),
    [
        (4, 1504022, Unavailable, "usage limit"),
        (17, 2446079, Unavailable, "usage limit"),
        (32, 0, Unavailable, "usage limit"),
        (613, 1487742, Unavailable, "usage limit"),
        (80000, 2446079, Unavailable, "usage limit"),
        (80004, 0, Unavailable, "usage limit"),
        (200, 4841013, Unavailable, "usage limit"),
        (190, 463, LoginNeeded, f"its time is over.*{AGAIN}"),
        (190, 460, LoginNeeded, f"password.*{AGAIN}"),
        (190, 467, LoginNeeded, f"withdrawn.*{AGAIN}"),
        (190, 458, LoginNeeded, f"removed the app.*{AGAIN}"),
        (190, 0, LoginNeeded, f"not valid.*{AGAIN}"),
        (10, 0, Refused, "ads_read.*비즈니스 설정.*자산 할당"),
        (200, 0, Refused, "ads_read.*비즈니스 설정.*자산 할당"),
        (294, 0, Refused, "ads_read.*비즈니스 설정.*자산 할당"),
        (100, 33, Refused, "자산 할당"),
        (100, 1487534, TooMuch, "too much"),
        (100, 1504018, TooMuch, "too much"),
        (2, 1504038, TooMuch, "too much"),
        (1, 0, Unavailable, "tries again by itself"),
        (2, 1504043, Unavailable, "tries again by itself"),
        (-2, 2490547, RunFailed, "cannot answer now"),
        (100, 0, DataRejected, "example"),
        (3018, 0, DataRejected, "example"),
        (2635, 0, Refused, r"version v26\.0.*api_version"),
        (123456, 0, Refused, "123456"),
    ],
)
def test_a_code_is_named_by_what_happens_next(code, sub, kind, says):
    found = raised(error(code, sub))
    assert type(found) is kind
    assert found.message.render(lambda text: text).startswith("Meta brand: ")
    with pytest.raises(BridgeError, match=says):
        raise found


@pytest.mark.parametrize(
    ("words", "kind", "says"),
    [
        ("Invalid appsecret_proof provided in the API argument", LoginNeeded, "앱 시크릿 코드"),
        ("API calls from the server require an appsecret_proof argument", LoginNeeded, "앱 시크릿 코드"),
        ("Unknown path components: /act_77/insights", Refused, "api_version"),
        ("Please reduce the amount of data you're asking for, then retry your request", TooMuch, "too much"),
    ],
)
def test_where_the_code_says_little_the_words_tell(words, kind, says):
    for code in (1, 100, 2500):
        found = raised(error(code, 0, words), status=500)
        assert type(found) is kind
        assert says in str(found)


def test_a_limit_waits_as_long_as_the_headers_say_else_a_minute():
    assert raised(error(80000), headers={"X-Business-Use-Case-Usage": REGAIN}).wait == 420
    assert raised(error(80000)).wait == 60


def test_a_run_that_is_not_known_yet_is_asked_for_again_soon():
    for body in (error(100, 33), error(99), error(2601, 1815107)):
        found = raised(body, path=RUN)
        assert isinstance(found, Unavailable)
        assert 0 < found.wait < 10


@pytest.mark.parametrize(
    ("status", "kind"), [(401, LoginNeeded), (403, Refused), (429, Unavailable), (503, Unavailable), (404, Refused)]
)
def test_without_a_code_the_status_tells(status, kind):
    assert type(raised({}, status=status)) is kind


def test_what_meta_calls_transient_is_tried_again_whatever_its_code():
    assert isinstance(raised(error(987654, is_transient=True)), Unavailable)


def test_a_page_that_is_no_json_is_tried_again():
    with pytest.raises(Unavailable):
        decipher("brand", INSIGHTS, Answer(200, {}, b"<html>maintenance</html>"))


def test_every_error_is_said_in_korean():
    codes = [(4, 0), (190, 463), (190, 0), (10, 0), (100, 1487534), (1, 0), (100, 0), (2635, 0)]
    for code, sub in codes:
        told = raised(error(code, sub, "word")).message.render(translation("ko"))
        assert told.startswith("메타 brand: ")


nested = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=8,
)
names = st.sampled_from(["code", "error_subcode", "message", "is_transient", "type"])


@given(st.one_of(nested, st.fixed_dictionaries({"error": st.dictionaries(names, nested)})), st.integers(200, 599))
def test_an_answer_nobody_foresaw_is_taken_or_named(body, status):
    answer = Answer(status, {}, orjson.dumps(body))
    if status < 400 and (not isinstance(body, dict) or body.get("error") is None):
        assert decipher("brand", INSIGHTS, answer) == orjson.loads(answer.body)
    else:
        assert "brand" in str(raised(body, status=status))
