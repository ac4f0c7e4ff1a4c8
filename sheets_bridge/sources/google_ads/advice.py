"""What the owner can do about each of Google Ads' refusals (reference: ad-media §4.1, §4.4)."""

from collections.abc import Callable, Mapping

from sheets_bridge.messages import Message, say

VERSION = say("Google has ended this version of its API, as it does about a year after each. Update sheets_bridge.")

_OLD_TOKEN = say("Developer tokens were retired on 2026-09-09 and none is needed: take developer_token out of the "
                 "account's file in credentials/.")  # fmt: skip
_NUMBER = say("Compare ad_accounts: in schedule.yaml with the ten digits at the top of Google Ads.")

LOGIN: Mapping[str, Callable[[str], Message]] = {
    "NOT_ADS_USER": lambda who: say(
        "This login is no user of any Google Ads account. In Google Ads open Admin → Access and security (관리 → "
        "액세스 및 보안) and add its e-mail, for a service account the client_email of the key file; or connect with "
        "another login: sheets-bridge connect google_ads {who}",
        who=who,
    ),
    "TWO_STEP_VERIFICATION_NOT_ENROLLED": lambda who: say(
        "Google wants 2-step verification for who reads ads: turn it on at myaccount.google.com/security, then connect "
        "again: sheets-bridge connect google_ads {who}",
        who=who,
    ),
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": lambda who: say(
        "The consent does not cover Google Ads. Connect again and leave its box ticked: sheets-bridge connect "
        "google_ads {who}",
        who=who,
    ),
}
"""Refusals that another login or another consent mends; a new token of the same login does not."""

RIGHTS: Mapping[str, Callable[[str], Message]] = {
    "USER_PERMISSION_DENIED": lambda who: say(
        "This login does not reach the ad account. If it is under a manager account, connect again and give the "
        "manager's ten digits as manager_id (or leave a wrong one out): sheets-bridge connect google_ads {who}. Else "
        "add the login's e-mail in Google Ads under Admin → Access and security (관리 → 액세스 및 보안).",
        who=who,
    ),
    "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION": lambda _who: say(
        "The Google Cloud project of this login may only read test accounts. Open "
        "https://console.cloud.google.com/google/ads-apis/overview in that project and apply for Explorer access, "
        "which is mostly granted by itself; Basic takes about 2 working days. Then run again."
    ),
    "SERVICE_DISABLED": lambda _who: say(
        "The Google Ads API is not enabled in the Google Cloud project of this login. Open "
        "https://console.cloud.google.com/apis/library/googleads.googleapis.com in that project, click Enable, wait a "
        "few minutes and run again."
    ),
    "CUSTOMER_NOT_ENABLED": lambda _who: say(
        "The ad account was closed, or never set up to its end. Reopen it in Google Ads, or take it out of "
        "ad_accounts: in schedule.yaml."
    ),
    "CUSTOMER_NOT_FOUND": lambda _who: _NUMBER,
    "INVALID_CUSTOMER_ID": lambda _who: _NUMBER,
    "INVALID_LOGIN_CUSTOMER_ID": lambda who: say(
        "manager_id must be the ten digits of a manager account. Connect again: sheets-bridge connect google_ads {who}",
        who=who,
    ),
    "UNSUPPORTED_VERSION": lambda _who: VERSION,
    "DEVELOPER_TOKEN_NOT_APPROVED": lambda _who: _OLD_TOKEN,
    "DEVELOPER_TOKEN_INVALID": lambda _who: _OLD_TOKEN,
    "DEVELOPER_TOKEN_PROHIBITED": lambda _who: _OLD_TOKEN,
}
"""Refusals that a right, a setting or an update mends."""
