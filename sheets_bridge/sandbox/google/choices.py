"""What a cell's validation offers a person to choose from, and what it does not let a person type."""

from .book import Book
from .cells import Formula
from .looks import Look
from .reading import Rendering, clip, read_rows
from .refusal import Refusal
from .sheet import Json, Sheet
from .typed import enter


def choices(book: Book, sheet: Sheet, look: Look) -> list[str] | None:
    """The texts a cell offers, each once, in order; None where it offers none."""
    condition = _rule(look).get("condition", {})
    given = [one.get("userEnteredValue", "") for one in condition.get("values", [])]
    if condition.get("type") == "ONE_OF_LIST":
        return given
    if condition.get("type") == "ONE_OF_RANGE" and given:
        return _of_range(book, sheet, given[0].removeprefix("="))
    return None


def _rule(look: Look) -> Json:
    found: Json = (look or {}).get("dataValidation", {})
    return found


def _of_range(book: Book, sheet: Sheet, text: str) -> list[str]:
    own = sheet.title.replace("'", "''")
    try:
        found, reach = book.resolve(text if "!" in text else f"'{own}'!{text}")
        rows = read_rows(book, found, clip(found, reach), Rendering())
    except Refusal:  # the range is gone: Google offers nothing then
        return []
    return list(dict.fromkeys(str(cell) for row in rows for cell in row if cell != ""))


def refused(book: Book, sheet: Sheet, look: Look, text: str) -> str:
    """Why a text may not be typed into a cell; empty where it may. Strict lists and days are held against it."""
    if not text or not _rule(look).get("strict"):
        return ""
    if _rule(look).get("condition", {}).get("type") == "DATE_IS_VALID":
        return "" if _may_be_day(text) else f"이 칸에는 날짜만 넣을 수 있습니다. {_SAMPLE_DAY}처럼 적어 주세요."
    offered = choices(book, sheet, look)
    if offered is None or text in offered:
        return ""
    return f"이 칸에는 목록에 있는 값만 넣을 수 있습니다: {', '.join(offered[:8])}"


_SAMPLE_DAY = "2026-11-01"


def _may_be_day(text: str) -> bool:
    """Numbers are the serials of days, and a formula may come to one."""
    value = enter(text).value
    return isinstance(value, Formula) or (isinstance(value, int | float) and not isinstance(value, bool))
