"""What every ad medium must do, whichever it is: found by looking, held against its samples."""

import logging
from datetime import date
from pathlib import Path
from types import ModuleType

import made_up_medium
import pytest
from ad_media_bench import SAMPLES, play, samples_of, told

from sheets_bridge.source import Source
from sheets_bridge.sources import discover
from sheets_bridge.tables import AD_KEYWORD_STATS, AD_STATS

MADE_UP: ModuleType = made_up_medium
MEDIA = {id_: source for id_, source in discover().items() if source.keys} | {"made_up": MADE_UP.SOURCE}
FOLDERS = {"made_up": Path(__file__).parent / "made_up_samples"}
CASES = [(source, path) for source in MEDIA.values() for path in samples_of(source, FOLDERS.get(source.id, SAMPLES))]
STREAMS = [(source, stream) for source in MEDIA.values() for stream in source.streams.values()]
of_each_medium = pytest.mark.parametrize("source", MEDIA.values(), ids=list(MEDIA))
of_each_stream = pytest.mark.parametrize(
    ("source", "stream"), STREAMS, ids=[f"{source.id}.{stream.id}" for source, stream in STREAMS]
)
of_each_case = pytest.mark.parametrize(
    ("source", "path"), CASES, ids=[f"{source.id}/{path.stem}" for source, path in CASES]
)


@of_each_stream
def test_every_stream_has_a_sample(source, stream):
    assert stream.id in {told(path)["stream"] for path in samples_of(source, FOLDERS.get(source.id, SAMPLES))}


@of_each_stream
def test_it_fills_the_tables_all_media_share_and_replaces_whole_days(source, stream):
    assert set(stream.tables) <= {AD_STATS, AD_KEYWORD_STATS}
    assert stream.derive is not None
    assert stream.marks["medium"]
    first = told(samples_of(source, FOLDERS.get(source.id, SAMPLES))[0])["since"]
    day = date.fromisoformat(first)
    assert all(step.replaces and step.then is None for step in stream.windows(day, day))


@of_each_medium
def test_it_says_how_one_comes_by_its_keys(source):
    assert source.oauth is None
    assert source.keys.guide
    assert all(key.ask for key in source.keys.asked)
    assert any(key.secret for key in source.keys.asked)


@of_each_case
def test_a_sample_becomes_its_rows_to_the_last_value(source, path, tmp_path):
    sample = told(path)
    played = play(source, sample, tmp_path)
    for table_id, wanted in sample["rows"].items():
        assert len(played.rows[table_id]) == len(wanted)
        for part in wanted:
            assert any(_says(row, part) for row in played.rows[table_id]), (part, played.rows[table_id])
    assert not played.left


@of_each_case
def test_rows_are_told_apart_and_say_whose_they_are(source, path, tmp_path):
    sample = told(path)
    stream = source.streams[sample["stream"]]
    for table in stream.tables:
        rows = play(source, sample, tmp_path).rows[table.id]
        keys = [tuple(row[name] for name in table.key) for row in rows]
        assert len(set(keys)) == len(keys)
        assert all(None not in key for key in keys)
        for row in rows:
            assert row["medium"] == stream.marks["medium"]
            assert row["account_id"]
            assert row["ad_product"]
            assert row["data_status"] in ("집계중", "확정")
            assert row["conversion_date_basis"] in ("클릭일", "전환일", "혼합", "미확인")
            assert row["vat_included"] in ("포함", "별도", "미확인")


@of_each_case
def test_no_key_stands_in_an_address_or_a_log(source, path, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    sample = told(path)
    played = play(source, sample, tmp_path)
    secret = {key.id for key in source.keys.asked if key.secret}
    secrets = [value for name, value in sample["keys"].items() if name in secret or name == "access_token"]
    said = caplog.text + "".join(f"{request.url}{dict(request.params or {})}{request!r}" for request in played.asked)
    assert secrets
    assert not [value for value in secrets if value in said]


def _says(row: dict[str, object], part: dict[str, object]) -> bool:
    return all(
        row[name] == (pytest.approx(value) if isinstance(value, float) else value) for name, value in part.items()
    )


def test_a_medium_is_one_file_and_its_samples():
    assert isinstance(MADE_UP.SOURCE, Source)
    assert Path(MADE_UP.__file__).read_text("utf-8").count("\n") < 150
