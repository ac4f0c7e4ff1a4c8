"""What Analytics refuses, and how it cuts and sorts what it tells."""

import pytest
from analytics_bench import MALL, day, make_bench

from sheets_bridge.sandbox.analytics.routes import RESOURCES

YESTERDAY = day()
DAYS = {"start_date": day(3).isoformat(), "end_date": YESTERDAY.isoformat()}
PAGED = sorted(name for name, resource in RESOURCES.items() if resource.sorts)


def refused(answer, status):
    body = answer.get_json()
    assert (answer.status_code, body["error"]["code"], body["error"]["more_info"]) == (status, status, {}), answer.text
    return body["error"]["message"]


@pytest.fixture(scope="module")
def other():
    """A mall that is there to be refused."""
    return make_bench(days=1)


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_without_the_scope_every_resource_is_403_in_the_live_words(name):
    assert refused(make_bench(days=1, scopes=("mall.read_order",)).call(name, **DAYS), 403) == "INVALID SCOPE"


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_a_mall_that_does_not_use_analytics_is_refused_until_it_does(other, name):
    assert other.web.post("/sandbox/analytics", json={"enabled": False}).get_json() == {"enabled": False}
    assert "Analytics" in refused(other.call(name, **DAYS), 403)
    other.web.post("/sandbox/analytics", json={"enabled": True})
    assert other.call(name, **DAYS).status_code == 200


def test_a_switch_wants_true_or_false(bench):
    assert bench.web.post("/sandbox/analytics", json={"enabled": "no"}).status_code == 422
    assert bench.web.post("/sandbox/anything", json={"enabled": True}).status_code in (404, 405)


def test_too_many_calls_of_one_address_are_429_and_others_are_not():
    bench = make_bench(days=1)
    bench.levers.switch.enabled = True
    answers = [bench.call("visitors/unique", **DAYS) for _ in range(60)]
    assert {answer.status_code for answer in answers} == {200, 429}
    last = next(answer for answer in answers if answer.status_code == 429)
    refused(last, 429)
    assert int(last.headers["Retry-After"]) >= 1
    assert bench.call("visitors/dailyactive", **DAYS).status_code == 200
    bench.clock.advance(1)
    assert bench.call("visitors/unique", **DAYS).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"limit": 49},
        {"limit": 1001},
        {"limit": "many"},
        {"offset": -1},
        {"shop_no": 3},
        {"shop_no": 9},
        {"device_type": "tv"},
        {"order": "up"},
        {"sort": "colour"},
        {"start_date": "soon"},
        {"end_date": day(4).isoformat()},
    ],
)
@pytest.mark.parametrize("name", PAGED)
def test_a_parameter_out_of_its_bounds_is_422(bench, name, wrong):
    refused(bench.call(name, **(DAYS | wrong)), 422)


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_days_and_mall_are_required(bench, name):
    for missing in DAYS:
        refused(bench.call(name, **{key: value for key, value in DAYS.items() if key != missing}), 422)
    headers = {"Authorization": f"Bearer {bench.token}"}
    refused(bench.web.get(f"/cafe24-analytics/{name}", query_string=DAYS, headers=headers), 422)


def test_no_token_is_401_and_an_unknown_path_404(bench):
    query = {"mall_id": MALL, **DAYS}
    refused(bench.web.get("/cafe24-analytics/sales/times", query_string=query), 401)
    for path in ("sales/view", "adeffect/view", "products/hits", "visitors"):
        refused(bench.call(path, **DAYS), 404)


def test_one_row_resources_take_no_sort_and_no_offset(bench):
    for name in sorted(RESOURCES.keys() - set(PAGED)):
        assert len(bench.rows(name, YESTERDAY, offset=100, sort="anything")) == 1


def test_rows_over_the_limit_are_cut_without_a_word(bench):
    whole = bench.rows("sales/orderdetails", day(20), YESTERDAY)
    assert len(whole) > 150
    usual = bench.call("sales/orderdetails", start_date=day(20).isoformat(), end_date=YESTERDAY.isoformat())
    assert usual.get_json() == {"orderdetails": whole[:100]}
    assert bench.rows("sales/orderdetails", day(20), YESTERDAY, limit=50, offset=120) == whole[120:170]


@pytest.mark.parametrize("name", PAGED)
def test_every_documented_sort_orders_the_rows_both_ways(bench, name):
    resource = RESOURCES[name]
    for sort in resource.sorts:
        column = resource.columns.get(sort, sort)
        up, down = (
            [row[column] for row in bench.rows(name, day(3), YESTERDAY, sort=sort, order=order)]
            for order in ("asc", "desc")
        )
        numbers = all(str(value).replace(".", "", 1).isdecimal() and str(value).isascii() for value in up)
        key = (lambda value: float(value)) if numbers else str
        assert up == sorted(up, key=key)
        assert down == sorted(down, key=key, reverse=True)
