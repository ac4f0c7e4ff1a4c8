"""Every answer's fields against the official sample responses of the spec, and every endpoint against what it says."""

import json
from pathlib import Path

import pytest
from cafe24_living import ALL_SCOPES, PRIVACY, days, living, story

from sheets_bridge.sandbox.cafe24.resources import RESOURCES

SPEC = Path(__file__).resolve().parents[4] / "shared" / "reference" / "data" / "cafe24" / "admin-2026-03-01.get.json"

pytestmark = [
    pytest.mark.recorded,
    pytest.mark.skipif(not SPEC.is_file(), reason="the spec does not stand beside the checkout"),
]

QUARTER = days(back=80)
NEEDED = {
    "refunds": QUARTER,
    "reports/hourlysales": days(back=3),
    "reports/productsales": days(back=3),
    "reports/salesvolume": {**days(back=30), "product_no": ",".join(str(no) for no in range(10, 100))},
    "unpaidorders": days(back=10),
    "financials/dailysales": days(back=10),
    "orders": days(back=10),
    "orders/count": days(back=10),
}


def operations():
    resources = json.loads(SPEC.read_text(encoding="utf-8"))["resources"]
    prefix = "/api/v2/admin/"
    return {one["path"].removeprefix(prefix): one for resource in resources for one in resource["operations"]}


@pytest.fixture(scope="module")
def bench():
    ready = living(scope=f"{ALL_SCOPES},{PRIVACY}")
    ready.mall.standing.restricted = True
    return ready


def path_of(template):
    """The path with something that is there for each of its parameters."""
    now = living().mall.now()
    annals = story().annals
    good = annals.goods(now, 1)[3]
    order = next(one for one in story().orders(now, 1) if one.order_id)
    claims = {
        item.claim_code[0]: item.claim_code for one in story().orders(now, 1) for item in one.items if item.claim_code
    }
    refund = next(item.refund_code for one in story().orders(now, 1) for item in one.items if item.refund_code)
    kind = {"cancellation": "C", "return": "R", "exchange": "E"}.get(template.partition("/")[0], "C")
    return template.format(
        product_no=good.product.product_no,
        variant_code=good.stock[0].option.variant_code,
        category_no=27,
        shop_no=1,
        coupon_no=annals.coupons(1)[0].coupon_no,
        board_no=4,
        article_no=annals.comments(now, 1, 4)[0].article_no,
        origin_code="W000000A",
        group_no=1,
        member_id=annals.members(now, 1)[0].person.member_id,
        order_id=order.order_id,
        claim_code=claims.get(kind, ""),
        refund_code=refund,
        supplier_code="S000000A",
    )


def asked_of(template):
    if template == "customers":
        return {"member_id": story().annals.members(living().mall.now(), 1)[0].person.member_id}
    return NEEDED.get(template, {})


def same_shape(ours, theirs, where=""):
    """Where two JSON values differ in names, or in types where neither is null."""
    if isinstance(ours, dict) and isinstance(theirs, dict) and ours and theirs:
        differing = [f"{where}.{name}" for name in ours.keys() ^ theirs.keys() if not name.isdigit()]
        return differing + [one for name in ours.keys() & theirs.keys()
                            for one in same_shape(ours[name], theirs[name], f"{where}.{name}")]  # fmt: skip
    if isinstance(ours, list) and isinstance(theirs, list):
        return same_shape(ours[0], theirs[0], f"{where}[]") if ours and theirs else []
    if ours is None or theirs is None or type(ours) is type(theirs):
        return []
    return [f"{where}: {type(ours).__name__}, not {type(theirs).__name__}"]


@pytest.mark.parametrize("template", sorted(RESOURCES))
def test_an_answer_has_the_official_names_and_types(bench, template):
    answer = bench.get(path_of(template), **asked_of(template))
    assert answer.status_code == 200, answer.text
    ours, theirs = answer.get_json(), operations()[template].get("response_example")
    assert theirs is not None
    envelope = next(name for name in theirs if name != "links")
    assert ours[envelope], "an empty answer shows nothing"
    assert same_shape(ours[envelope], theirs[envelope]) == ALLOWED.get(template, [])
    assert "links" in ours or "links" not in theirs or isinstance(theirs[envelope], dict)
    assert next(iter(ours)) == envelope


ALLOWED = {"return/{claim_code}": [".items[].custom_variant_code"]}
"""Differences we know of: the sample of a return lacks a field that those of its two sisters have."""


@pytest.mark.parametrize("template", sorted(RESOURCES))
def test_an_endpoint_wants_the_documented_scope_and_is_restricted_as_documented(template):
    documented = operations()[template]
    assert [RESOURCES[template].scope] == documented["scope"]
    assert RESOURCES[template].restricted is bool(documented.get("restricted"))


@pytest.mark.parametrize("template", sorted(name for name in RESOURCES if "{" not in name))
def test_a_limit_is_documented_and_one_more_is_refused(bench, template):
    known = {one["name"]: one for one in operations()[template]["params"]}
    if "limit" not in known:
        return
    largest, usual = known["limit"]["max"], int(known["limit"]["default"])
    assert bench.get(template, **asked_of(template), limit=largest).status_code == 200
    assert "(parameter.limit)" in bench.refused(template, 422, **asked_of(template), limit=largest + 1)
    everything = bench.get(template, **asked_of(template), limit=largest).get_json()
    envelope = next(name for name in everything if name != "links")
    if len(everything[envelope]) > usual:
        assert len(bench.get(template, **asked_of(template)).get_json()[envelope]) == usual


@pytest.mark.parametrize("template", sorted(name for name in RESOURCES if not name.startswith(("users", "shops"))))
def test_a_misspelt_parameter_is_ignored_without_a_word(bench, template):
    path, query = path_of(template), asked_of(template)
    misspelt, plain = (bench.get(path, **query, **more).get_json() for more in ({"shopno": 2, "creatd": "x"}, {}))
    # the links repeat what was sent, misspelt or not
    assert {**misspelt, "links": []} == {**plain, "links": []}
