"""The command line: builds everything and hands it down; the only print."""

import os

from sheets_bridge.messages import translation


def main() -> None:
    """Run the command the shell asked for."""
    # Imported here and in each command: `--help` must answer before the libraries are loaded.
    from sheets_bridge.cli.commands import commands

    commands(translation(spoken(os.environ)))(prog_name="sheets-bridge")


def spoken(environment: os._Environ[str] | dict[str, str]) -> str:
    """The language before a schedule says one: English where the shell's is English, else Korean."""
    names = (environment.get(name, "") for name in ("SHEETS_BRIDGE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    return "en" if next(filter(None, names), "").lower().startswith("en") else "ko"
