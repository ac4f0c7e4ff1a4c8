"""What `init` was given on the command line, and what it carries from step to step."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sheets_bridge.cli.asking import Asking
from sheets_bridge.cli.installation import language_of
from sheets_bridge.config import Account, Schedule
from sheets_bridge.source import Source


@dataclass(frozen=True)
class Given:
    """Answers given as options; None is asked for."""

    mall: str | None
    sheet: str | None
    history: str | None
    client: Path | None
    google_key: Path | None
    landed: str | None
    endpoints: Mapping[str, str]

    @property
    def of_schedule(self) -> list[str]:
        """The options given that answer what the schedule holds."""
        told = {"--mall": self.mall, "--sheet": self.sheet, "--history": self.history, "--endpoint": self.endpoints}
        return [option for option, value in told.items() if value]


def malls_of(schedule: Schedule, sources: Mapping[str, Source]) -> Mapping[str, Account]:
    """The accounts that log in by consent. Ad media are connected afterwards, each by a command of its own."""
    return {name: account for name, account in schedule.accounts.items() if sources[account.source].oauth}


@dataclass(frozen=True)
class Journey:
    """One set-up."""

    schedule: Path
    given: Given
    asking: Asking

    @property
    def credentials(self) -> Path:
        """Where keys and tokens lie."""
        return self.schedule.absolute().parent / "credentials"

    def short(self, path: Path) -> Path:
        """A path as somebody in this folder would write it."""
        folder = self.schedule.absolute().parent
        return path.relative_to(folder) if path.is_relative_to(folder) else path

    def spoken_as_scheduled(self) -> "Journey":
        """The same in the schedule's language, once there is one."""
        return replace(self, asking=Asking(language_of(self.schedule)))
