"""`sheets-bridge init`: from nothing to the first verified run, step by step; each step may be repeated."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import click

from sheets_bridge.cli import screen, spoken
from sheets_bridge.cli.asking import Asking
from sheets_bridge.cli.init import living, papers
from sheets_bridge.cli.init.journey import Given, Journey
from sheets_bridge.cli.init.living import NotYet
from sheets_bridge.cli.installation import log_to_stderr
from sheets_bridge.errors import BridgeError, Busy, ConfigError, LoginNeeded, Refused, StateError
from sheets_bridge.messages import Message, say, translation


@dataclass(frozen=True)
class _Step:
    """One step; `code` is what the command ends with where nobody goes on."""

    title: Message
    take: Callable[[Journey], None]
    code: int


_STEPS = (
    _Step(say("Schedule"), papers.schedule, ConfigError.exit_code),
    _Step(say("Cafe24 app"), papers.client, ConfigError.exit_code),
    _Step(say("Google key"), papers.key, ConfigError.exit_code),
    _Step(say("Connect the mall"), living.consent, LoginNeeded.exit_code),
    _Step(say("Share the sheet"), living.sharing, Refused.exit_code),
    _Step(say("First run"), living.first_run, Busy.exit_code),
)


def init(
    mall: str | None,
    sheet: str | None,
    history: str | None,
    client: Path | None,
    google_key: Path | None,
    landed: str | None,
    endpoints: Iterable[str],
    schedule: Path,
) -> None:
    """Take every step; what is there already is found and stays as it is."""
    asking = Asking(translation(spoken(os.environ)))
    log_to_stderr(asking.translate)
    given = Given(mall, sheet, history, client, google_key, landed, _addresses(endpoints))
    journey = Journey(schedule, given, asking)
    for at, step in enumerate(_STEPS, 1):
        journey.asking.heading(at, len(_STEPS), step.title)
        _take(step, journey)
        journey = journey.spoken_as_scheduled()
    _farewell(journey)


def _take(step: _Step, journey: Journey) -> None:
    try:
        step.take(journey)
    except (click.Abort, KeyboardInterrupt):
        _stopped(journey, step.code)
    except NotYet as not_yet:
        _stopped(journey, not_yet.code)
    except BridgeError as error:
        journey.asking.problem(error)
        _stopped(journey, error.exit_code)
    except OSError as error:
        cannot = StateError(say("{path} cannot be read or written ({error}). Check the owner and mode of the folder "
                                "and the free disk space.",
                                path=error.filename or "?", error=error.strerror))  # fmt: skip
        journey.asking.problem(cannot)
        _stopped(journey, cannot.exit_code)


def _stopped(journey: Journey, code: int) -> NoReturn:
    screen.console().print()
    journey.asking.tell(say("Stopped here. Call sheets-bridge init again at any time: it goes on with this step."))
    sys.exit(code)


def _farewell(journey: Journey) -> None:
    folder = journey.credentials
    journey.asking.tell(say(
        "\nAll set up. Two things are left:\n"
        "  1. Start the daemon, which keeps the sheet current from now on: sheets-bridge daemon\n"
        "     (to have it start with the machine: docs/service.md)\n"
        "  2. Keep a copy of {folder}/hmac.key and vault.key in a safe place outside this machine.\n"
        "Ad media (Naver, Meta, Google, Kakao) stand in {file} as examples: take the # away, then for each "
        "sheets-bridge connect, as docs/ads.md says.\n"
        "Whenever something seems wrong: sheets-bridge doctor", folder=folder,
        file=journey.schedule.name))  # fmt: skip


def _addresses(endpoints: Iterable[str]) -> Mapping[str, str]:
    pairs = [one.partition("=") for one in endpoints]
    if any(not (name and address) for name, _, address in pairs):
        raise click.UsageError("--endpoint NAME=URL")
    return {name: address for name, _, address in pairs}
