"""Where log lines go and how they look; no secret passes, whatever was logged and whichever thread crashed."""

import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from logging.handlers import TimedRotatingFileHandler
from pathlib import Path
from threading import ExceptHookArgs
from traceback import format_exception
from types import TracebackType

import orjson

from sheets_bridge.config import Log
from sheets_bridge.errors import StateError, system_words
from sheets_bridge.messages import Message, Translate, say
from sheets_bridge.model import KST
from sheets_bridge.redaction import Redaction
from sheets_bridge.tokens.chain import Chain

_OURS = "sheets_bridge"
_CHATTY = "apprise"
"""It tells the addresses it sends to; whether that went well we say ourselves."""


@dataclass(frozen=True)
class _Clean:
    """A filter of the root handlers: a record becomes our sentence in the reader's language, without secrets.

    Whatever formats it afterwards, and what Python itself prints where a line cannot be written, has only that.
    """

    translate: Translate
    redaction: Redaction

    def filter(self, record: logging.LogRecord) -> bool:
        """Always lets it pass."""
        record.msg, record.args = self.redaction.redacted(_said(record, self.translate)), None
        if record.exc_info and record.exc_info[0]:
            record.exc_text = "".join(format_exception(*record.exc_info)).rstrip()
        record.exc_info = None
        record.exc_text = self.redaction.redacted(record.exc_text) if record.exc_text else None
        record.stack_info = self.redaction.redacted(record.stack_info) if record.stack_info else None
        return True


@dataclass(frozen=True)
class _Line:
    """A formatter: a line as people read it."""

    timed: bool

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record that is clean already, its traceback beneath."""
        told = f"{_at(record):%Y-%m-%d %H:%M:%S} {record.levelname} {record.msg}" if self.timed else str(record.msg)
        return "\n".join(filter(None, (told, record.exc_text, record.stack_info)))


class _Json:
    """A formatter: one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record that is clean already."""
        told = {"at": _at(record).isoformat(timespec="milliseconds"), "level": record.levelname, "where": record.name,
                "thread": record.threadName, "message": record.msg}  # fmt: skip
        more = {"trace": record.exc_text, "stack": record.stack_info}
        return orjson.dumps(told | {name: text for name, text in more.items() if text}).decode()


def log_to_stderr(_: Translate) -> None:
    """Warnings and worse as plain lines on stderr.

    Libraries below stay quiet: their lines may hold addresses with what is asked in them.
    """
    shown = logging.StreamHandler()
    shown.formatter = _Line(timed=False)  # type: ignore[assignment]
    _begin(_, logging.WARNING, shown)


def log_as_daemon(log: Log, _: Translate) -> None:
    """One line a run and whatever went wrong, on stderr and in a file of its own for each day.

    Raises: StateError where the file cannot be written.
    """
    shown = logging.StreamHandler()
    kept = _rotating(log)
    for handler in (shown, kept):
        handler.formatter = _Json() if log.json else _Line(timed=True)  # type: ignore[assignment]
    _begin(_, logging.INFO, shown, kept)
    logging.captureWarnings(capture=True)


def learn(*secrets: str | None) -> None:
    """Have no log show these from now on."""
    for redaction in _redactions():
        redaction.learn(*secrets)


def learn_chain(chain: Chain) -> None:
    """Have no log show the tokens of a chain from now on."""
    pairs = [pair for pair in (chain.current, chain.previous) if pair]
    tokens = [token for pair in pairs for token in (pair.access_token, pair.refresh_token)]
    for redaction in _redactions():
        redaction.learn(*tokens, passing=True)


def crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The end of a process by an exception nobody expected, told without secrets."""
    if issubclass(kind, KeyboardInterrupt) or not logging.getLogger().handlers:
        redaction = next(_redactions(), Redaction())
        sys.stderr.write(redaction.redacted("".join(format_exception(kind, error, trace))))
        return
    told = say("A fault of sheets_bridge itself ({error}). Please report it.", error=kind.__name__)
    logging.getLogger(_OURS).critical("%s", told, exc_info=(kind, error, trace))


def thread_crashed(args: ExceptHookArgs) -> None:
    """The end of a thread by an exception nobody expected."""
    if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
        crashed(args.exc_type, args.exc_value, args.exc_traceback)


def _begin(translate: Translate, level: int, *handlers: logging.Handler) -> None:
    redaction = next(_redactions(), Redaction())
    for handler in handlers:
        handler.addFilter(_Clean(translate, redaction))
    logging.basicConfig(level=logging.ERROR, handlers=handlers, force=True)
    logging.getLogger(_OURS).setLevel(level)
    logging.getLogger(_CHATTY).setLevel(logging.CRITICAL + 1)


def _redactions() -> Iterator[Redaction]:
    """What the handlers that stand know: logging is the process's own already, so it needs no place of ours."""
    filters = (one for handler in logging.getLogger().handlers for one in handler.filters)
    return (one.redaction for one in filters if isinstance(one, _Clean))


def _rotating(log: Log) -> logging.Handler:
    try:
        log.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _private(log.file)
        kept = TimedRotatingFileHandler(log.file, when="midnight", backupCount=log.keep, encoding="utf-8")
    except OSError as error:
        cannot = say("The log {file} cannot be written ({error}). Check the owner and mode of its folder and the free "
                     "disk space, or name another file under log: in schedule.yaml.", file=log.file,
                     error=system_words(error))  # fmt: skip
        raise StateError(cannot) from error
    kept.rotator = _rotated
    return kept


def _rotated(source: str, kept: str) -> None:
    """The day's file put aside; the next one is private before a line is in it."""
    Path(source).rename(kept)
    _private(Path(source))


def _private(path: Path) -> None:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600))
    path.chmod(0o600)


def _at(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC).astimezone(KST)


def _said(record: logging.LogRecord, translate: Translate) -> str:
    """The sentence of a record; a line that was logged wrong is better told oddly than lost, or told by Python."""
    words = record.args if isinstance(record.args, tuple) else ()
    try:
        spoken = tuple(word.render(translate) if isinstance(word, Message) else word for word in words)
        whole = record.msg.render(translate) if isinstance(record.msg, Message) else str(record.msg)
        return whole % spoken if spoken else whole % record.args if record.args else whole
    except (TypeError, ValueError, KeyError):
        return f"{record.msg} {record.args}"
