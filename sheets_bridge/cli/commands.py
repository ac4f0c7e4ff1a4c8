"""Every command with its options and its help; what it does stands in the module of its name."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from sheets_bridge.messages import Translate

Command = Callable[..., Any]


class _Day(click.ParamType[date]):
    """A KST day, YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day of a text."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r}: YYYY-MM-DD", param, ctx)


class _Start(click.ParamType[datetime]):
    """A moment the sandbox's clock starts at; Korean time where no zone is given."""

    name = "YYYY-MM-DDTHH:MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment of a text."""
        try:
            return value if isinstance(value, datetime) else datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r}: YYYY-MM-DDTHH:MM", param, ctx)


def commands(_: Translate) -> click.Group:
    """The command tree, its help in the language of `_`."""
    group = click.Group(
        "sheets-bridge",
        help=_(
            "Keeps a Cafe24 mall's Google Sheet true by itself.\n\n"
            "First steps: sheets-bridge demo shows it all on a pretend mall; sheets-bridge init sets yours up, step by "
            "step; sheets-bridge daemon then keeps it true."
        ),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    )
    group.params.append(click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version,
                                     help=_("Show the version.")))  # fmt: skip
    made = (
        _demo(_), _sandbox(_), _init(_), _connect(_), _doctor(_), _run(_), _backfill(_), _daemon(_),
        _status(_), _jobs(_), _report(_), _export(_), _forget(_), _disconnect(_),
    )  # fmt: skip
    for command in made:
        group.add_command(command)
    return group


def _version(context: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        from sheets_bridge import __version__

        click.echo(__version__)
        context.exit()


def _demo(_: Translate) -> click.Command:
    def demo(**asked: Any) -> None:
        from sheets_bridge.cli.demo import demo as act

        act(**asked)

    return click.Command("demo", callback=demo, params=[
        *_sizes(_, days=60),
        click.Option(["--serve"], is_flag=True, help=_("Keep the page with the result open until Ctrl-C.")),
        _written_schedule(_),
        _as_json(_),
    ], help=_("Show it all on a pretend mall: connect, load, three days later load again, compare every cell with "
              "the truth. Needs no account; exit 0 only if equal."))  # fmt: skip


def _sandbox(_: Translate) -> click.Command:
    def sandbox(**asked: Any) -> None:
        from sheets_bridge.cli.sandbox import sandbox as act

        act(**asked)

    return click.Command("sandbox", callback=sandbox, params=[
        click.Option(["--port"], type=click.IntRange(0, 65535), default=0, show_default=True,
                     help=_("Port on 127.0.0.1; 0 takes a free one.")),
        *_sizes(_, days=365),
        click.Option(["--start"], type=_Start(), default="2026-11-01T09:00", show_default=True,
                     help=_("The moment the sandbox's clock starts at (Korean time where no zone is given).")),
        _written_schedule(_),
    ], help=_("Run a pretend mall, its statistics and a Google-Sheets-compatible server until Ctrl-C. Prints one JSON "
              "line with the addresses and a ready schedule."))  # fmt: skip


def _connect(_: Translate) -> click.Command:
    def connect(**asked: Any) -> None:
        from sheets_bridge.cli.connect import connect as act

        act(**asked)

    return click.Command("connect", callback=connect, params=[
        click.Argument(["source"]),
        click.Argument(["account"], metavar="ACCOUNT"),
        click.Option(["--print-url"], is_flag=True, help=_("Only print the address to open in a browser.")),
        click.Option(["--landed"], metavar="URL", help=_("The whole address you landed on after agreeing.")),
        click.Option(["--code"], metavar="CODE", help=_("The bare code, where you have only that.")),
        click.Option(["--from-file"], type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), metavar="FILE",
                     help=_("Ad media: a JSON file with the keys instead of questions; - reads it from stdin.")),
        click.Option(["--ad-account", "ad_accounts"], multiple=True, metavar="NUMBER",
                     help=_("Ad media: an ad account to collect from, or all; may be repeated.")),
        _schedule(_),
    ], help=_("Connect a mall (log in as its main operator, agree, paste the address you land on) or an ad medium "
              "(copy its keys, pick ad accounts); again whenever a login is lost.\n\n"
              "Examples: sheets-bridge connect cafe24 mymall; sheets-bridge connect naver_ads mybrand"))  # fmt: skip


