"""What goes wrong at the vendors: the right exit code, words that name the fix, and nothing lost or made up."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from system_mall import EARLY, ITEMS, ORDERS, VISITORS, Mall, opened
from system_sheet import Sheet

from sheets_bridge.tokens import Vault

CONNECT = "sheets-bridge connect cafe24 samplemall"
MAINTENANCE = "<html><body>gone fishing</body></html>"
STATISTICS = "/cafe24-analytics/*"
SHOP_ORDERS = "/cafe24/samplemall/api/v2/admin/orders"
COUNTS = ("방문자수", "처음 방문", "재방문", "순방문자수", "일간 활성 사용자(DAU)", "페이지뷰", "방문당 페이지뷰")


def streams(told: Any, name: str) -> list[dict[str, Any]]:
    """What became of a stream, shop by shop."""
    return [stream for job in told["jobs"] for stream in job["streams"] if stream["stream"] == name]


def serial(day: str) -> int:
    """A day as a sheet counts it."""
    return (date.fromisoformat(day) - date(1899, 12, 30)).days


@pytest.fixture
def elsewhere(unconnected: Mall, tmp_path: Path) -> Iterator[Mall]:
    """A second installation on the same mall and app."""
    other = Mall(tmp_path / "elsewhere", unconnected.running, EARLY)
    yield other
    assert other.leaks() == []


# Logins.


def test_a_mall_never_connected_asks_for_the_consent(unconnected: Mall, sheet: Sheet) -> None:
    told = unconnected.run()
    assert told.exit_code == 77
    assert CONNECT in told.text
    assert told.json["outcome"] == "failed"
    assert told.json["calls"]["cafe24"] == 0
    assert {stream["state"] for job in told.json["jobs"] for stream in job["streams"]} == {"not_collected"}


def test_a_login_killed_by_a_consent_elsewhere_asks_for_a_new_one(filled: Mall, elsewhere: Mall, sheet: Sheet) -> None:
    assert elsewhere.connect().exit_code == 0
    filled.advance(hours=3)
    told = filled.run()
    assert told.exit_code == 77
    assert CONNECT in told.text
    account = filled.command("status", "--json").json["accounts"][0]
    assert (account["connected"], bool(account["lost"])) == (False, True)
    # Only collecting: the spreadsheet is the first one's to write.
    assert elsewhere.ran("visitors", "--dry-run")["outcome"] == "ok"
    assert filled.connect().exit_code == 0
    filled.ran()
    assert sheet.wrong_tabs() == {}


def test_a_lost_login_is_not_spent_again_by_the_next_run(filled: Mall, elsewhere: Mall) -> None:
    elsewhere.connect()
    assert filled.run().exit_code == 77
    filled.forget_calls()
    assert filled.run().exit_code == 77
    assert filled.calls("cafe24", "token") == []


def test_a_login_unused_for_two_weeks_asks_for_a_new_one(filled: Mall, sheet: Sheet) -> None:
    filled.advance(days=15)
    told = filled.run()
    assert told.exit_code == 77
    assert CONNECT in told.text
    filled.connect()
    filled.ran()
    assert sheet.wrong_tabs() == {}


def test_a_wrong_client_secret_is_a_mistake_to_correct(unconnected: Mall) -> None:
    right = unconnected.running.client.client_secret
    unconnected.edit_secret("cafe24-client.json", client_secret="a-secret-of-somebody-else")
    told = unconnected.connect()
    assert told.exit_code == 78
    assert "client_secret" in told.text
    assert "a-secret-of-somebody-else" not in told.text
    unconnected.edit_secret("cafe24-client.json", client_secret=right)
    assert unconnected.connect().exit_code == 0


def test_a_secret_that_was_issued_anew_stops_the_runs_but_keeps_the_login(filled: Mall, sheet: Sheet) -> None:
    filled.edit_secret("cafe24-client.json", client_secret="an-old-secret")
    filled.advance(hours=3)
    assert filled.run().exit_code == 78
    filled.edit_secret("cafe24-client.json", client_secret=filled.running.client.client_secret)
    filled.ran()
    assert sheet.wrong_tabs() == {}


# Google.


@pytest.mark.parametrize("other", ["unshared", "unknown"])
def test_a_spreadsheet_google_does_not_open_names_the_address_to_share_with(mall: Mall, other: str) -> None:
    robot = mall.running.service_account_email
    mall.edit_secret("google.json", email=robot)
    ids = {"unshared": mall.running.unshared_id, "unknown": "1" * 44}
    mall.edit(mall.running.spreadsheet_id, ids[other])
    told = mall.run()
    assert told.exit_code == 77
    assert robot in told.text
    assert {stream["state"] for job in told.json["jobs"] for stream in job["streams"]} == {"complete"}
    assert not told.json["verified"]


def test_what_landed_while_the_spreadsheet_was_unshared_is_published_without_reading_it_again(
    mall: Mall, sheet: Sheet
) -> None:
    mall.edit(mall.running.spreadsheet_id, mall.running.unshared_id)
    first = mall.run().json["calls"]["cafe24"]
    mall.edit(mall.running.unshared_id, mall.running.spreadsheet_id)
    told = mall.ran()
    assert sheet.wrong_tabs() == {}
    assert first > 0
    assert sum(stream["landed"] for stream in streams(told, "orders")) == 0


def test_a_token_google_does_not_accept_names_the_key_of_the_schedule(mall: Mall) -> None:
    mall.edit_secret("google.json", token="ya29.somebody-elses")
    told = mall.run()
    assert told.exit_code == 77
    assert "google:" in told.text
    assert "ya29" not in told.text


@pytest.mark.parametrize("status", [200, 503])
def test_a_page_of_html_from_google_is_tried_again_later(mall: Mall, sheet: Sheet, status: int) -> None:
    mall.control("POST", "faults", {"path": "/google/*", "times": 1000, "action": "status", "status": status,
                                    "body": MAINTENANCE})  # fmt: skip
    told = mall.run()
    assert told.exit_code == 69
    assert "fishing" not in told.text
    mall.lift_faults()
    mall.ran()
    assert sheet.wrong_tabs() == {}


# Cafe24.


def test_html_instead_of_json_once_is_only_tried_again(mall: Mall, sheet: Sheet) -> None:
    mall.fault(SHOP_ORDERS, action="status", status=200, body=MAINTENANCE)
    mall.ran()
    assert sheet.wrong_tabs() == {}


def test_html_instead_of_json_for_good_says_try_later_and_the_rest_is_collected(mall: Mall, sheet: Sheet) -> None:
    mall.fault("*/admin/orders*", times=1000, action="status", status=200, body=MAINTENANCE)
    told = mall.run()
    assert told.exit_code == 69
    assert "fishing" not in told.text
    assert told.json["outcome"] == "partial"
    assert {stream["state"] for stream in streams(told.json, "orders")} == {"not_collected"}
    assert sheet.differences(VISITORS, "visitors") == []
    mall.lift_faults()
    mall.ran()
    assert sheet.wrong_tabs() == {}


@pytest.mark.parametrize("body", [{"orders": None}, {"orders": [1]}, [], {"rows": []}])
def test_json_of_another_form_is_rejected_and_not_taken_for_no_orders(mall: Mall, sheet: Sheet, body: Any) -> None:
    mall.fault(SHOP_ORDERS, times=1000, action="status", status=200, body=body)
    told = mall.run("orders")
    assert told.exit_code == 65
    assert {stream["complete_until"] for stream in streams(told.json, "orders")} == {None}
    mall.lift_faults()
    mall.ran()
    assert sheet.wrong_tabs() == {}


def orders_of_shop_1(mall: Mall) -> list[dict[str, Any]]:
    """The first page of orders, as Cafe24 sends it to the product."""
    chain = Vault(mall.credentials, mall.name).read()
    assert chain is not None
    assert chain.current is not None
    asked = {"shop_no": "1", "start_date": "2026-10-20", "end_date": "2026-11-01", "embed": "items", "limit": "1000"}
    answer = mall.web.get(
        mall.root + SHOP_ORDERS, params=asked, headers={"Authorization": f"Bearer {chain.current.access_token}"}
    )
    orders: list[dict[str, Any]] = answer.json()["orders"]
    return orders


@pytest.mark.parametrize("wrong", [{"payment_amount": {}}, {"items": "none"}, {"order_date": "yesterday"}])
def test_a_record_of_wrong_types_is_set_aside_and_counted_and_the_rest_lands(
    mall: Mall, sheet: Sheet, wrong: dict[str, Any]
) -> None:
    orders = orders_of_shop_1(mall)
    strange = orders[2]["order_id"]
    orders[2] |= wrong
    mall.fault(SHOP_ORDERS, action="status", status=200, body={"orders": orders})
    told = mall.run()
    assert told.exit_code == 65
    assert [stream["quarantined"] for stream in streams(told.json, "orders")] == [1, 0]
    shown = {row["주문번호"] for row in sheet.records(ORDERS)}
    assert shown == {row["order_id"] for row in mall.truth("orders")} - {strange}
    assert strange not in {row["주문번호"] for row in sheet.records(ITEMS)}
    assert sheet.differences(VISITORS, "visitors") == []


def test_a_record_that_was_set_aside_comes_in_when_it_can_be_read_again(mall: Mall, sheet: Sheet) -> None:
    orders = orders_of_shop_1(mall)
    orders[0]["payment_amount"] = {}
    mall.fault(SHOP_ORDERS, action="status", status=200, body={"orders": orders})
    assert mall.run().exit_code == 65
    mall.advance(days=1)
    mall.ran()
    assert sheet.wrong_tabs() == {}


def test_without_the_statistics_scope_days_show_not_collected_and_never_0(mall: Mall, sheet: Sheet) -> None:
    refusal = {"error": {"code": 403, "message": "INVALID SCOPE", "more_info": {}}}
    mall.fault(STATISTICS, times=1000, action="status", status=403, body=refusal)
    told = mall.run()
    assert told.exit_code == 77
    assert "mall.read_analytics" in told.text
    assert {stream["state"] for stream in streams(told.json, "visitors")} == {"not_collected"}
    assert {stream["state"] for stream in streams(told.json, "orders")} == {"complete"}
    shown = sheet.records(VISITORS)
    assert len(shown) == len(mall.truth("visitors"))
    assert all(row["집계 상태"].startswith("미수집") for row in shown)
    assert {row[count] for row in shown for count in COUNTS} == {""}
    assert [sheet.differences(ORDERS, "orders"), sheet.differences(ITEMS, "order_items")] == [[], []]
    mall.lift_faults()
    mall.ran()
    assert sheet.wrong_tabs() == {}


def test_a_dropped_export_fills_the_days_without_the_statistics_scope(mall: Mall, sheet: Sheet) -> None:
    mall.fault(STATISTICS, times=1000, action="status", status=403, body={"error": {"code": 403, "message": "no"}})
    first, second = sorted({row["date"] for row in mall.truth("visitors")})[:2]
    drop = mall.folder / "drop"
    drop.mkdir()
    (drop / "방문.csv").write_text(f"일자,방문자수\n{first},120\n{second},130\n", encoding="cp949")
    (drop / "상품.csv").write_text("상품명,판매수량\n가방,3\n", encoding="cp949")
    told = mall.run()
    assert told.exit_code == 77
    assert "상품.csv" in told.text
    assert "상품명, 판매수량" in told.text
    shown = {(row["쇼핑몰 번호"], row["날짜"]): row for row in sheet.records(VISITORS)}
    first, second = serial(first), serial(second)
    assert [shown[1, day]["방문자수"] for day in (first, second)] == [120, 130]
    assert {shown[1, day]["집계 기준"] for day in (first, second)} == {"카페24 애널리틱스 (파일)"}
    others = [row for key, row in shown.items() if key not in ((1, first), (1, second))]
    assert others
    assert all(row["방문자수"] == "" and row["집계 상태"].startswith("미수집") for row in others)
    mall.lift_faults()
    (drop / "상품.csv").unlink()
    mall.ran()
    assert sheet.wrong_tabs() == {}


def test_channels_that_are_refused_stand_as_days_not_collected(mall: Mall, sheet: Sheet) -> None:
    mall.edit("streams: [samplemall.visitors]", "streams: [samplemall.visitors, samplemall.visit_ads]")
    mall.edit("RAW_방문: {table: visitors}", "RAW_방문: {table: visitors}\n      RAW_채널: {table: visit_ads}")
    mall.fault(STATISTICS, times=1000, action="status", status=403, body={"error": {"code": 403, "message": "no"}})
    assert mall.run("visitors").exit_code == 77
    shown = sheet.records("RAW_채널")
    assert {row["날짜"] for row in shown} == {serial(row["date"]) for row in mall.truth("visitors")}
    assert all(row["집계 상태"].startswith("미수집 (통계 권한 없음") for row in shown)
    assert {row[count] for row in shown for count in ("채널", "방문자수", "구매건수", "매출액")} == {""}


def test_statistics_that_fail_later_leave_the_days_that_were_collected(filled: Mall, sheet: Sheet) -> None:
    before = {row["날짜"]: row["방문자수"] for row in sheet.records(VISITORS)}
    filled.advance(days=2)
    filled.fault(STATISTICS, times=1000, action="status", status=403, body={"error": {"code": 403, "message": "no"}})
    assert filled.run("visitors").exit_code == 77
    shown = {row["날짜"]: row for row in sheet.records(VISITORS)}
    new = [row for day, row in shown.items() if day not in before]
    assert len(new) == 2
    assert all(row["방문자수"] == "" and row["집계 상태"].startswith("미수집") for row in new)
    assert all(shown[day]["방문자수"] != "" for day in before)


def test_a_shop_that_is_not_asked_for_is_not_collected(mall: Mall, sheet: Sheet) -> None:
    mall.edit("shops: active", "shops: [2]")
    mall.ran()
    shops = {row["쇼핑몰 번호"] for row in sheet.records(ORDERS)}
    assert shops == {2}


def test_a_shop_that_does_not_exist_is_said_and_stops_no_other(mall: Mall, sheet: Sheet) -> None:
    mall.edit("shops: active", "shops: [1, 7]")
    told = mall.run()
    assert told.exit_code == 77
    assert "7" in streams(told.json, "orders")[1]["reason"]
    assert {row["쇼핑몰 번호"] for row in sheet.records(ORDERS)} == {1}


def test_a_shop_closed_in_mid_life_says_so_and_its_gap_is_fetched_when_it_opens_again(
    filled: Mall, sheet: Sheet
) -> None:
    before = {row["날짜"] for row in sheet.records(VISITORS)}
    filled.control("POST", "shops", {"shop_no": 2, "active": False})
    filled.advance(days=4)
    assert filled.run().exit_code == 77
    shown = [row for row in sheet.records(VISITORS) if row["날짜"] not in before]
    closed = [row for row in shown if row["쇼핑몰 번호"] == 2]
    assert len(closed) == 4
    assert all(row["집계 상태"].startswith("미수집 (비활성 쇼핑몰, ") for row in closed)
    assert {row[count] for row in closed for count in COUNTS} == {""}
    assert all(row["방문자수"] != "" for row in shown if row["쇼핑몰 번호"] == 1)
    told = {(one["stream"], one["shop_no"]): one for one in streams_in_status(filled)}
    for stream in ("orders", "visitors"):
        assert (told[stream, 2]["active"], told[stream, 2]["state"]) == (False, "not_collected")
        assert "멀티 쇼핑몰 설정" in told[stream, 2]["reason"]
        assert (told[stream, 1]["active"], told[stream, 1]["state"]) == (True, "complete")
    filled.control("POST", "shops", {"shop_no": 2, "active": True})
    filled.advance(days=1)
    filled.ran()
    assert sheet.wrong_tabs() == {}
    assert {one["state"] for one in streams_in_status(filled)} == {"complete"}


def streams_in_status(mall: Mall) -> list[dict[str, Any]]:
    """How `status` says each stream ended, shop by shop."""
    jobs = mall.command("status", "--json").json["jobs"]
    return [stream for job in jobs for stream in job["streams"]]


def test_a_mall_without_analytics_shows_the_refusal_on_the_tab_and_in_status(mall: Mall, sheet: Sheet) -> None:
    mall.control("POST", "analytics", {"enabled": False})
    assert mall.run().exit_code == 77
    shown = sheet.records(VISITORS)
    assert shown
    assert all(row["집계 상태"].startswith("미수집 (통계 권한 없음, ") for row in shown)
    assert {row[count] for row in shown for count in COUNTS} == {""}
    told = [one for one in streams_in_status(mall) if one["stream"] == "visitors"]
    assert {one["state"] for one in told} == {"not_collected"}
    assert all("403" in one["reason"] for one in told)


def test_a_scope_that_was_never_consented_to_is_named_and_after_a_new_consent_the_data_comes(
    filled: Mall, sheet: Sheet
) -> None:
    orders, items = "{stream: samplemall.orders, embed: [items]}", "RAW_주문품목: {table: order_items}"
    filled.edit(orders, f"{orders}\n      - samplemall.products\n      - samplemall.sales_volume")
    filled.edit(items, f"{items}\n      RAW_상품: {{table: products}}\n      RAW_수량: {{table: sales_volume}}")
    assert filled.run().exit_code == 77
    told = {(one["stream"], one["shop_no"]): one for one in streams_in_status(filled)}
    for stream, shop in ((stream, shop) for stream in ("products", "sales_volume") for shop in (1, 2)):
        assert (told[stream, shop]["state"], told[stream, shop]["complete_until"]) == ("not_collected", None)
        assert "mall.read_product" in told[stream, shop]["reason"]
        assert "sheets-bridge connect cafe24 samplemall" in told[stream, shop]["reason"]
    assert {told[stream, shop]["state"] for stream in ("orders", "visitors") for shop in (1, 2)} == {"complete"}
    assert "RAW_상품" not in sheet.properties()
    volume = sheet.records("RAW_수량")
    assert volume
    assert all(row["집계 상태"].startswith("미수집 (판매 수량 권한 없음, ") for row in volume)
    assert {row["총 판매 수량"] for row in volume} == {""}
    assert sheet.wrong_tabs() == {}
    assert filled.connect().exit_code == 0
    filled.ran()
    assert {str(row["상품번호"]) for row in sheet.records("RAW_상품")} == {
        row["product_no"] for row in filled.truth("products")
    }
    assert not any(row["집계 상태"].startswith("미수집") for row in sheet.records("RAW_수량"))


def test_an_api_version_that_expired_is_replaced_and_said_and_data_goes_on(filled: Mall, sheet: Sheet) -> None:
    served = filled.control("GET", "app")["versions"][-1]
    gone = f"2024-06-01 version you requested is not available. The default value for the app version is {served}."
    filled.advance(days=1)
    filled.fault("*/admin/*", action="status", status=400, body={"error": {"code": 400, "message": gone}})
    told = filled.ran()
    assert sheet.wrong_tabs() == {}
    notes = {job["job"]: job["notes"] for job in told["jobs"]}
    assert served in notes["orders"][0]
    assert "버전관리" in notes["orders"][0]
    jobs = {job["job"]: job for job in filled.command("status", "--json").json["jobs"]}
    assert (jobs["orders"]["outcome"], jobs["orders"]["notes"]) == ("ok", notes["orders"])
    assert served in filled.command("status").text
    filled.lift_faults()
    filled.ran()
    assert {tuple(job["notes"]) for job in filled.command("status", "--json").json["jobs"]} == {()}


# The network.


def test_a_network_that_is_down_says_try_later_and_the_next_run_goes_on(filled: Mall) -> None:
    filled.running.stop()
    told = filled.process("run", "--json")
    assert told.exit_code == 69
    assert told.json["outcome"] == "failed"


def test_statistics_that_cannot_be_reached_stop_nobody_else(mall: Mall, sheet: Sheet) -> None:
    mall.edit(mall.running.endpoints["cafe24_analytics"], "http://127.0.0.1:9")
    told = mall.run()
    assert told.exit_code == 69
    assert told.json["outcome"] == "partial"
    assert all(row["집계 상태"].startswith("미수집") for row in sheet.records(VISITORS))
    assert sheet.differences(ORDERS, "orders") == []


@pytest.mark.parametrize("folder", ["state", "credentials"])
def test_a_folder_that_cannot_be_written_is_a_state_error(tmp_path: Path, in_no_time: None, folder: str) -> None:
    mall = opened(tmp_path / "work", days=2, orders_per_day=2)
    (mall.folder / folder).rename(mall.folder / "away") if folder == "credentials" else None
    (mall.folder / folder).write_text("a file stands where the folder should")
    told = mall.run()
    mall.close()
    assert told.exit_code in (74, 78)
    assert folder in told.text
