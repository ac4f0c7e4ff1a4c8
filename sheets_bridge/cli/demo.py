"""`sheets-bridge demo`: the whole product on a pretend mall, proved against the truth."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sheets_bridge.api.call import Send
from sheets_bridge.api.wire import open_session, sender
from sheets_bridge.cli import pretend as pretending
from sheets_bridge.cli import screen, spoken, workspace
from sheets_bridge.cli.connect.mall import consent_address
from sheets_bridge.cli.installation import Installation, installation, language_of, log_to_stderr
from sheets_bridge.cli.pretend import Pretend
from sheets_bridge.cli.proof import Proof, Reader, prove
from sheets_bridge.cli.run import Pass, run_all, show, summary
from sheets_bridge.errors import BridgeError, DataRejected, exit_code
from sheets_bridge.messages import Translate, say, translation
from sheets_bridge.sync import Ask
from sheets_bridge.tables import TABLES
from sheets_bridge.tokens import Consent

_DAYS_PASS = 3
PROVED = frozenset({"orders", "order_items", "visitors"})
"""Tables of which the sandbox tells every cell; tabs of others are shown as written and read back, not as proved."""
_TERMINATED = 128 + signal.SIGTERM


def demo(days: int, orders_per_day: int, seed: int, serve: bool, schedule: Path | None, as_json: bool) -> None:
    """Show it all; exit 0 only if every cell equals the truth."""
    # A polite end must reach the sandbox's process and the temporary folder.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))
    speak = translation(spoken(os.environ))
    log_to_stderr(speak)
    with ExitStack() as held:
        send = sender(held.enter_context(open_session()))
        try:
            target = workspace.target(schedule, held, "sheets-bridge-demo-")
            sizes = {"days": days, "orders_per_day": orders_per_day, "seed": seed}
            pretend = held.enter_context(pretending.started(target, **sizes))
            passes, proofs = _told(pretend, send)
        except BridgeError as error:
            screen.fail(error, speak)
        code = _code(passes, proofs)
        if as_json:
            screen.print_json(_as_json(passes, code, language_of(pretend.schedule)))
        if serve:
            _serve(pretend, language_of(pretend.schedule))
    sys.exit(code)


def _code(passes: Sequence[Pass], proofs: Sequence[Proof]) -> int:
    """The demo's exit code: that of any problem on the way, else whether every cell is equal."""
    problems = exit_code([error for one in passes for error in one.errors])
    return problems or (0 if all(proof.equal for proof in proofs) else DataRejected.exit_code)


def _told(pretend: Pretend, send: Send) -> tuple[Sequence[Pass], Sequence[Proof]]:
    """The two runs, each by an installation of its own as two days' commands would be, and the proofs after them."""
    pretending.unhurried(send, pretend)
    with installation(pretend.schedule, _no_wait) as opened:
        _ = opened.translate
        _say(_("A pretend mall lives at {address}; logging in as its main operator and agreeing.").format(
            address=pretend.address))  # fmt: skip
        consent = Consent(opened.credentials, pretend.mall, opened.clock)
        landed = pretending.consented(send, consent_address(opened, pretend.mall, consent))
        opened.logins[pretend.mall].exchange(consent.landed(landed))
        _say(_("First run: the whole history."))
        first = _run(opened, list(opened.schedule.jobs))
    _say(_("{days} days pass: new orders, payments, deliveries, returns. Second run.").format(days=_DAYS_PASS))
    pretending.advance(send, pretend, _DAYS_PASS * 24)
    with installation(pretend.schedule, _no_wait) as opened:
        # Orders last of what is collected: the mall lives on, and it is they that are compared with what it knows then.
        *collecting, answering = opened.schedule.jobs
        collected = _run(opened, collecting[::-1])
        proofs = _proofs(opened, pretend, send)
        answered = _run(opened, [answering])
        second = Pass((*collected.runs, *answered.runs), collected.seconds + answered.seconds)
        _show_proofs(proofs, (first, second), _)
    return (first, second), proofs


