"""The steps that talk to the vendors: the mall's consent, the sheet's sharing, the first run."""

import time

from sheets_bridge.cli import screen
from sheets_bridge.cli.connect.mall import ask_landed, granted
from sheets_bridge.cli.init.journey import Journey, malls_of
from sheets_bridge.cli.installation import Installation, installation, read_schedule
from sheets_bridge.cli.run import show, told_of
from sheets_bridge.errors import BridgeError, DataRejected
from sheets_bridge.messages import Message, say
from sheets_bridge.spreadsheet import Spreadsheet, connect
from sheets_bridge.store import ledger
from sheets_bridge.sync import Ask
from sheets_bridge.tokens import Consent, Life


def consent(journey: Journey) -> None:
    """Every mall connected, with every permission its jobs need."""
    read, sources = read_schedule(journey.schedule)
    for account in malls_of(read, sources):
        life: Life | None = None
        while life is None:
            # Opened anew for each try: somebody may have corrected the app's file meanwhile.
            with installation(journey.schedule) as opened:
                life = _connected(journey, opened, account)
        journey.asking.done(say("{mall}: connected; the login lasts until {until} and renews itself",
                                mall=account, until=screen.kst(life.refresh_until)))  # fmt: skip


def _connected(journey: Journey, opened: Installation, account: str) -> Life | None:
    """The login that stands, or the one of another try; None where it does not do."""
    life = opened.logins[account].life()
    if life and not life.lost and granted(opened, account, life):
        return life
    life = _asked(journey, opened, account)
    return life if life and granted(opened, account, life) else None


def _asked(journey: Journey, opened: Installation, account: str) -> Life | None:
    """One try; None where it came to nothing and another may be made."""
    under_way = Consent(opened.credentials, account, opened.clock)
    if journey.given.landed is not None:
        return opened.logins[account].exchange(under_way.landed(journey.given.landed))
    try:
        return opened.logins[account].exchange(under_way.landed(ask_landed(opened, account, under_way)))
    except BridgeError as error:
        journey.asking.problem(error)
        journey.asking.tell(say("(Is the app's id, secret or redirect address wrong? Correct it in {file} first.)",
                                file=journey.short(opened.schedule.accounts[account].client)))  # fmt: skip
        journey.asking.once_more(say("Press Enter for a new address"))
        return None


def sharing(journey: Journey) -> None:
    """Every spreadsheet shared for editing, seen by a write that changes nothing."""
    while (confirmed := _confirmed(journey)) is None:
        journey.asking.tell(say("(Or is the address wrong? Correct it at spreadsheet: in {file}.)",
                                file=journey.schedule))  # fmt: skip
        journey.asking.once_more(say("Press Enter to check again"))
    for one in confirmed:
        journey.asking.done(one)


def _confirmed(journey: Journey) -> list[Message] | None:
    """What each spreadsheet's sharing was seen to be; None, and told, where one may not be edited.

    The schedule is read anew each time: somebody may have corrected the address meanwhile.
    """
    read, _sources = read_schedule(journey.schedule)
    client = connect(read.google, read.endpoints.get("google"), sleep=time.sleep)
    confirmed = []
    for spreadsheet_id in read.spreadsheets.values():
        spreadsheet = Spreadsheet(client, spreadsheet_id)
        try:
            layout = spreadsheet.look()
            spreadsheet.try_write(layout)
        except BridgeError as error:
            journey.asking.problem(error)
            journey.asking.tell(say("In the spreadsheet: Share (공유) → add {email} → Editor (편집자) → Send.",
                                    email=client.email))  # fmt: skip
            return None
        confirmed.append(say("sharing confirmed: {email} may edit “{title}”", email=client.email, title=layout.title))
    return confirmed


def first_run(journey: Journey) -> None:
    """Every job run once and verified: its newest days; the daemon loads what lies before. Raises: the run's error."""
    with installation(journey.schedule) as opened:
        jobs = list(opened.schedule.jobs)
        if all(_ran_well(opened, job) for job in jobs):
            journey.asking.done(say("every job has run well before; `sheets-bridge run` runs them again"))
            return
        journey.asking.tell(say("The newest 30 days come now; the daemon then loads what lies before them."))
        told = told_of(opened, jobs, Ask(part="news"))
        show(told, opened.translate)
        if told["exit_code"] or not told["verified"]:
            if not told["exit_code"]:
                journey.asking.tell(say("No value could be read back yet: nothing has been collected for some tab. "
                                        "Look at history: in the schedule, then call this again."))  # fmt: skip
            raise NotYet(told["exit_code"] or DataRejected.exit_code)
        journey.asking.done(say("the first run is verified: every value was read back from the sheet and is equal"))


def _ran_well(opened: Installation, job: str) -> bool:
    last = ledger.last(opened.store, job)
    return last is not None and last["outcome"] == "ok" and bool(last.get("verified"))


class NotYet(Exception):
    """A step is not done, and what is to do has been said already; `code` ends the command."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code
