"""Rows of a file that a console exported: every line of figures once, a sum of several days spread over them. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import blake2b
from typing import TypeVar

from sheets_bridge import ads
from sheets_bridge.ads.media import AD, AD_GROUP, ANY_DEVICE, CAMPAIGN, MOBILE, PC, TABLET, TV, WHOLE_ACCOUNT
from sheets_bridge.as_written import number, period, plain
from sheets_bridge.day_plan import settled
from sheets_bridge.errors import DataRejected
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Pull, Row, Value
from sheets_bridge.source import Dropped
from sheets_bridge.sources.ad_files import layouts
from sheets_bridge.sources.ad_files.header import Header, find
from sheets_bridge.sources.ad_files.layouts import ANY_CONVERSIONS, PERIOD_END, PERIOD_START, Layout, generic
from sheets_bridge.sources.ad_files.spreading import spread
from sheets_bridge.tables import AD_STATS

_T = TypeVar("_T")

SLICES = ("medium", "account_id", "date")
"""A newer file replaces these whole."""

_FIGURES = ("impressions", "clicks", "cost", "conversions", "conversion_value")
_WHOLE = ("impressions", "clicks")
_TOTALS = frozenset(
    ("합계", "총합계", "총계", "소계", "전체합계", "total", "totals", "subtotal", "grandtotal", "평균", "average")
)
_TOTAL_OF = re.compile(r"(?:grand )?total\b|합계|총계|총 ?\d|평균|전체$|전체 ?\d")
_LONGEST_DAYS = 400
_DEVICES = {
    "pc": PC, "데스크톱": PC, "데스크탑": PC, "desktop": PC, "모바일": MOBILE, "mobile": MOBILE, "m": MOBILE, "p": PC,
    "태블릿": TABLET, "tablet": TABLET, "tv": TV, "connectedtv": TV, "전체": ANY_DEVICE, "all": ANY_DEVICE,
}  # fmt: skip
_LOST_DIGITS = re.compile(r"\d(?:[.,]\d+)?e[+]?\d+", re.IGNORECASE)
_LEVELS = (("ad", AD), ("adgroup", AD_GROUP), ("campaign", CAMPAIGN))
_OTHER_CONVERSIONS = "전환(구매 외 포함 가능)"
_VAT_WORDS = {
    "포함": True, "별도": False, "미포함": False, "제외": False, "y": True, "n": False, "included": True,
    "excluded": False,
}  # fmt: skip


@dataclass(frozen=True)
class _Line:
    """One line of figures."""

    number: int
    cells: Sequence[str]
    header: Header

    def cell(self, column: str) -> str:
        """What stands in a column; "" where the file has none."""
        at = self.header.places.get(column)
        return " ".join(self.cells[at].split()) if at is not None else ""

    def read(self, column: str, read: Callable[[str], _T], expected: Message) -> _T:
        """A cell read. Raises: DataRejected naming the line, never its content."""
        try:
            return read(self.cell(column))
        except ValueError as error:
            raise DataRejected(say("line {line}: expected {expected}, found something else.",
                                   line=self.number, expected=expected)) from error  # fmt: skip


def rows(pull: Pull, file: Dropped, now: datetime) -> list[Row]:
    """The rows of a file, one a day and thing.

    Lines that tell of the same day and thing (by age, placement or hour) are added up.
    Raises: UnknownHeader where its columns are not known; DataRejected saying what was expected and found.
    """
    header = find(file)
    by_key: dict[tuple[Value, ...], dict[str, Value]] = {}
    for line in _lines(header):
        for made in _of_line(line, file.folder, pull, now):
            key = tuple(made[column] for column in AD_STATS.key)
            by_key[key] = _added(by_key[key], made) if key in by_key else made
    if not by_key:
        raise DataRejected(say("no line of figures follows its header."))
    return [tuple(made.get(column.id) for column in AD_STATS.columns) for made in by_key.values()]


def _lines(header: Header) -> Iterator[_Line]:
    """The lines below the header but for blank ones and totals. Raises: DataRejected."""
    width, widest = len(header.cells), max(header.places.values())
    for at, cells in enumerate(header.lines[header.top + 1 :], header.top + 2):
        if not any(cell.strip() for cell in cells):
            continue
        line = _Line(at, [*cells, *[""] * (widest + 1 - len(cells))], header)
        if _is_total(line):
            continue
        if any(cell.strip() for cell in cells[width:]) or len(cells) <= widest:
            raise DataRejected(say("line {line} has {found} cells where the header has {expected}.",
                                   line=at, found=len(cells), expected=width))  # fmt: skip
        yield line


def _is_total(line: _Line) -> bool:
    """Whether a line sums others up: it says so, or it names neither a day nor anything else."""
    named = [line.cell(column) for column in line.header.places if column not in (*_FIGURES, ANY_CONVERSIONS)]
    if not any(named) or any(plain(cell).replace(" ", "") in _TOTALS for cell in named):
        return True
    day = plain(line.cell("date") or line.cell(PERIOD_START))
    return any(_TOTAL_OF.match(one) for one in ([day] if day.strip("-") else map(plain, named)))


def _of_line(line: _Line, folder: str, pull: Pull, now: datetime) -> Iterator[dict[str, Value]]:
    """A row a day of the line's period."""
    layout = line.header.layout or _of_its_own(line)
    first, last = _days(line, now.date())
    days = (last - first).days + 1
    figures = {name: _figure(line, name) for name in _FIGURES}
    parts = {name: spread(total, days) if total is not None else None for name, total in figures.items()}
    fixed = _fixed(line, layout, folder, pull)
    for at in range(days):
        day = (first + timedelta(days=at)).isoformat()
        told = {name: _value(name, part[at]) if part else None for name, part in parts.items()}
        yield {**fixed, **told, "date": day, "data_status": settled(day, now, layout.medium.restated)}


