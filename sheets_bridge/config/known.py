"""What may be named in a job: accounts, streams, tables and spreadsheets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sheets_bridge.inputs import Input
from sheets_bridge.masking import Privacy
from sheets_bridge.messages import Message
from sheets_bridge.model import Report, Table
from sheets_bridge.source import Source, Stream


@dataclass(frozen=True)
class Known:
    """The words a job can use. `accounts` are account name → source id ("" where the source itself is wrong)."""

    sources: Mapping[str, Source]
    tables: Mapping[str, Table]
    accounts: Mapping[str, str]
    spreadsheets: Mapping[str, str]
    privacy: Privacy = field(default_factory=Privacy)
    doubtful: frozenset[str] = frozenset()
    """Streams, and tables of the same name, that the schedule itself describes, but wrongly."""
    reports: Mapping[str, Report] = field(default_factory=dict)
    """Their tables are among `tables`."""
    flawed: Mapping[str, Sequence[Message]] = field(default_factory=dict)
    """Reports that people wrote wrongly, and what is wrong with each; they are among `doubtful`."""
    advertisers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Login at an ad medium → the malls whose shops its ad accounts advertise."""
    inputs: Mapping[str, Input] = field(default_factory=dict)
    """What people type on tabs; their tables are among `tables` too."""

    def streams_of(self, account: str) -> Mapping[str, Stream] | None:
        """The streams of an account's source; None where the source is not known."""
        source = self.source_of(account)
        return None if source is None else source.streams

    def source_of(self, account: str) -> Source | None:
        """An account's source; None where it is not known."""
        return self.sources.get(self.accounts[account])

    def filling(self, table: str) -> Iterator[str]:
        """The streams, as a job would name them, that fill a table."""
        for account in self.accounts:
            for stream in (self.streams_of(account) or {}).values():
                if any(filled.id == table for filled in stream.tables):
                    yield f"{account}.{stream.id}"

    def typed_from(self, table: str) -> list[str]:
        """The streams, as a job would name them, that are typed on tabs of a table."""
        named = ((account, self.streams_of(account) or {}) for account in self.accounts)
        return [f"{account}.{stream.id}" for account, streams in named for stream in streams.values()
                if stream.typed and stream.typed.table.id == table]  # fmt: skip