def _run(_: Translate) -> click.Command:
    def run(**asked: Any) -> None:
        from sheets_bridge.cli.run import run as act

        act(**asked)

    return click.Command("run", callback=run, params=[
        click.Argument(["jobs"], nargs=-1, metavar="[JOB]..."),
        click.Option(["--since"], type=_Day(),
                     help=_("First day to read again (Korean time, by the stream's own date).")),
        click.Option(["--until"], type=_Day(), help=_("Last day to read again, itself included.")),
        click.Option(["--dry-run"], is_flag=True, help=_("Read and compare, but write nothing to the sheet.")),
        click.Option(["--heal"], is_flag=True, help=_("Compare every cell of ours, and mend what was edited by hand.")),
        click.Option(["--take-over"], is_flag=True,
                     help=_("Write also what another installation wrote last; that one then stops.")),
        _as_json(_),
        _schedule(_),
    ], help=_("Run jobs now (all of them where none is named).\n\nExample: sheets-bridge run orders"))  # fmt: skip


def _backfill(_: Translate) -> click.Command:
    def backfill(**asked: Any) -> None:
        from sheets_bridge.cli.backfill import backfill as act

        act(**asked)

    return click.Command("backfill", callback=backfill, params=[
        click.Argument(["job"]),
        click.Option(["--from", "first"], type=_Day(),
                     help=_("First day wanted (Korean time); without it the schedule's history.")),
        click.Option(["--detach"], is_flag=True, help=_("Leave it to the daemon and return at once.")),
        _as_json(_),
        _schedule(_),
    ], help=_("Load a job's older history, newest first, window by window; it goes on where it was after any stop.\n\n"
              "Example: sheets-bridge backfill orders --from 2019-01-01"))  # fmt: skip


def _daemon(_: Translate) -> click.Command:
    def daemon(**asked: Any) -> None:
        from sheets_bridge.cli.daemon import daemon as act

        act(**asked)

    return click.Command("daemon", callback=daemon, params=[_schedule(_)],
                         help=_("Keep every job on time until stopped: the service to be started with the machine. "
                                "SIGHUP has it read schedule.yaml again."))  # fmt: skip


def _status(_: Translate) -> click.Command:
    def status(**asked: Any) -> None:
        from sheets_bridge.cli.status import status as act

        act(**asked)

    page = click.Option(["--page"], is_flag=True,
                        help=_("Print only the status page's address with its key: it lets a browser in."))  # fmt: skip
    briefing = click.Option(["--briefing"], is_flag=True,
                            help=_("Only print the briefing of yesterday, as notify: briefing: sends it."))  # fmt: skip
    return click.Command("status", callback=status, params=[page, briefing, _as_json(_), _schedule(_)],
                         help=_("Show each job's last run, and how long each login lasts."))  # fmt: skip


def _jobs(_: Translate) -> click.Command:
    def jobs(streams: bool, endpoints: str | None, **asked: Any) -> None:
        from sheets_bridge.cli import offers, status

        if endpoints is not None:
            offers.endpoints(asked["schedule"], endpoints, as_json=asked["as_json"])
        elif streams:
            offers.streams(**asked)
        else:
            status.jobs(**asked)

    return click.Command("jobs", callback=jobs, params=[
        click.Option(["--streams"], is_flag=True,
                     help=_("Show every stream a job may name, with its tables, keys and permissions.")),
        click.Option(["--endpoints"], is_flag=False, flag_value="", metavar="[WORD]",
                     help=_("Show the vendor's endpoints that streams: may name (with this word in path or title).")),
        _as_json(_),
        _schedule(_),
    ], help=_("Check schedule.yaml, and show its jobs with their next three times, streams and tabs.\n\n"
              "Example: sheets-bridge jobs --endpoints coupons"))  # fmt: skip


