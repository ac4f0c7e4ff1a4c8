"""The writer's mark: of what stands under its key the newest that can be read counts."""

import json
from datetime import UTC, datetime

from spreadsheet_bench import orders, publish

from sheets_bridge.spreadsheet import Signed, Writer
from sheets_bridge.spreadsheet.writer import WRITER_KEY, understand

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def entry(run, at, key=WRITER_KEY):
    value = json.dumps({"writer": "w", "run": run, "at": at.isoformat() if at else None})
    return {"metadataKey": key, "metadataValue": value}


def test_of_marks_that_two_made_at_once_the_newest_counts():
    older, newer = entry("a", NOON), entry("b", NOON.replace(hour=13))
    for order in ([older, newer], [newer, older, {"metadataKey": WRITER_KEY}]):
        assert understand(order).by == Writer("w", "b", NOON.replace(hour=13))


def test_what_cannot_be_read_is_nobodys_mark_but_stands_in_its_place():
    odd = [entry("a", NOON.replace(tzinfo=None)), entry("a", None), {"metadataKey": WRITER_KEY, "metadataValue": "[]"}]
    assert understand(odd) == Signed(None, present=True)
    assert understand([entry("a", NOON, "another.program")]) == Signed()


def test_two_marks_become_one_writers_again(room, person):
    publish(room, orders(1))
    for run in "ab":
        place = {"metadataKey": WRITER_KEY, "metadataValue": entry(run, NOON)["metadataValue"]}
        made = {"developerMetadata": {**place, "location": {"spreadsheet": True}, "visibility": "DOCUMENT"}}
        person.do({"createDeveloperMetadata": made})
    ours = Writer("w", "c", NOON)
    room.sign(room.look_again(), lambda signed: ours if signed.by else None)
    told = person.ask("GET", "", fields="developerMetadata(metadataValue)")["developerMetadata"]
    assert [json.loads(one["metadataValue"])["run"] for one in told] == ["c", "c"]
    assert room.look().signed.by == ours
