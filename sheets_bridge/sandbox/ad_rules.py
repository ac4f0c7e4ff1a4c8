"""What a test may set of the pretend Meta and Google Ads while they run: bounds, allowances, rights, how they fail."""

from dataclasses import dataclass, field
from datetime import datetime

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
