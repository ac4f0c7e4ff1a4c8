"""What `connect` was given on the command line; None and nothing are asked for."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Given:
    """Answers given as options."""

    print_url: bool = False
    landed: str | None = None
    code: str | None = None
    from_file: Path | None = None
    """A JSON file of keys; `-` is stdin. A secret in a command's words would stand in the shell's history."""
    ad_accounts: tuple[str, ...] = ()

    @property
    def of_consent(self) -> list[str]:
        """The options given that have to do with a page to agree on."""
        told = {"--print-url": self.print_url, "--landed": self.landed, "--code": self.code}
        return [option for option, value in told.items() if value]

    @property
    def of_media(self) -> list[str]:
        """Those that only ad media know."""
        told = {"--from-file": self.from_file, "--ad-account": self.ad_accounts}
        return [option for option, value in told.items() if value]