def _of_its_own(line: _Line) -> Layout:
    """The medium that the line itself names. Raises: DataRejected."""
    name = line.cell("medium")
    if not name:
        raise DataRejected(say("line {line}: expected {expected}, found something else.",
                               line=line.number, expected=layouts.COLUMNS["medium"]))  # fmt: skip
    return layouts.by_name(name) or generic(name)


def _days(line: _Line, today: date) -> tuple[date, date]:
    expected = say("a day up to today, such as 2026-03-02")
    found = line.read("date", period, expected)
    if found is None:
        first, last = (line.read(name, period, expected) for name in (PERIOD_START, PERIOD_END))
        found = (first[0], (last or first)[1]) if first else None
    if found is None or not found[0] <= found[1] <= today or (found[1] - found[0]).days >= _LONGEST_DAYS:
        raise DataRejected(say("line {line}: expected {expected}, found something else.",
                               line=line.number, expected=expected))  # fmt: skip
    return found


def _figure(line: _Line, name: str) -> Decimal | None:
    column = name
    if name == "conversions" and name not in line.header.places:
        column = ANY_CONVERSIONS
    found = line.read(column, number, say("a number"))
    if name in _WHOLE and found is not None and found % 1:
        raise DataRejected(say("line {line}: expected {expected}, found something else.",
                               line=line.number, expected=say("a whole number")))  # fmt: skip
    # A console leaves away what did not happen; what it has no column for, nobody knows.
    return Decimal(0) if found is None and column in line.header.places else found


def _value(name: str, amount: Decimal) -> Value:
    return int(amount) if name in _WHOLE else float(amount)


def _fixed(line: _Line, layout: Layout, folder: str, pull: Pull) -> dict[str, Value]:
    """What is the same on all days of a line."""
    medium, header = layout.medium, line.header
    type_ = line.cell("campaign_type")
    product = line.cell("ad_product") or layout.products.get(layouts.header(type_)) or layout.product
    account = _id(line, "account_id") or line.cell("account_name") or folder or layout.id
    return {
        "account": pull.account,
        "shop_no": pull.shop_no,
        "medium": medium.label,
        "ad_product": product,
        "account_id": account,
        "account_name": line.cell("account_name") or None,
        "level": next((level for thing, level in _LEVELS if _tells(header, thing)), WHOLE_ACCOUNT),
        **_things(line, account),
        "campaign_type": type_ or None,
        "device": _DEVICES.get(layouts.header(line.cell("device")), line.cell("device")) or ANY_DEVICE,
        "currency": line.cell("currency").upper() or layouts.currency_in(_head(header, "cost")) or medium.currency,
        "vat_included": ads.VAT[_vat(line)],
        "conversion_kind": medium.conversion_kind if "conversions" in header.places else _kind(header),
        "conversion_date_basis": medium.conversion_date_basis,
        "attribution_window": medium.attribution_window,
    }


def _kind(header: Header) -> str | None:
    return _OTHER_CONVERSIONS if ANY_CONVERSIONS in header.places else None


def _things(line: _Line, account: str) -> dict[str, Value]:
    """Ids and names of campaign, ad group and ad; what has a name alone is told apart by it and what it lies in."""
    found: dict[str, Value] = {}
    path = [account]
    for thing in ("campaign", "adgroup", "ad"):
        id_, name = _id(line, f"{thing}_id"), line.cell(f"{thing}_name")
        path.append(id_ or plain(name))
        found[f"{thing}_id"] = id_ or (name_id(*path) if name else ads.BLANK)
        found[f"{thing}_name"] = name or None
    return found


def name_id(*names: str) -> str:
    """An id for what has none: it stays the same for the same names."""
    return "n-" + blake2b("\x1f".join(map(plain, names)).encode(), digest_size=8).hexdigest()


def _id(line: _Line, column: str) -> str:
    found = line.cell(column)
    if _LOST_DIGITS.fullmatch(found):
        raise DataRejected(say("line {line}: {column} has lost its last digits, as where a spreadsheet program saved "
                               "the file. Drop the file in as its console made it.",
                               line=line.number, column=layouts.COLUMNS[column]))  # fmt: skip
    return "" if found == ads.BLANK else found


def _tells(header: Header, thing: str) -> bool:
    return bool({f"{thing}_id", f"{thing}_name"} & header.places.keys())


def _vat(line: _Line) -> bool | None:
    said = _VAT_WORDS.get(plain(line.cell("vat_included")))
    return said if said is not None else layouts.vat_in(_head(line.header, "cost"))


def _head(header: Header, column: str) -> str:
    return header.cells[header.places[column]]


def _added(one: Mapping[str, Value], other: Mapping[str, Value]) -> dict[str, Value]:
    sums = {name: _sum(one[name], other[name]) for name in _FIGURES}
    return {**one, **sums}


def _sum(one: Value, other: Value) -> Value:
    if one is None or other is None:
        return other if one is None else one
    total = Decimal(str(one)) + Decimal(str(other))
    return int(total) if isinstance(one, int) else float(total)
