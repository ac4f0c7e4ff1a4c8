"""What leaves for support: known secrets and names replaced, what looks like a secret or a person taken out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_bridge.cli.doctor.redacting import Disguise, numbered
from sheets_bridge.redaction import GONE, Redaction

NOBODY = Disguise(Redaction(), {})
_SECRETS = st.text("abcdefghijkXYZ0123456789-_", min_size=6, max_size=30)


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("call 010-1234-5678 now", "call [phone] now"),
        ("+82 10 1234 5678", "[phone]"),
        ("02-312-4567, 031.123.4567", "[phone], [phone]"),
        ("from hong@brand.co.kr.", "from [e-mail]."),
        ("order 20261101-0000123-01 late", "order [order] late"),
        ("900101-1234567", "[number]"),
        ("Authorization: Bearer abc.def-123", f"Authorization: Bearer {GONE}"),
        ("https://x.example/landed?code=abc123&state=y end", f"https://x.example/landed?{GONE} end"),
        ("https://user:pass@hooks.example/x", f"https://{GONE}@hooks.example/x"),
        ('"refresh_token": "Zx81kkQ"', f'"refresh_token": "{GONE}"'),
        ("eyJhbGciOi.eyJpc3Mi.sig", GONE),
        ("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----", GONE),
        ("-----BEGIN PRIVATE KEY-----\ncut off", GONE),
    ],
)
def test_what_looks_like_a_secret_or_a_person_is_taken_out(told: str, left: str) -> None:
    assert NOBODY.text(told) == left


@pytest.mark.parametrize(
    "told",
    [
        "2026-11-01 09:00:00 orders: ok, 12.3 s, read 1,234, landed 12, written 3",
        "RAW_주문: 20,511 rows in 2026-11-01T00:00:00+00:00",
        "hmac.key and vault.key: mode 600, 64 bytes",
        "no daemon runs here; docs/service.md says how",
        "gspread 6.2.1, Python 3.11.7, cafe24 429",
    ],
)
def test_what_support_needs_stays(told: str) -> None:
    assert NOBODY.text(told) == told


@given(_SECRETS, st.text(max_size=20), st.text(max_size=20))
def test_a_known_secret_never_stays_wherever_it_stands(secret: str, before: str, behind: str) -> None:
    secrets = Redaction()
    secrets.learn(secret)
    disguise = Disguise(secrets, {})
    told = disguise.tree({"said": [f"{before}{secret}{behind}"], secret: 1})
    assert not disguise.leaks(str(told).replace(GONE, "\0"))


def test_a_name_is_replaced_as_a_word_and_not_inside_another() -> None:
    disguise = Disguise(Redaction(), numbered("mall", ["on", "brand"]))
    assert disguise.text("on: connect cafe24 on; brand.cafe24api.com") == (
        "[mall-1]: connect cafe24 [mall-1]; [mall-2].cafe24api.com"
    )
