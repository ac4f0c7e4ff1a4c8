"""Workbooks that are bombs, damaged, or not what they are called do no harm: they are refused in time and memory."""

import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from sheets_bridge.errors import DataRejected
from sheets_bridge.grids import excel
from sheets_bridge.grids.excel import workbook_readings

MEMORY = 150 * 2**20


def book(*rows: list[object]) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    raw = BytesIO()
    made.save(raw)
    return raw.getvalue()


def repacked(raw: bytes, **parts: bytes) -> bytes:
    """The same workbook with other parts, named by the end of their path."""
    out = BytesIO()
    with ZipFile(BytesIO(raw)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = next((one for end, one in parts.items() if name.endswith(f"{end}.xml")), None)
            new.writestr(name, old.read(name) if part is None else part)
    return out.getvalue()


@pytest.fixture
def little_memory() -> Iterator[None]:
    tracemalloc.start()
    yield
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MEMORY


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def test_two_cells_at_the_ends_of_a_sheet_are_not_a_sheet_of_seventeen_billion(little_memory: None) -> None:
    far = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    (lines,) = workbook_readings(repacked(book([1]), sheet1=SHEET % far))
    assert [line for line in lines if line] == [["1"]]


def test_a_sheet_of_more_lines_than_any_report_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "LONGEST", 20)
    assert len(next(iter(workbook_readings(book(*[["x"]] * 20))))) == 20
    with pytest.raises(DataRejected, match="expected at most 20 lines"):
        list(workbook_readings(book(*[["x"]] * 21)))


def test_a_workbook_that_is_a_thousand_times_larger_unpacked_is_refused_unread(little_memory: None) -> None:
    bomb = repacked(book([1]), sheet1=b" " * (140 * 2**20))
    assert len(bomb) < 2**20
    with pytest.raises(DataRejected, match="bytes unpacked"):
        list(workbook_readings(bomb))


def test_entities_that_multiply_are_refused(little_memory: None) -> None:
    names = "abcdefghij"
    laughs = "".join(f'<!ENTITY {two} "{f"&{one};" * 10}">' for one, two in pairwise(names))
    raw = f'<!DOCTYPE worksheet [<!ENTITY a "hahahahaha">{laughs}]>'.encode()
    cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row>'
    with pytest.raises(DataRejected):
        list(workbook_readings(repacked(book([1]), sheet1=raw + SHEET % cell)))


@pytest.mark.parametrize("raw", [b"", b"PK", b"\xd0\xcf\x11\xe0 an old or a locked one", b"PK\x03\x04" + b"\0" * 40])
def test_what_is_no_workbook_is_said_to_be_none(raw: bytes) -> None:
    with pytest.raises(DataRejected, match="Save it as CSV UTF-8"):
        list(workbook_readings(raw))


@given(st.integers(0, 4000), st.integers(1, 255))
def test_a_damaged_workbook_is_read_or_refused(at: int, by: int) -> None:
    raw = bytearray(book(["날짜", "광고비"], ["2026-11-01", 5]))
    raw[at % len(raw)] ^= by
    with suppress(DataRejected):
        list(workbook_readings(bytes(raw)))


def test_a_formula_stands_for_the_value_it_showed_and_is_never_computed() -> None:
    cell = b'<row r="1"><c r="A1"><f>1+1</f><v>7</v></c><c r="B1"><f>HYPERLINK("x")</f></c><c r="C1"><v>3</v></c></row>'
    (lines,) = workbook_readings(repacked(book([1]), sheet1=SHEET % cell))
    assert lines == [["7", "", "3"]]
