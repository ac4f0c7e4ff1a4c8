"""What people are told about a login."""

from collections.abc import Callable

from sheets_bridge.errors import BridgeError, ConfigError, LoginNeeded, Refused, StateError, Unavailable
from sheets_bridge.messages import Message, say
from sheets_bridge.tokens.answer import Meaning, Verdict

LOST: dict[str, Callable[[], Message]] = {
    "never": lambda: say("it was never connected"),
    "expired": lambda: say("the login was not used for two weeks and has ended"),
    "refused": lambda: say(
        "Cafe24 no longer accepts the login: the app was removed or its rights were changed, "
        "somebody connected again elsewhere, or another program uses the same app"
    ),
    "removed": lambda: say("Cafe24 says that the app was removed from the mall, and said so again hours later"),
    "answer_lost": lambda: say("the answer to an earlier renewal was lost on its way, and with it the new login"),
    "no_answer": lambda: say("Cafe24 gave no clear answer to four tries to renew the login"),
}
"""Why a login is lost, by the word the vault keeps."""


def lost_message(mall: str, reason: str) -> Message:
    """That a login is lost, why, and the command that mends it."""
    return say(
        "Cafe24 mall {mall}: log in again, because {reason}. As the main operator (대표운영자), run: "
        "sheets-bridge connect cafe24 {mall}",
        mall=mall,
        reason=LOST[reason](),
    )


def lost(mall: str, reason: str) -> LoginNeeded:
    """The login is lost."""
    return LoginNeeded(lost_message(mall, reason))


def refuses_fresh_token(mall: str) -> LoginNeeded:
    """An API call was answered 401 although its token has only just been granted."""
    return LoginNeeded(
        say(
            "Cafe24 mall {mall} answers 401 to a token it has only just given. Check that the app is "
            "still installed in the mall and that no other program or installation uses it (one app, one "
            "tool), then run: sheets-bridge connect cafe24 {mall}",
            mall=mall,
        ),
        status=401,
    )


def in_doubt(mall: str, seconds: float) -> Unavailable:
    """A renewal went without a clear answer; the next try is due in `seconds`."""
    return Unavailable(
        say(
            "Cafe24 mall {mall}: the last renewal of the login got no clear answer. The next try is "
            "possible in {seconds} s; the next run makes it.",
            mall=mall,
            seconds=round(seconds + 0.5),
        ),
        wait=seconds,
    )


def said_removed(mall: str, seconds: float) -> Unavailable:
    """Cafe24 says that the app is gone; it is not believed yet."""
    return Unavailable(
        say(
            "Cafe24 mall {mall} says that the app was removed. It has said so of apps that were there, so it is "
            "believed only when it says so again hours later; the saved login is kept, and the next try is possible in "
            "{seconds} s. If the app was removed, install it again and run: sheets-bridge connect cafe24 {mall}",
            mall=mall,
            seconds=round(seconds + 0.5),
        ),
        wait=seconds,
    )


def older_copy(mall: str) -> StateError:
    """The vault file is older than what is known beside it."""
    return StateError(
        say(
            "The saved login of Cafe24 mall {mall} is an older copy: its renewal was used before. It "
            "works until its access ends. Put the newest {mall}.token back, or run: "
            "sheets-bridge connect cafe24 {mall}",
            mall=mall,
        )
    )


def not_renewed(mall: str, verdict: Verdict) -> BridgeError:
    """A renewal of the login brought no token."""
    return _NOT_RENEWED[verdict.meaning](mall, verdict)


def not_connected(mall: str, verdict: Verdict) -> BridgeError:
    """The exchange of a consent code brought no token."""
    return _NOT_CONNECTED.get(verdict.meaning, _NOT_RENEWED[verdict.meaning])(mall, verdict)


