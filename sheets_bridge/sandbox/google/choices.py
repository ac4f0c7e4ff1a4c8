"""What a cell's validation offers a person to choose from, and what it does not let a person type."""

from .book import Book
from .looks import Look
from .reading import Rendering, clip, read_rows
from .refusal import Refusal
from .sheet import Json, Sheet


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
    """Why a text may not be typed into a cell; empty where it may. Only strict lists are held against it."""
    offered = choices(book, sheet, look) if _rule(look).get("strict") else None
    if offered is None or not text or text in offered:
        return ""
    return f"이 칸에는 목록에 있는 값만 넣을 수 있습니다: {', '.join(offered[:8])}"
