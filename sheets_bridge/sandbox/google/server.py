"""The Google side of the sandbox put together: Sheets, Drive, the token endpoint, the page, two ready files."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from flask import Blueprint, Response, request

from sheets_bridge.sandbox.page.routes import page_blueprint

from .accounts import Accounts
from .drive_api import drive_blueprint
from .library import Library, user_permission
from .looking import Looking
from .quotas import Quotas
from .sheets_api import answer, sheets_blueprint

SERVICE_ACCOUNT = "sheets-bridge@sandbox-project.iam.gserviceaccount.com"
OWNER = "owner@example.com"
_STRANGER = "someone-else@example.com"


@dataclass(frozen=True, slots=True)
class Google:
    """What the server assembly mounts, and what it hands out; `owner_token` is the bearer of the ready file's owner."""

    blueprint: Blueprint
    page: Blueprint
    spreadsheet_id: str
    unshared_id: str
    service_account_email: str
    library: Library
    accounts: Accounts
    owner_email: str
    owner_token: str = field(repr=False)


def create_google(
    now: Callable[[], datetime],
    limits_enabled: Callable[[], bool] = lambda: True,
    token: str = "demo-token",  # noqa: S107 - the sandbox's own, good on loopback only
    title: str = "쇼핑몰 데이터",
) -> Google:
    """A Google with one empty spreadsheet shared with the caller as writer, and one that is not shared.

    `now` is the sandbox clock (aware); quotas count only while `limits_enabled()`.
    """
    library = Library(now)
    accounts = Accounts(now, token, SERVICE_ACCOUNT)
    ready = library.create(title, OWNER, "ko_KR", "Asia/Seoul", "시트1")
    ready.permissions.append(user_permission(SERVICE_ACCOUNT, "writer"))
    unshared = library.create("공유되지 않은 문서", _STRANGER, "ko_KR", "Asia/Seoul", "시트1")
    routes = Blueprint("google", __name__)
    routes.register_blueprint(sheets_blueprint(library, accounts, Quotas(now, limits_enabled)))
    routes.register_blueprint(drive_blueprint(library, accounts))
    routes.add_url_rule("/google/token", "token", _token_view(accounts), methods=["POST"])
    page = page_blueprint(Looking(library, ready.book.id))
    ids = (ready.book.id, unshared.book.id, SERVICE_ACCOUNT)
    return Google(routes, page, *ids, library, accounts, OWNER, accounts.token_for(OWNER))


def _token_view(accounts: Accounts) -> Callable[[], Response]:
    def token() -> Response:
        body, status = accounts.grant(request.form.get("grant_type", ""), request.form.get("assertion", ""))
        return answer(body, status)

    return token
