"""What each error of the Graph API means for us: the code with its subcode, and what happens next. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sheets_bridge.errors import BridgeError, DataRejected, LoginNeeded, Refused, Unavailable
from sheets_bridge.messages import Message, say
from sheets_bridge.sources.meta_ads.usage import WAIT_SECONDS

_SOON_SECONDS = 3.0


class TooMuch(DataRejected):
    """More was asked for than one answer bears, in rows or in time: fewer days, or a report run."""


class RunFailed(DataRejected):
    """A report run ended without a report."""


@dataclass(frozen=True)
class Fault:
    """An answer that is an error."""

    who: str
    path: str
    status: int
    code: int
    sub: int
    """0 for none."""
    words: str
    passing: bool
    """Whether Meta says that it passes."""
    wait: float
    """Seconds that its headers ask for; 0 for none."""

    @property
    def number(self) -> str:
        """How messages name it."""
        return f"{self.code}/{self.sub}" if self.sub else str(self.code)

    @property
    def connect(self) -> str:
        """The command that makes another login."""
        return f"sheets-bridge connect meta_ads {self.who}"


def problem(fault: Fault) -> BridgeError:
    """The error by what happens next: told by the words where only they tell, else by code and subcode, by the code,
    and last by the status."""
    return _maker(fault)(fault)


def _busy(fault: Fault) -> BridgeError:
    told = say("Meta {who}: {path} takes no call for now ({code}): the usage limit is reached. The next run goes on by "
               "itself.", who=fault.who, path=fault.path, code=fault.number)  # fmt: skip
    return Unavailable(told, status=fault.status, wait=fault.wait or WAIT_SECONDS)


def _not_now(fault: Fault) -> Message:
    return say("Meta {who}: {path} cannot answer now ({status}, {code}). The next run tries again by itself.",
               who=fault.who, path=fault.path, status=fault.status, code=fault.number)  # fmt: skip


def _passing(fault: Fault) -> BridgeError:
    return Unavailable(_not_now(fault), status=fault.status)


def _not_yet(fault: Fault) -> BridgeError:
    """A run that was begun a moment ago is not known everywhere at once."""
    return Unavailable(_not_now(fault), status=fault.status, wait=_SOON_SECONDS)


def _run_failed(fault: Fault) -> BridgeError:
    return RunFailed(_not_now(fault), status=fault.status)


_OF_A_RUN = re.compile(r"/v[0-9.]+/\d+(/|$)")


def _missing(fault: Fault) -> BridgeError:
    """What is not there is a run, or something the token may not see."""
    return _not_yet(fault) if _OF_A_RUN.match(fault.path) else _no_right(fault)


_WHY_DEAD: Mapping[int, Message] = {
    458: say("its owner removed the app"),
    459: say("its owner has to log in at facebook.com and do what is asked there"),
    460: say("its owner's password was changed"),
    463: say("its time is over"),
    464: say("its owner has to log in at facebook.com and do what is asked there"),
    467: say("it was withdrawn"),
}


def _dead(fault: Fault) -> BridgeError:
    told = say("Meta {who}: the token is not accepted any more ({code}: {why}). Make a new one in 비즈니스 설정 > "
               "사용자 > 시스템 사용자 > 새 토큰 생성, then: {connect}", who=fault.who, code=fault.number,
               why=_WHY_DEAD.get(fault.sub, say("it is not valid")), connect=fault.connect)  # fmt: skip
    return LoginNeeded(told, status=fault.status)


def _no_right(fault: Fault) -> BridgeError:
    told = say("Meta {who}: {path} may not be read ({code}). The token needs the permission ads_read, and its system "
               "user the ad account: 비즈니스 설정 > 사용자 > 시스템 사용자 > 자산 할당 > 광고 계정 (성과 보기). Then "
               "make a new token there, and: {connect}", who=fault.who, path=fault.path, code=fault.number,
               connect=fault.connect)  # fmt: skip
    return Refused(told, status=fault.status)


def _no_proof(fault: Fault) -> BridgeError:
    told = say("Meta {who}: {path} asks for a proof of the app secret (appsecret_proof), and ours does not fit: the "
               "app secret among the keys is missing, or of another app than the token's. Copy it from 내 앱 > 앱 설정 "
               "> 기본 설정 (앱 시크릿 코드), then: {connect}", who=fault.who, path=fault.path, connect=fault.connect
               )  # fmt: skip
    return LoginNeeded(told, status=fault.status)


def _version_over(fault: Fault) -> BridgeError:
    told = say("Meta {who}: version {version} of the API is not there (any more). Update sheets_bridge, or give the "
               "newest version of developers.facebook.com/docs/graph-api/changelog as api_version: {connect}",
               who=fault.who, version=fault.path.split("/")[1], connect=fault.connect)  # fmt: skip
    return Refused(told, status=fault.status)


def _too_much(fault: Fault) -> BridgeError:
    told = say("Meta {who}: {path} is too much for one answer ({code}), one day alone too. Update sheets_bridge, or "
               "report it.", who=fault.who, path=fault.path, code=fault.number)  # fmt: skip
    return TooMuch(told, status=fault.status)


def _no(fault: Fault) -> Message:
    return say("Meta {who}: {path} was refused ({status}, {code}: {words}). Update sheets_bridge, or report it.",
               who=fault.who, path=fault.path, status=fault.status, code=fault.number, words=fault.words)  # fmt: skip


def _not_taken(fault: Fault) -> BridgeError:
    """Something of what was asked is not understood: it may pass for other days, never by waiting."""
    return DataRejected(_no(fault), status=fault.status)


def _refused(fault: Fault) -> BridgeError:
    return Refused(_no(fault), status=fault.status)


_Make = Callable[[Fault], BridgeError]
_BY_WORDS: tuple[tuple[str, _Make], ...] = (
    ("appsecret_proof", _no_proof),
    # Under code 1 too, as clients of others saw.
    ("reduce the amount of data", _too_much),
    ("unknown path components", _version_over),
)
_BY_CODE: Mapping[tuple[int, int | None], _Make] = {
    **{(code, None): _busy for code in (4, 17, 32, 613, *range(80000, 80015))},
    **{(code, None): _dead for code in (102, 190)},
    **{(code, None): _no_right for code in (3, 10, *range(200, 300))},
    (200, 4841013): _busy,  # a limit dressed as a missing right, on the lower tier
    **dict.fromkeys(((100, 1487534), (100, 1504018), (2, 1504038)), _too_much),
    **{(code, None): _passing for code in (1, 2)},
    (-2, None): _run_failed,
    (100, 33): _missing,
    **{(code, None): _not_yet for code in (99, 2601)},
    **{(code, None): _version_over for code in (12, 2635)},
    **{(code, None): _not_taken for code in (100, 3018)},
}
_BY_STATUS: Mapping[int, _Make] = {401: _dead, 403: _no_right, 429: _busy}
"""What an error without a code is taken for."""


def _maker(fault: Fault) -> _Make:
    words = fault.words.lower()
    known = (
        next((make for part, make in _BY_WORDS if part in words), None)
        or _BY_CODE.get((fault.code, fault.sub))
        or _BY_CODE.get((fault.code, None))
        or (None if fault.code else _BY_STATUS.get(fault.status))
    )
    return known or (_passing if fault.passing or fault.status >= 500 else _refused)