def _report(_: Translate) -> click.Command:
    def try_(**asked: Any) -> None:
        from sheets_bridge.cli.report import try_ as act

        act(**asked)

    def list_(**asked: Any) -> None:
        from sheets_bridge.cli.report import list_ as act

        act(**asked)

    def told(schedule: Path) -> None:
        # Before the word as well as behind it: every other command takes --schedule right behind its own name.
        context = click.get_current_context()
        context.default_map = {word: {"schedule": str(schedule)} for word in ("try", "list")}

    group = click.Group("report", callback=told, params=[_schedule(_)],
                        help=_("Try a report of your own, a query in a file; see what it may read."))  # fmt: skip
    group.add_command(click.Command("try", callback=try_, params=[
        click.Argument(["file"], type=click.Path(path_type=Path, dir_okay=False)),
        click.Option(["--limit"], type=click.IntRange(0), default=20, show_default=True,
                     help=_("So many rows are shown.")),
        _as_json(_),
        _schedule(_),
    ], help=_("Run a query over what is collected and show its first rows, its time and the kinds of its columns; "
              "nothing is kept.\n\nExample: sheets-bridge report try reports/monthly.sql")))  # fmt: skip
    group.add_command(click.Command("list", callback=list_, params=[
        click.Argument(["word"], required=False),
        _as_json(_),
        _schedule(_),
    ], help=_("Show the tables and reports that a query may read; with a word, each column of those that have it."
              "\n\nExample: sheets-bridge report list orders")))  # fmt: skip
    return group


def _export(_: Translate) -> click.Command:
    def export(**asked: Any) -> None:
        from sheets_bridge.cli.export import export as act

        act(**asked)

    return click.Command("export", callback=export, params=[
        click.Option(["--xlsx"], type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
                     help=_("Write an Excel workbook: a worksheet a tab, as on the sheet, with charts.")),
        click.Option(["--csv"], type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
                     help=_("Write a CSV file a tab into this folder (UTF-8, as Excel reads it).")),
        click.Option(["--job", "jobs"], multiple=True, metavar="JOB",
                     help=_("Only the tabs of this job; may be repeated.")),
        click.Option(["--tab", "tabs"], multiple=True, metavar="TITLE", help=_("Only this tab; may be repeated.")),
        _as_json(_),
        _schedule(_),
    ], help=_("Write the tabs to files, from what is collected here. Asks no mall; the tabs that formulas draw "
              "(the dashboard) come into a workbook as they stand on the sheet.\n\n"
              "Example: sheets-bridge export --xlsx mall.xlsx"))  # fmt: skip


def _doctor(_: Translate) -> click.Command:
    def doctor(**asked: Any) -> None:
        from sheets_bridge.cli.doctor import doctor as act

        act(**asked)

    return click.Command("doctor", callback=doctor, params=[
        click.Option(["--only"], multiple=True, metavar="CHECK",
                     help=_("Only this check with those it builds on (daemon, say); may be repeated.")),
        click.Option(["--bundle"], type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.zip",
                     help=_("Also write a report for support, without secrets, names and addresses.")),
        _as_json(_),
        _schedule(_),
    ], help=_("Look at everything a set-up needs, in order, and say what mends each thing that is wrong. Changes "
              "nothing in mall and sheet; exit 0 only if nothing is wrong."))  # fmt: skip


