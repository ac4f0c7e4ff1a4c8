"""The command line: builds everything and hands it down; the only print."""

import gettext
import os
import sys
import threading
from types import TracebackType

from sheets_bridge.messages import LOCALE, translation


def main() -> None:
    """Run the command the shell asked for."""
    # Imported here and in each command: `--help` must answer before the libraries are loaded.
    from sheets_bridge.cli.commands import commands

    sys.excepthook, threading.excepthook = _crashed, _thread_crashed
    language = spoken(os.environ)
    # The command line library takes its own words from gettext's global domain, by the shell's language.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("messages", LOCALE)
    commands(translation(language))(prog_name="sheets-bridge")


def _crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    from sheets_bridge.cli.logs import crashed

    crashed(kind, error, trace)


def _thread_crashed(args: threading.ExceptHookArgs) -> None:
    from sheets_bridge.cli.logs import thread_crashed

    thread_crashed(args)


def spoken(environment: os._Environ[str] | dict[str, str]) -> str:
    """The language before a schedule says one: English where the shell's is English, else Korean."""
    names = (environment.get(name, "") for name in ("SHEETS_BRIDGE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    return "en" if next(filter(None, names), "").lower().startswith("en") else "ko"
