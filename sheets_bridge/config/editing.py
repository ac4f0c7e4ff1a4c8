"""The schedule edited by us: the ad accounts of one login written where they belong, and not a letter beside them."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from sheets_bridge.config.schedule import Schedule
from sheets_bridge.errors import ConfigError, StateError, system_words
from sheets_bridge.messages import say

_KEY, _AFTER = "ad_accounts", "source"
Read = Callable[[str], Schedule]
"""The text of a schedule → what it says. Raises: ConfigError with its mistakes."""


@dataclass(frozen=True)
class Edit:
    """What was changed: the line as it stands now, None where it stood there already."""

    line: int | None
    text: str


def write_ad_accounts(path: Path, account: str, numbers: Sequence[int], read: Read) -> Edit:
    """Write the ad accounts of a login into the schedule, whole or not at all.

    Raises: ConfigError where the schedule could not be read afterwards: it stays as it was; StateError where the file
    cannot be written.
    """
    path = path.resolve()
    before = path.read_bytes().decode("utf-8")
    after = with_ad_accounts(before, account, sorted(numbers))
    if after == before:
        return Edit(None, _line(sorted(numbers)))
    if read(after).accounts[account].shops != tuple(sorted(numbers)):
        raise _by_hand(path, account, numbers)
    try:
        _replace(path, after.encode())
    except OSError as error:
        why = say("{path} cannot be written ({error}). Write this under accounts: {account}: yourself: {line}",
                  path=path, error=system_words(error), account=account, line=_line(numbers))  # fmt: skip
        raise StateError(why) from error
    return Edit(_changed_line(before, after), _line(sorted(numbers)))


def with_ad_accounts(text: str, account: str, numbers: Sequence[int]) -> str:
    """The text of a schedule with these ad accounts of a login. Comments, order and all else stay letter by letter.

    ruamel.yaml says where things stand; what it would write itself has other breaks, quotes and indents. Pure.
    Raises: ConfigError where the account has no entry to write into.
    """
    entry = _value(_value(YAML(typ="safe", pure=True).compose(text), "accounts"), account)
    pairs = {key.value: (key, value) for key, value in entry.value} if _is_map(entry) else {}
    if _KEY in pairs:
        return _replaced(text, *pairs[_KEY], _list(numbers))
    if _AFTER not in pairs:
        raise ConfigError(say("schedule.yaml has no account {account} with a source:.", account=account))
    return _inserted(text, *pairs[_AFTER], _line(numbers), flow=bool(entry.flow_style))


def _by_hand(path: Path, account: str, numbers: Sequence[int]) -> ConfigError:
    """That somebody has to write the line, for the file is written in a way we do not edit."""
    told = say("{file}: the entry of {account} is written in a way that is not edited here. Write this line into it "
               "yourself: {line}", file=path.name, account=account, line=_line(numbers))  # fmt: skip
    return ConfigError(told)


def _replaced(text: str, key: Any, value: Any, told: str) -> str:
    colon, begins = text.index(":", key.end_mark.index) + 1, value.start_mark.index
    items = value.value if isinstance(value.value, list) and not value.flow_style else []
    if items:
        # A list of lines "ends" for YAML where the next key begins, behind all comments.
        comment, end = text[colon:begins].rstrip(), items[-1].end_mark.index
    else:
        # Nothing at all "stands" wherever the reader noticed that nothing came.
        comment, end = "", value.end_mark.index if begins < value.end_mark.index else colon
    return f"{text[:colon]} {told}{comment}{text[end:]}"


def _inserted(text: str, key: Any, value: Any, line: str, *, flow: bool) -> str:
    """The line below the one of `value`, or beside it where the entry is written between braces."""
    if flow:
        at = value.end_mark.index
        return f"{text[:at]}, {line}{text[at:]}"
    at = text.find("\n", value.end_mark.index)
    at = len(text) if at < 0 else at
    end = "\r\n" if text[:at].endswith("\r") else "\n"
    at -= len(end) - 1
    return f"{text[:at]}{end}{' ' * key.start_mark.column}{line}{text[at:]}"


def _value(node: Any, name: str) -> Any:
    """What stands under a key of a mapping; None where nothing does."""
    return next((value for key, value in node.value if key.value == name), None) if _is_map(node) else None


def _is_map(node: Any) -> bool:
    return node is not None and isinstance(node.value, list) and all(isinstance(one, tuple) for one in node.value)


def _list(numbers: Sequence[int]) -> str:
    return f"[{', '.join(map(str, numbers))}]"


def _line(numbers: Sequence[int]) -> str:
    return f"{_KEY}: {_list(numbers)}"


def _changed_line(before: str, after: str) -> int:
    pairs = enumerate(zip(before.splitlines(), after.splitlines(), strict=False), 1)
    return next((number for number, (old, new) in pairs if old != new), len(after.splitlines()))


def _replace(path: Path, content: bytes) -> None:
    """Put a whole new file in the place of the old one, with its mode."""
    tried = path.with_name(f".{path.name}.new")
    try:
        with tried.open("wb") as file:
            os.fchmod(file.fileno(), path.stat().st_mode & 0o777)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        tried.replace(path)
    finally:
        tried.unlink(missing_ok=True)
