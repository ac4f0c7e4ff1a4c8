"""What a test may set of the pretend Meta and Google Ads while they run: bounds, allowances, rights, how they fail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

SERVICE_ACCOUNT = "sheets-bridge@sandbox-project.iam.gserviceaccount.com"
"""The account whose key serves the pretend Google Sheets too: it was added as a user of the Ads accounts."""


@dataclass
class MetaRules:
    """The app of the pretend Meta and what it meets."""

    app_id: str = "700100200300400"
    proof_required: bool = False
    """The app's setting "Require App Secret"."""
    scopes: set[str] = field(default_factory=lambda: {"ads_read", "business_management"})
    barred: set[str] = field(default_factory=set)
    """Numbers of accounts that the token was not assigned to."""
    deleted: set[str] = field(default_factory=set)
    """Ids of ads that were deleted: what they did is counted, and told by ad only to who asks for deleted ones."""
    most_rows: int = 5_000
    """More rows than these in one synchronous answer are "too much data"."""
    failing_runs: int = 0
    """How many of the next asynchronous runs fail."""
    app_calls: int = 10_000
    """Calls an hour, of all accounts."""
    insights_calls: int = 3_000
    """Calls of insights an hour, of one account."""
    account_calls: int = 3_000
    """Calls in five minutes, of one account."""
    reports: int = 300
    """Asynchronous runs begun in five minutes, of one account."""
    exchanged: dict[str, datetime] = field(default_factory=dict, repr=False)
    """Tokens that were given for another one, with their ends."""


@dataclass
class GoogleRules:
    """The Cloud project of the pretend Google Ads and what it meets."""

    project: str = ""
    """Why the project is refused: SERVICE_DISABLED or CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION; empty: it is not."""
    barred: set[str] = field(default_factory=set)
    """Numbers of accounts that the login has no right to."""
    strangers: set[str] = field(default_factory=set)
    """E-mails of logins that are no users of any Ads account."""
    page_rows: int = 10_000
    daily_operations: int = 15_000
    burst: int = 100
    """Operations at once before a second lets ten more pass."""
    service_accounts: dict[str, str] = field(default_factory=lambda: {SERVICE_ACCOUNT: ""})
    """E-mail → public key as PEM. Where there is no key the signature of an assertion is not checked."""


_LEAST = {"failing_runs": 0}


class Unruled(Exception):
    """A rule cannot be set so; the text says what can be."""


def told(rules: MetaRules | GoogleRules) -> dict[str, Any]:
    """The rules by name, sets as sorted lists. Tokens and keys are not among them."""
    whole = {name: value for name, value in vars(rules).items() if not isinstance(value, dict)}
    return {name: sorted(value) if isinstance(value, set) else value for name, value in whole.items()}


def change(rules: MetaRules | GoogleRules, given: Mapping[str, Any]) -> None:
    """Set what is given, all or nothing; a set as a list of texts. Raises Unruled."""
    now = told(rules)
    for name, value in given.items():
        if name not in now:
            raise Unruled(f"unknown rule {name!r}; known are {', '.join(now)}")
        if type(value) is not type(now[name]) or (type(value) is int and value < _LEAST.get(name, 1)):
            raise Unruled(f"{name!r} must be of the kind it is now ({now[name]!r}), a number above 0")
    for name, value in given.items():
        setattr(rules, name, set(map(str, value)) if isinstance(value, list) else value)