def _no_wait(_seconds: float) -> None:
    """The paces are those of real vendors; the pretend ones have been told to let nobody wait."""


def _run(opened: Installation, jobs: Sequence[str]) -> Pass:
    done = run_all(opened, jobs, Ask())
    show(summary(done, opened.translate), opened.translate)
    return done


def _proofs(opened: Installation, pretend: Pretend, send: Send) -> Sequence[Proof]:
    google = opened.schedule.endpoints["google"]
    token = json.loads(opened.schedule.google.read_text())["token"]
    reader = Reader(send, google, token, pretend.spreadsheet_id)
    tabs = [tab for job in opened.schedule.jobs.values() for tab in job.tabs]
    return [
        prove(tab.title, TABLES[tab.table], opened.schedule.language, reader.rows(tab.title),
              pretending.truth(send, pretend, tab.table))
        for tab in tabs
        if tab.table in PROVED
    ]  # fmt: skip


def _show_proofs(proofs: Sequence[Proof], passes: Sequence[Pass], _: Translate) -> None:
    """A line a tab: its rows and cells against the truth, and what it took to write them."""
    result = screen.table(
        _("Compared with the truth"), _("Tab"), "#" + _("Rows"), "#" + _("Cells"), "#" + _("Calls"),
        "#" + _("Seconds"), _("Equal"),
    )  # fmt: skip
    written = [tab for one in passes for run in one.runs for tab in run.tabs]
    proved = {proof.title: proof for proof in proofs}
    for title in dict.fromkeys(tab.title for tab in written):
        mine = [tab for tab in written if tab.title == title]
        took = (f"{sum(tab.calls for tab in mine):,}", f"{sum(tab.seconds for tab in mine):.1f}")
        result.add_row(title, *_compared(proved.get(title), mine[-1].rows, took, verified=mine[-1].verified, _=_))
    screen.console().print(result)
    for proof in proofs:
        for difference in proof.differences:
            problem = say("{title}: {difference}", title=proof.title, difference=difference)
            screen.print_problem(problem, _)
    calls = sum(sum(run.calls.values()) for one in passes for run in one.runs)
    _say(_("{calls} calls, {seconds:.1f} s in two runs.").format(calls=calls, seconds=_seconds(passes)))


def _compared(proof: Proof | None, rows: int, took: Sequence[str], *, verified: bool, _: Translate) -> Sequence[str]:
    """The cells of a line; a tab that the truth has no table for was read back and compared with what was written."""
    if proof:
        return (f"{proof.rows:,}", f"{proof.cells:,}", *took, "✔" if proof.equal else "✘")
    return (f"{rows:,}", "", *took, _("read back") if verified else "✘")


def _as_json(passes: Sequence[Pass], code: int, _: Translate) -> dict[str, Any]:
    """The JSON of the demo: its last pass, with the calls and seconds of all of them."""
    told = [summary(one, _) for one in passes]
    last = told[-1]
    return {
        **last,
        "outcome": "failed" if code and last["outcome"] == "ok" else last["outcome"],
        "exit_code": code,
        "seconds": round(_seconds(passes), 1),
        "calls": {name: sum(one["calls"].get(name, 0) for one in told) for name in last["calls"]},
        "verified": code == 0,
        "passes": told,
    }


def _seconds(passes: Sequence[Pass]) -> float:
    return sum(one.seconds for one in passes)


def _serve(pretend: Pretend, _: Translate) -> None:
    """Keep the page open, and a daemon beside it: whoever ticks 지금 갱신 there is served."""
    _say(_("Look at the sheet: {address}/ (Ctrl-C ends)").format(address=pretend.address))
    command = [sys.executable, "-m", "sheets_bridge", "daemon", "--schedule", str(pretend.schedule)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as daemon:  # noqa: S603 - our own
        try:
            pretend.wait()
        except KeyboardInterrupt:
            return
        finally:
            daemon.terminate()


def _say(text: str) -> None:
    screen.console().print(text, markup=False)
