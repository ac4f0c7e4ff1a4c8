"""The consent of an account's owner: the address to open, the address they landed on."""

import hmac
import re
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from sheets_bridge.errors import LoginNeeded
from sheets_bridge.messages import Message, say
from sheets_bridge.model import Clock
from sheets_bridge.tokens import files
from sheets_bridge.tokens.client import OAuthClient, check_mall

STATE_LIFE = timedelta(minutes=10)
_AROUND = "\"'`<>()[]“”‘’"
_WORD = re.compile(r"[a-z_]{3,40}")


def before_consent(mall: str) -> Message:
    """What to say before the address is shown."""
    return say(
        "Only the main operator (대표운영자) of Cafe24 mall {mall} can connect it; sub-operators and suppliers "
        "cannot. Log in as the main operator, agree, then copy the whole address you land on: it works for one "
        "minute.",
        mall=mall,
    )


def authorize_url(url: str, client: OAuthClient, scopes: Iterable[str], state: str) -> str:
    """The page to open in a browser; `url` is the mall's `…/api/v2/oauth/authorize`.

    Scopes are joined by commas: blanks have been answered `invalid_scope` (reference: cafe24-admin 1.1).
    """
    query = {
        "response_type": "code",
        "client_id": client.client_id,
        "state": state,
        "redirect_uri": client.redirect_uri,
        "scope": ",".join(scopes),
    }
    return f"{url}?{urlencode(query, safe=',')}"


def missing_scopes(granted: Iterable[str], needed: Iterable[str]) -> tuple[str, ...]:
    """The needed scopes that were not granted, in the order of `needed`."""
    have = set(granted)
    return tuple(dict.fromkeys(scope for scope in needed if scope not in have))


class Consent:
    """One consent under way; its state is kept ten minutes in `credentials/<account>.consent` and works once."""

    def __init__(self, folder: Path, account: str, clock: Clock, medium: tuple[str, str] | None = None) -> None:
        """`medium` is the label and the id of the source where that is no mall of Cafe24."""
        self._account = check_mall(account)
        self._folder = folder
        self._path = folder / f"{account}.consent"
        self._clock = clock
        self._vendor, source = medium or ("Cafe24", "cafe24")
        self._how = f"sheets-bridge connect {source} {account}"
        self._of_mall = medium is None
        named = say("{medium} ({account})", medium=self._vendor, account=account)
        self._who = say("Cafe24 mall {mall}", mall=account) if self._of_mall else named

    def begin(self) -> str:
        """A new state for `authorize_url`; an earlier one is void. Raises: StateError, ConfigError."""
        files.check_folder(self._folder)
        state = secrets.token_urlsafe(32)
        content = f"{self._clock().isoformat()} {state}".encode()
        files.replace(self._path, self._path.with_name(f"{self._path.name}.next"), content)
        return state

    def landed(self, address: str) -> str:
        """The code in the address somebody landed on and pasted.

        Raises: LoginNeeded saying what is wrong with the address and what to do.
        """
        fields = _query(address)
        if "error" in fields:
            files.remove(self._path)
            raise LoginNeeded(self._refusal(fields["error"]))
        if "code" not in fields or "state" not in fields:
            raise LoginNeeded(
                say(
                    "That is not the address {vendor} sends you to after you agree: it has no code and "
                    "state. Copy the whole address from the browser's address bar and paste it again.",
                    vendor=self._vendor,
                )
            )
        self._check_state(fields["state"])
        files.remove(self._path)
        return fields["code"]

    def _check_state(self, state: str) -> None:
        kept = self._kept()
        if kept is None:
            raise LoginNeeded(
                say(
                    "No consent is under way for {who}, or its ten minutes are over. Run again: {how}",
                    who=self._who,
                    how=self._how,
                )
            )
        if not hmac.compare_digest(kept.encode(), state.encode("utf-8", "replace")):
            raise LoginNeeded(
                say(
                    "That address belongs to another consent. Use the address you landed on from the "
                    "newest link, or run again: {how}",
                    how=self._how,
                )
            )

    def _kept(self) -> str | None:
        content = files.read_private(self._path)
        if content is None:
            return None
        since, _, state = content.decode("ascii").partition(" ")
        age = self._clock() - datetime.fromisoformat(since)
        return state if timedelta(0) <= age <= STATE_LIFE else None

    def _refusal(self, error: str) -> Message:
        if not self._of_mall:
            return say("{who} was not connected: {error}. Somebody chose not to agree, or what was copied from the "
                       "medium's page is not right. Run again: {how}", who=self._who, error=_word(error),
                       how=self._how)  # fmt: skip
        if error == "access_denied":
            return say(
                "Cafe24 mall {mall} was not connected: access_denied. Somebody chose not to agree, or is not "
                "the main operator (대표운영자). Log in as the main operator and run again: sheets-bridge "
                "connect cafe24 {mall}",
                mall=self._account,
            )
        if error == "invalid_scope":
            return say(
                "Cafe24 mall {mall} was not connected: invalid_scope. Tick every scope that is asked for in the "
                "app's settings in the developer center, then run again: sheets-bridge connect cafe24 {mall}. "
                "mall.read_privacy (members) can only be ticked once Cafe24 has approved the app for it: until then "
                "take the stream members out of schedule.yaml.",
                mall=self._account,
            )
        return say(
            "Cafe24 mall {mall} was not connected: {error}. Compare client_id and redirect_uri with the "
            "developer center, then run again: sheets-bridge connect cafe24 {mall}",
            mall=self._account,
            error=_word(error),
        )


def _word(error: str) -> str:
    """An error's name as it stands in an address; whatever is no word may be anything."""
    return error if _WORD.fullmatch(error) else "error"


def _query(address: str) -> dict[str, str]:
    """The first value of each field of a pasted address; terminals wrap long lines, mail programs quote them."""
    whole = "".join(address.split()).strip(_AROUND)
    try:
        query = urlsplit(whole).query
    except ValueError:
        return {}
    return {name: values[0] for name, values in parse_qs(query).items()}