def not_revoked(mall: str, verdict: Verdict) -> BridgeError:
    """A login that is to end was not revoked."""
    kind = {Meaning.WRONG_CLIENT: ConfigError, Meaning.REFUSED: Refused}.get(verdict.meaning, Unavailable)
    return kind(
        say(
            "Cafe24 mall {mall} was asked to revoke the login, and what came back was {seen}. Nothing was deleted. Try "
            "again later; or delete the login here alone with --here-only, and remove the app in the mall's admin.",
            mall=mall,
            seen=verdict.seen,
        ),
        status=verdict.status,
    )


def kept_going(error: BridgeError) -> Message:
    """That work goes on with the access token that still lives."""
    return say("{problem} Work goes on until the present access ends.", problem=error.message)


def odd_answer(mall: str, oddity: Message) -> Message:
    """That an answer was taken although something in it is unusual."""
    return say("Cafe24 mall {mall} gave a token, but {oddity}. Please report this.", mall=mall, oddity=oddity)


def _unreached(mall: str, verdict: Verdict) -> Unavailable:
    return Unavailable(
        say(
            "Cafe24 mall {mall} was asked for a token and did not take the request: {seen}. The saved "
            "login is untouched. Check the network; the next run tries again.",
            mall=mall,
            seen=verdict.seen,
        ),
        status=verdict.status,
        wait=verdict.wait,
    )


def _unclear(mall: str, verdict: Verdict) -> Unavailable:
    return Unavailable(
        say(
            "Cafe24 mall {mall} was asked to renew the login, and what came back was {seen}. Whether "
            "the login was renewed is not known; a later run tries again by itself.",
            mall=mall,
            seen=verdict.seen,
        ),
        status=verdict.status,
        wait=verdict.wait,
    )


def _dead(mall: str, _verdict: Verdict) -> LoginNeeded:
    return lost(mall, "refused")


def _removed(mall: str, _verdict: Verdict) -> Unavailable:
    return said_removed(mall, 1800.0)


def _wrong_client(mall: str, verdict: Verdict) -> ConfigError:
    return ConfigError(
        say(
            "Cafe24 mall {mall} does not accept client_id and client_secret ({seen}). Copy both anew "
            "from the developer center into the client file: re-issuing a secret stops the old one at "
            "once. The saved login is kept.",
            mall=mall,
            seen=verdict.seen,
        ),
        status=verdict.status,
    )


def _refused(mall: str, verdict: Verdict) -> Refused:
    return Refused(
        say(
            "Cafe24 mall {mall} was asked for a token and refused: {seen}. The saved login is kept. Check "
            "in the developer center and the mall's admin that the app is installed and running.",
            mall=mall,
            seen=verdict.seen,
        ),
        status=verdict.status,
    )


def _code_in_doubt(mall: str, verdict: Verdict) -> Unavailable:
    return Unavailable(
        say(
            "Cafe24 mall {mall} was sent the consent code, and what came back was {seen}. A code works "
            "once: run sheets-bridge connect cafe24 {mall} again for a new one.",
            mall=mall,
            seen=verdict.seen,
        ),
        status=verdict.status,
    )


def _code_dead(mall: str, verdict: Verdict) -> LoginNeeded:
    return LoginNeeded(
        say(
            "Cafe24 mall {mall} does not accept the consent code ({seen}): it works once, for one "
            "minute. Run again and paste the address at once: sheets-bridge connect cafe24 {mall}",
            mall=mall,
            seen=verdict.seen,
        ),
        status=verdict.status,
    )


_NOT_RENEWED: dict[Meaning, Callable[[str, Verdict], BridgeError]] = {
    Meaning.NOT_PROCESSED: _unreached,
    Meaning.DOUBTFUL: _unclear,
    Meaning.DEAD: _dead,
    Meaning.WRONG_CLIENT: _wrong_client,
    Meaning.REFUSED: _refused,
    Meaning.REMOVED: _removed,
}
_NOT_CONNECTED: dict[Meaning, Callable[[str, Verdict], BridgeError]] = {
    Meaning.DOUBTFUL: _code_in_doubt,
    Meaning.DEAD: _code_dead,
    Meaning.REMOVED: _refused,
}
