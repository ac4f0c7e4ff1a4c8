"""Tabs that people type into, and the streams that are made of what they type."""

from collections.abc import Iterable, Mapping, Sequence

from sheets_bridge.config.known import Known
from sheets_bridge.config.place import Place, Section
from sheets_bridge.config.schedule import Job, StreamUse, TabUse
from sheets_bridge.messages import say
from sheets_bridge.source import Stream

_OURS_ALONE = ("keep", "rollup", "where", "columns")
"""What can be said of a tab that we write."""


def fed_by(table: str, place: Place, streams: Sequence[StreamUse], known: Known) -> tuple[StreamUse, ...]:
    """The streams of a job that are made of what is typed on its tab of a table; notes where there must be one."""
    fed = tuple(use for use in streams if _typed(use, known) == table)
    makers = [source.id for source in known.sources.values()
              if any(_is_of(one, table) for one in source.streams.values())]  # fmt: skip
    if fed or not makers:
        return fed
    names = known.typed_from(table)
    problem = say('no stream of this job is made of what is typed on the table "{table}"', table=table)
    if names:
        place.wrong(say("{problem}; add {streams} to its streams", problem=problem, streams=names))
    else:
        place.wrong(say("{problem}; add an account with source: {source}", problem=problem, source=makers))
    return ()


def refuse_what_is_ours(section: Section) -> None:
    """Notes what cannot be said of a tab that people type into."""
    for key in _OURS_ALONE:
        if key in section:
            section[key].wrong(say("people type into this tab, all of it is read; leave {key} out", key=key))


def check_typed(places: Mapping[str, Place], jobs: Mapping[str, Job], tabs: Iterable[TabUse], known: Known) -> None:
    """Notes every stream that is typed, and no job has the tab for it."""
    fed = {use for tab in tabs for use in tab.feeds if tab.table in known.inputs}
    for name, job in jobs.items():
        for use in job.streams:
            table = _typed(use, known)
            if table in known.inputs and use not in fed:
                word = f"{use.account}.{use.stream}"
                places[name].inside(("streams", word)).wrong(
                    say("{stream} is what people type on a tab; add one to the tabs:\n      {title}:\n        "
                        "table: {table}", stream=word, title=known.inputs[table].ko, table=table)
                )  # fmt: skip


def _typed(use: StreamUse, known: Known) -> str:
    """The table whose tab a stream is made of; "" where it comes from a vendor."""
    stream = (known.streams_of(use.account) or {}).get(use.stream)
    return stream.typed.table.id if stream and stream.typed else ""


def _is_of(stream: Stream, table: str) -> bool:
    return stream.typed is not None and stream.typed.table.id == table
