"""The methods of the Sheets API by their paths, and what each does to a book."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from . import answers, values
from .batch import batch_update
from .book import Book
from .lookups import filter_ranges, search, shown_metadata
from .masks import parse_mask
from .refusal import not_found
from .shapes import read_body
from .sheet import Json


@dataclass(frozen=True, slots=True)
class Query:
    """The query of a call: single options, and the repeated `ranges`."""

    options: Mapping[str, str]
    ranges: list[str]

    def get(self, name: str) -> str | None:
        """One option; None where it is not given."""
        return self.options.get(name)


Run = Callable[[Book, str, Query, Json], Json]


@dataclass(frozen=True, slots=True)
class Method:
    """One method: the quota it spends (`Read` or `Write`), what it does with book, rest of the path, query and body,
    and the shapes of its answer and body; `bound` is the name of a body that is one field of the request."""

    kind: str
    run: Run
    gives: str
    takes: str = ""
    bound: str = ""

    def read(self, given: Json) -> Json:
        """The body by its shape; refused where it does not fit."""
        found: Json = read_body(self.takes, given, self.bound) if self.takes else given
        return found


def _get(book: Book, _: str, query: Query, __: Json) -> Json:
    mask = parse_mask(query.get("fields") or "")
    data = bool(mask) or query.get("includeGridData") in values.TRUE
    return answers.spreadsheet(book, mask, answers.check_ranges(book, query.ranges), data)


def _get_by_filter(book: Book, _: str, query: Query, body: Json) -> Json:
    mask = parse_mask(query.get("fields") or "")
    reaches = [found for one in body.get("dataFilters") or [] for found in filter_ranges(book, one)]
    return answers.spreadsheet(book, mask, reaches, bool(mask) or bool(body.get("includeGridData")))


def _metadata(book: Book, rest: str, _: Query, __: Json) -> Json:
    for one in book.metadata:
        if str(one["metadataId"]) == rest:
            return shown_metadata(one)
    raise not_found()


def _batch_update(book: Book, _: str, __: Query, body: Json) -> Json:
    answer = batch_update(book, body)
    if body.get("includeSpreadsheetInResponse"):
        reaches = answers.check_ranges(book, body.get("responseRanges") or [])
        answer["updatedSpreadsheet"] = answers.spreadsheet(book, {}, reaches, bool(body.get("responseIncludeGridData")))
    return answer


# By HTTP method and the path below the spreadsheet's id; `{}` stands for the range or id in it.
METHODS: dict[tuple[str, str], Method] = {
    ("GET", ""): Method("Read", _get, "Spreadsheet"),
    ("POST", ":getByDataFilter"): Method("Read", _get_by_filter, "Spreadsheet", "GetSpreadsheetByDataFilterRequest"),
    ("POST", ":batchUpdate"): Method(
        "Write", _batch_update, "BatchUpdateSpreadsheetResponse", "BatchUpdateSpreadsheetRequest"
    ),
    ("GET", "/values/{}"): Method("Read", lambda book, rest, query, _: values.get(book, rest, query), "ValueRange"),
    ("PUT", "/values/{}"): Method("Write", values.update, "UpdateValuesResponse", "ValueRange", "data"),
    ("POST", "/values/{}:append"): Method("Write", values.append, "AppendValuesResponse", "ValueRange", "data"),
    ("POST", "/values/{}:clear"): Method(
        "Write", lambda book, rest, _, __: values.clear(book, rest), "ClearValuesResponse", "ClearValuesRequest"
    ),
    ("GET", "/values:batchGet"): Method(
        "Read", lambda book, _, query, __: values.batch_get(book, query.ranges, query), "BatchGetValuesResponse"
    ),
    ("POST", "/values:batchGetByDataFilter"): Method(
        "Read",
        lambda book, _, __, body: values.batch_get_by_filter(book, body),
        "BatchGetValuesByDataFilterResponse",
        "BatchGetValuesByDataFilterRequest",
    ),
    ("POST", "/values:batchUpdate"): Method(
        "Write",
        lambda book, _, __, body: values.batch_update(book, body),
        "BatchUpdateValuesResponse",
        "BatchUpdateValuesRequest",
    ),
    ("POST", "/values:batchUpdateByDataFilter"): Method(
        "Write",
        lambda book, _, __, body: values.batch_update_by_filter(book, body),
        "BatchUpdateValuesByDataFilterResponse",
        "BatchUpdateValuesByDataFilterRequest",
    ),
    ("POST", "/values:batchClear"): Method(
        "Write",
        lambda book, _, __, body: values.batch_clear(book, body),
        "BatchClearValuesResponse",
        "BatchClearValuesRequest",
    ),
    ("POST", "/values:batchClearByDataFilter"): Method(
        "Write",
        lambda book, _, __, body: values.batch_clear_by_filter(book, body),
        "BatchClearValuesByDataFilterResponse",
        "BatchClearValuesByDataFilterRequest",
    ),
    ("POST", "/developerMetadata:search"): Method(
        "Read",
        lambda book, _, __, body: search(book, body),
        "SearchDeveloperMetadataResponse",
        "SearchDeveloperMetadataRequest",
    ),
    ("GET", "/developerMetadata/{}"): Method("Read", _metadata, "DeveloperMetadata"),
}
_ID = re.compile(r"([^/:]+)(.*)", re.DOTALL)
_COPY = re.compile(r"/sheets/([0-9]+):copyTo")


def find(http_method: str, path: str) -> tuple[str, Method, str]:
    """The spreadsheet id, the method and the decoded rest of an UNDECODED path below `/v4/spreadsheets/`.

    A verb is told from the range by the HTTP method alone: a POST below `/values/` always ends in one, a GET or
    PUT never does, so that a tab may be called `합계:clear`.
    """
    match = _ID.fullmatch(path)
    if not match:
        raise not_found()
    book_id, below = unquote(match[1]), match[2]
    for prefix in ("/values/", "/developerMetadata/"):
        if below.startswith(prefix):
            return _with_rest(http_method, book_id, prefix, below[len(prefix) :])
    method = METHODS.get((http_method, unquote(below)))
    if method is None:
        raise not_found()
    return book_id, method, ""


def _with_rest(http_method: str, book_id: str, prefix: str, rest: str) -> tuple[str, Method, str]:
    verb = ""
    if http_method == "POST":
        rest, colon, word = rest.rpartition(":")
        verb = colon + word
    method = METHODS.get((http_method, f"{prefix}{{}}{verb}"))
    if method is None:
        raise not_found()
    return book_id, method, unquote(rest)


def find_copy(path: str) -> tuple[str, int] | None:
    """The spreadsheet id and tab id of a `copyTo` path; None where it is another method's."""
    match = _ID.fullmatch(path)
    copy = _COPY.fullmatch(unquote(match[2])) if match else None
    return (unquote(match[1]), int(copy[1])) if match and copy else None
