"""What Cafe24 answers, taken only in the forms we know."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from sheets_bridge import values
from sheets_bridge.errors import DataRejected, Refused
from sheets_bridge.messages import say
from sheets_bridge.model import Record


def listed(account: str, path: str, answer: Any, name: str) -> Sequence[Record]:
    """The rows of `{name: [rows]}`; a row that is no object becomes an empty one, which no normalizer takes.

    Raises: DataRejected where the answer is no such list, or nothing in it is an object.
    """
    rows = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(rows, list) or (rows and not any(isinstance(row, dict) for row in rows)):
        raise unknown_form(account, path)
    return [row if isinstance(row, dict) else {} for row in rows]


def counted(account: str, path: str, answer: Any) -> int:
    """The number of `{"count": number}`. Raises: DataRejected."""
    try:
        count = values.integer(answer.get("count") if isinstance(answer, dict) else None)
    except (ValueError, TypeError) as error:
        raise unknown_form(account, path) from error
    if count is None:
        raise unknown_form(account, path)
    return count


def unknown_form(account: str, path: str) -> DataRejected:
    """The error for an answer nobody can read."""
    return DataRejected(
        say(
            "Cafe24 {who}: {path} answered in a form we do not know. Update sheets_bridge, or report it.",
            who=account,
            path=path,
        )
    )


def no_statistics(account: str, path: str) -> Refused:
    """The error for a 403 of the Analytics host: a right, or Cafe24 Analytics itself, is missing; never a 0."""
    refusal = say(
        "No statistics permission: Cafe24 {who} does not let us read {path} (403). Tick "
        "mall.read_analytics in the app's settings, make sure the mall uses Cafe24 Analytics, then "
        "connect again: sheets-bridge connect cafe24 {who}",
        who=account,
        path=path,
    )
    return Refused(refusal, status=HTTPStatus.FORBIDDEN)


def not_approved(account: str, path: str) -> Refused:
    """The error for a 403 of a list that Cafe24 opens to approved apps only; never a 0."""
    refusal = say(
        "Cafe24 {who}: {path} is only open to apps that Cafe24 approved for it (403). Ask Cafe24's partner support for "
        "it, or take this stream out of schedule.yaml.",
        who=account,
        path=path,
    )
    return Refused(refusal, status=HTTPStatus.FORBIDDEN)
