"""Ad media without an open API: files that their consoles export, and costs that people type. No login, no call."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sheets_bridge import ads
from sheets_bridge.masking import Masks
from sheets_bridge.model import Cursor, Pull, Row, Step, Table, Window
from sheets_bridge.source import Files, Normalize, Page, Plan, Shop, Source, Stream, Typed
from sheets_bridge.sources.ad_files import file_rows, typed_rows
from sheets_bridge.sources.ad_files.layouts import COLUMNS
from sheets_bridge.tables import AD_COSTS_TYPED, AD_STATS


def _connect(account: str, _endpoints: Mapping[str, str], **_network: Any) -> str:
    return account


def _shops(_connection: str) -> Sequence[Shop]:
    return [Shop(0, "", active=True)]


def _of_files(cursor: Cursor, now: datetime, _history: date | None) -> Sequence[Step]:
    """What was handed to us is all there is, back to the beginning; how far it reaches its newest file says."""
    return [_nothing_to_read(now, cursor.until or now)]


def _of_typed(_cursor: Cursor, now: datetime, _history: date | None) -> Sequence[Step]:
    """What is typed by now is all there is."""
    return [_nothing_to_read(now, now)]


def _nothing_to_read(now: datetime, until: datetime) -> Step:
    today = now.date()
    return Step(Window(today, today), "whole", Cursor(since=date.min, until=until))


def _asked(_first: date, _last: date) -> Sequence[Step]:
    return []


def _read(_connection: str, _pull: Pull, _step: Step) -> Iterator[Page]:
    return iter(())


def _normalize(_pull: Pull, _masks: Masks, _now: datetime) -> Normalize:
    return lambda _record: {}


def _derive(table: Table, settings: ads.Settings) -> Callable[[Row], Row]:
    # Files of several ad accounts lie side by side: each names its own.
    return ads.derivation(table, replace(settings, account_name=None))


def _stream(id_: str, ko: str, plan: Plan, files: Files | None = None, typed: Typed | None = None) -> Stream:
    return Stream(
        id=id_,
        ko=ko,
        tables=(AD_STATS,),
        scopes=(),
        plan=plan,
        windows=_asked,
        read=_read,
        normalize=_normalize,
        derive=_derive,
        whole=True,
        files=files,
        typed=typed,
    )


_FILES = Files(AD_STATS, file_rows.rows, slices=file_rows.SLICES, columns=COLUMNS, folders=True)
_TYPED = Typed(AD_COSTS_TYPED, AD_STATS, typed_rows.rows)

SOURCE = Source(
    id="ad_files",
    label="광고 파일과 직접 입력",
    endpoints={},
    streams={
        "files": _stream("files", "광고 보고서 파일", _of_files, files=_FILES),
        "typed": _stream("typed", "직접 입력한 광고비", _of_typed, typed=_TYPED),
    },
    connect=_connect,
    shops=_shops,
)
