"""The words that stand on the page whatever it shows."""

from sheets_bridge.messages import Translate


def labels(_: Translate) -> dict[str, str]:
    """Label by its name in the templates."""
    return {
        "title": _("sheets_bridge status"),
        "jobs": _("Jobs"), "accounts": _("Logins"), "covered": _("Days collected"), "calls": _("Calls"),
        "log": _("Run log"),
        "well": _("All is well."), "alarm": _("Needs somebody"),
        "run": _("Refresh now"), "asked": _("Asked for"), "last": _("Last run"), "next": _("Next"),
        "tabs": _("Tabs"), "more": _("Other problems"), "history": _("Loading history"),
        "lasts": _("lasts"), "minute": _("last minute"), "day": _("last 24 h"),
        "empty": _("Nothing has run yet."), "as_of": _("as of {time} (Korean time)"),
        "offline": _("The page is not answered. Does the daemon still run?"),
        "refused": _("That could not be asked for. Load the page again."),
        "script": _("This page needs JavaScript to refresh itself and its buttons."),
        "stranger": _("This page needs its key"),
        "stranger_how": _("In the folder of schedule.yaml run: sheets-bridge status --page. Open the address it shows "
                          "in this browser, once."),
    }  # fmt: skip
