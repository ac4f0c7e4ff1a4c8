"""What Cafe24's answers mean: parsed, or an error that says what happens next."""

import pytest

from sheets_bridge.api.api import Unauthorized
from sheets_bridge.api.call import Answer
from sheets_bridge.errors import Refused, Unavailable
from sheets_bridge.sources.cafe24.wire import decipher, limits


def answer(status: int, body: bytes = b"{}", **headers: str) -> Answer:
    return Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, body)


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, b'{"error":{"code":400,"message":"Please enter the Request parameter."}}', Refused),
        (401, b'{"error":{"code":401,"message":"access_token time expired. (invalid_token)"}}', Unauthorized),
        (403, b'{"error":{"code":403,"message":"... insufficient_scope"}}', Refused),
        (404, b'{"error":{"code":404,"message":"No API found."}}', Refused),
        (422, b'{"error":{"code":"422","message":"(parameter.offset)"}}', Refused),
        (429, b"anything at all", Unavailable),
        (500, b"", Unavailable),
        (503, b"<html>maintenance</html>", Unavailable),
        (504, b"\xff\xfe", Unavailable),
        (302, b"", Refused),
        (200, b"<html>maintenance</html>", Unavailable),
        (200, b'{"a": NaN}', Unavailable),
        (200, "주문".encode("euc-kr"), Unavailable),
    ],
)
def test_every_answer_that_is_no_data_says_what_happens_next(status, body, kind):
    with pytest.raises(kind) as raised:
        decipher("samplemall", "/orders", answer(status, body))
    assert raised.value.status == status
    assert "samplemall" in str(raised.value)
    assert "/orders" in str(raised.value)


def test_a_byte_order_mark_and_a_lone_surrogate_are_read():
    assert decipher("m", "/x", answer(200, '\ufeff{"memo": "\\ud800"}'.encode())) == {"memo": "\ufffd"}


def test_the_vendors_own_words_are_quoted_but_never_at_length():
    with pytest.raises(Refused, match="No API found") as raised:
        decipher("m", "/x", answer(404, b'{"error":{"message":"No API found.' + b"x" * 9999 + b'"}}'))
    assert len(str(raised.value)) < 600


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({}, 5.0),
        ({"Retry_After": "30"}, 30.0),
        ({"Retry_After": "Wed, 21 Oct 2026 07:28:00 GMT"}, 5.0),
        ({"Retry_After": "-5"}, 5.0),
        ({"X_Cafe24_Call_Remain": "32", "X_Cafe24_Time_Remain": "7"}, 33.0),
    ],
)
def test_a_429_waits_as_long_as_it_says(headers, wait):
    with pytest.raises(Unavailable) as raised:
        decipher("m", "/x", answer(429, b"", **headers))
    assert raised.value.wait == wait


def test_the_rate_headers_are_read_and_nonsense_in_them_is_not():
    read = limits({"X-Api-Call-Limit": "12/40", "X-Cafe24-Call-Usage": "91.5"})
    assert (read.used, read.size, read.slow, read.blocked) == (12, 40, True, 0.0)
    assert limits({"X-Api-Call-Limit": "many"}).size is None
    assert limits({}).used is None
