"""An API version that Cafe24 does not serve any more: another is used and the owner told, or the state is shown."""

from system_mall import ORDERS, VISITORS, Mall
from system_sheet import Sheet

ADMIN, STATISTICS = "/cafe24/*/admin/*", "/cafe24-analytics/*"
COUNTS = ("방문자수", "페이지뷰")


def gone(served: str) -> dict[str, object]:
    message = f"2024-06-01 version you requested is not available. The default value for the app version is {served}."
    return {"error": {"code": 400, "message": message}}


def test_the_version_cafe24_names_is_used_and_the_owner_is_told(mall: Mall, sheet: Sheet) -> None:
    mall.fault(ADMIN, action="status", status=400, body=gone("2026-09-01"))
    told = mall.run()
    assert told.exit_code == 0, told.text
    assert told.json["verified"]
    assert sheet.wrong_tabs() == {}
    assert "2026-09-01 is used instead" in told.text
    assert "버전관리" in told.text


def test_a_version_that_is_not_served_either_is_really_asked_for_and_no_loop(mall: Mall) -> None:
    """The sandbox itself refuses the version that the first answer named; its own answer helps the next shop."""
    mall.fault("/cafe24/*/admin/orders*", action="status", status=400, body=gone("2025-01-01"))
    mall.forget_calls()
    told = mall.run("orders")
    assert told.exit_code == 77
    assert "2025-01-01 version you requested is not available" in told.text
    states = [stream["state"] for job in told.json["jobs"] for stream in job["streams"]]
    assert states == ["not_collected", "complete"]
    assert len([call for call in mall.calls("cafe24", "read") if call["status"] == 400]) == 3
    mall.ran("orders")


def test_statistics_without_a_version_stand_as_days_not_collected_and_in_status(mall: Mall, sheet: Sheet) -> None:
    mall.fault(STATISTICS, times=1000, action="status", status=400, body=gone("2026-09-01"))
    told = mall.run()
    assert told.exit_code == 77
    shown = sheet.records(VISITORS)
    assert shown
    assert all(row["집계 상태"].startswith("미수집") for row in shown)
    assert {row[count] for row in shown for count in COUNTS} == {""}
    assert sheet.differences(ORDERS, "orders") == []
    status = mall.command("status", "--json").json
    (visitors,) = [job for job in status["jobs"] if job["job"] == "visitors"]
    assert visitors["outcome"] == "failed"
    assert "version you requested is not available" in mall.command("status").text
    mall.lift_faults()
    mall.ran()
    assert sheet.wrong_tabs() == {}