def _init(_: Translate) -> click.Command:
    def init(**asked: Any) -> None:
        from sheets_bridge.cli.init import init as act

        act(**asked)

    files = click.Path(path_type=Path, dir_okay=False)
    return click.Command("init", callback=init, params=[
        click.Option(["--mall"], metavar="MALL", help=_("The mall id, or the mall's address.")),
        click.Option(["--sheet"], metavar="URL", help=_("The spreadsheet's address.")),
        click.Option(["--history"], metavar="YYYY-MM-DD", help=_("The first day to collect, or first-order.")),
        click.Option(["--client"], type=files, metavar="FILE",
                     help=_("The Cafe24 app's client_id, client_secret and redirect_uri as JSON; it is copied.")),
        click.Option(["--google-key"], type=files, metavar="FILE",
                     help=_("The service account's key as downloaded from Google; it is copied.")),
        click.Option(["--landed"], metavar="URL", help=_("The whole address you landed on after agreeing.")),
        click.Option(["--endpoint", "endpoints"], multiple=True, metavar="NAME=URL",
                     help=_("Another address for a vendor (the sandbox's, say); may be repeated.")),
        _schedule(_),
    ], help=_("Set everything up step by step, to the first verified run. Each step is checked at once; stop at any "
              "time and call init again, it goes on where it was."))  # fmt: skip


def _sizes(_: Translate, *, days: int) -> list[click.Parameter]:
    return [
        click.Option(["--days"], type=click.IntRange(1, 3650), default=days, show_default=True,
                     help=_("Days of history of the pretend mall.")),
        click.Option(["--orders-per-day"], type=click.IntRange(0, 5000), default=40, show_default=True,
                     help=_("Orders a day of the pretend mall.")),
        click.Option(["--seed"], type=int, default=1, show_default=True,
                     help=_("Another seed tells another mall's story.")),
    ]  # fmt: skip


def _schedule(_: Translate) -> click.Option:
    return click.Option(["--schedule"], type=click.Path(path_type=Path), default="schedule.yaml", show_default=True,
                        help=_("The schedule file; credentials/ and state/ lie beside it."))  # fmt: skip


def _written_schedule(_: Translate) -> click.Option:
    return click.Option(["--schedule"], type=click.Path(path_type=Path, dir_okay=False),
                        help=_("Where to write the ready schedule and keep the files beside it (default: a temporary "
                               "folder)."))  # fmt: skip


def _as_json(_: Translate) -> click.Option:
    return click.Option(["--json", "as_json"], is_flag=True,
                        help=_("Print one JSON object as the last line."))  # fmt: skip


def _disconnect(_: Translate) -> click.Command:
    def disconnect(**asked: Any) -> None:
        from sheets_bridge.cli.disconnect import disconnect as act

        act(**asked)

    return click.Command("disconnect", callback=disconnect, params=[
        click.Argument(["source"]),
        click.Argument(["account"], metavar="ACCOUNT"),
        click.Option(["--yes"], is_flag=True, help=_("Do not ask again.")),
        click.Option(["--here-only"], is_flag=True,
                     help=_("Only delete the login here, without telling the vendor (where it does not answer).")),
        _as_json(_),
        _schedule(_),
    ], help=_("End a login: a mall's is revoked at Cafe24 and deleted here, the keys of an ad medium are deleted here. "
              "Rows and sheet stay.\n\nExample: sheets-bridge disconnect cafe24 mymall"))  # fmt: skip


def _forget(_: Translate) -> click.Command:
    def forget(**asked: Any) -> None:
        from sheets_bridge.cli.forget import forget as act

        act(**asked)

    # Without its value an option asks for it, so that nobody's number need stand in the shell's history.
    whom = (
        ("phone", _("Whoever has this phone number.")),
        ("email", _("Whoever has this e-mail address.")),
        ("member", _("The member of this id.")),
    )
    options = [click.Option([f"--{name}"], is_flag=False, flag_value="", help=told) for name, told in whom]
    return click.Command("forget", callback=forget, params=[
        *options,
        click.Option(["--mall"], metavar="MALL", help=_("Only in this mall (all of them without it).")),
        click.Option(["--dry-run"], is_flag=True, help=_("Only count the rows; change nothing.")),
        _as_json(_),
        _schedule(_),
    ], help=_("Take a person out of the local database and the sheet, and never bring them back. Leave the value out "
              "and it is asked for (or read from stdin).\n\nExample: sheets-bridge forget --phone"))  # fmt: skip
