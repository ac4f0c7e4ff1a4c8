"""The spreadsheet: the key, the API, the sharing, the quota, the tabs; looked at, and not changed."""

from collections.abc import Iterable, Iterator

from sheets_bridge.cli.doctor.finding import Found, ok, refused, warning
from sheets_bridge.cli.doctor.visit import LONG_WAIT, Visit
from sheets_bridge.cli.installation import HMAC_KEY, tables_in, writer_of
from sheets_bridge.config import TabUse
from sheets_bridge.errors import BridgeError, DataRejected
from sheets_bridge.inputs import INPUTS, checked
from sheets_bridge.messages import Message, say
from sheets_bridge.spreadsheet import Form, Layout, Shape, Spreadsheet, Standing, connect
from sheets_bridge.spreadsheet.building import fullness
from sheets_bridge.spreadsheet.google import READ, WRITE
from sheets_bridge.spreadsheet.refusals import NotShared
from sheets_bridge.store import marks
from sheets_bridge.sync.publish import columns_of
from sheets_bridge.sync.signing import elsewhere, is_strange
from sheets_bridge.tokens import files

_BAD_REQUEST = 400

NO_KEY = say(
    "Where Google Cloud refuses to make a key (organization policy iam.disableServiceAccountKeyCreation): ask the "
    "organization's administrator to lift the policy for this one project; or make project, service account and key "
    "with a private Google account outside the organization, and share the spreadsheet with that service account."
)
"""What to do where keys are forbidden by policy."""


def key(visit: Visit, _subject: str) -> Iterator[Found]:
    """The key file; nobody is asked."""
    schedule = visit.schedule
    try:
        visit.google = connect(
            schedule.google, schedule.endpoints.get("google"), sleep=visit.sleep,
            on_call=lambda kind: visit.calls.update((kind,)),
        )  # fmt: skip
    except BridgeError as error:
        yield refused(error, NO_KEY if not schedule.google.exists() else None)
        return
    yield ok(say("the key is that of {email}", email=visit.google.email))


def api(visit: Visit, _subject: str) -> Iterator[Found]:
    """Whether the Sheets API answers the key at all. Raises: Refused, Unavailable."""
    for name, spreadsheet_id in visit.schedule.spreadsheets.items():
        visit.spreadsheets[name] = Spreadsheet(visit.google, spreadsheet_id)
        visit.looks[name] = _look(visit.spreadsheets[name])
    for seen in visit.looks.values():
        if isinstance(seen, BridgeError) and not _answered(seen):
            raise seen
    yield ok(say("the Google Sheets API answers"))


def editor(visit: Visit, name: str) -> Iterator[Found]:
    """Whether the spreadsheet is shared, and for editing: a write that changes nothing tells."""
    seen = visit.looks[name]
    if isinstance(seen, BridgeError):
        raise seen
    visit.spreadsheets[name].try_write(seen)
    yield ok(say("sharing confirmed: {email} may edit “{title}”", email=visit.google.email, title=seen.title))


def quota(visit: Visit, _subject: str) -> Iterator[Found]:
    """Whether Google kept this visit waiting."""
    calls = f"{visit.calls[READ]} + {visit.calls[WRITE]}"
    longest = max(visit.waits, default=0.0)
    if longest >= LONG_WAIT:
        yield warning(say("A call had to wait {seconds} s for the quota.", seconds=round(longest)),
                      say("Another program uses the same service account, or the same Google project: give this one "
                          "an account of its own. Google allows 60 reads and 60 writes a minute."))  # fmt: skip
    else:
        yield ok(say("calls of this visit (reads + writes): {calls}; none was refused", calls=calls))


def tabs(visit: Visit, name: str) -> Iterator[Found]:
    """The tabs as they stand: columns, header, merges, protections, room; and who else writes them."""
    layout = visit.looks[name]
    assert isinstance(layout, Layout)
    yield from _written_elsewhere(visit, name, layout)
    for note in fullness(layout):
        yield warning(note, say("Shorten keep:, choose fewer columns:, or use several spreadsheets:."))
    for job in visit.schedule.jobs.values():
        for tab in job.tabs:
            if tab.spreadsheet == name:
                yield from (_form if tab.table in INPUTS else _tab)(visit, layout, tab)


def _form(visit: Visit, layout: Layout, tab: TabUse) -> Iterable[Found]:
    """A tab that people type into."""
    form = Form(tab.title, INPUTS[tab.table], visit.schedule.language)
    try:
        filled = visit.spreadsheets[tab.spreadsheet].filled(layout, form)
    except DataRejected as error:
        return [refused(error)]
    if filled is None:
        return [ok(say("{tab}: not there yet; a run makes it", tab=tab.title))]
    mistaken = checked(form.input_, filled.rows, form.language).mistaken
    if mistaken:
        return [warning(say("{tab}: {count} lines hold a mistake.", tab=filled.sheet.title, count=mistaken),
                        say("Its last column says what is wrong with each; mend them there."))]  # fmt: skip
    return [ok(say("{tab}: people type into it, and all of it is understood", tab=filled.sheet.title))]


def _tab(visit: Visit, layout: Layout, tab: TabUse) -> Iterable[Found]:
    tables = tables_in(visit.schedule)
    shape = Shape(tab.title, tables[tab.table], columns_of(tables, tab), visit.schedule.language)
    try:
        standing = visit.spreadsheets[tab.spreadsheet].stand(layout, shape)
    except DataRejected as error:
        return [refused(error)]
    if standing is None:
        return [ok(say("{tab}: not there yet; a run makes it", tab=tab.title))]
    return _troubles(standing) or [ok(say("{tab}: healthy, {rows:,} rows", tab=tab.title, rows=len(standing.ids)))]


def _troubles(standing: Standing) -> list[Found]:
    title, found = standing.sheet.title, []
    if standing.provisional:
        found.append(warning(say("{tab}: its first load is not over; the next run goes on.", tab=title)))
    if standing.headless or standing.unnamed:
        found.append(warning(say("{tab}: its header row is gone or damaged; the next run puts it back.", tab=title)))
    if closed := _closed(standing):
        found.append(warning(say("{tab}: ranges are protected against us: {ranges}.", tab=title, ranges=closed),
                             say("Add the service account to their editors, or lift the protection.")))  # fmt: skip
    return found


def _closed(standing: Standing) -> list[str | Message]:
    shut = [protected for protected in standing.sheet.protections if protected.closed]
    return [protected.description or say("one without a description") for protected in shut]


def _written_elsewhere(visit: Visit, name: str, layout: Layout) -> Iterator[Found]:
    mark = layout.signed.by
    kept = files.read_private(visit.credentials / HMAC_KEY)
    if mark is None or kept is None:
        return
    spreadsheet_id = visit.schedule.spreadsheets[name]
    remembered = marks.remembered(visit.store, spreadsheet_id) if visit.store else ()
    if is_strange(mark, writer_of(bytes.fromhex(kept.decode())), remembered) and (
        busy := elsewhere(mark, visit.clock())
    ):
        yield refused(busy)


def _look(spreadsheet: Spreadsheet) -> Layout | BridgeError:
    try:
        return spreadsheet.look()
    except BridgeError as error:
        return error


def _answered(error: BridgeError) -> bool:
    """Whether the API itself works: it spoke about this one spreadsheet."""
    return isinstance(error, NotShared) or error.status == _BAD_REQUEST
