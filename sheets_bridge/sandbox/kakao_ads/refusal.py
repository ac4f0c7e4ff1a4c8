"""How Kakao's ad APIs refuse a call: status, `code`, `msg`, and what stands beside them (reference §5.4)."""

from collections.abc import Mapping, Sequence
from typing import Any


class Refusal(Exception):
    """A refused call. `more` are the keys beside code and msg."""

    def __init__(self, status: int, code: int, msg: str, **more: Any) -> None:
        super().__init__(msg)
        self.status, self.code, self.msg, self.more = status, code, msg, more

    def body(self) -> dict[str, Any]:
        """The JSON of the answer."""
        return {"code": self.code, "msg": self.msg, **self.more}


def bad_parameter(text: str) -> Refusal:
    """400 -2."""
    return Refusal(400, -2, text)


def dead_token() -> Refusal:
    """401 -401; the text is the one live clients met."""
    return Refusal(401, -401, "this access token does not exist")


def login_token() -> Refusal:
    """401 for a token of Kakao Login where a business token is needed."""
    return Refusal(401, -401, "target biz token is not supplied.")


def no_consent(scopes: Sequence[str]) -> Refusal:
    """403 -402: the person has not consented to what the call needs."""
    return Refusal(403, -402, "insufficient scopes.", required_scopes=list(scopes))


def no_permission() -> Refusal:
    """403 -5: the app itself may not use this API."""
    return Refusal(403, -5, "not permitted to use this API.")


USUAL: Mapping[int, Refusal] = {
    400: Refusal(400, -10, "API limit has been exceeded."),
    401: dead_token(),
    403: no_permission(),
    429: Refusal(429, -813, "Too many requests"),
    503: Refusal(503, -9798, "under maintenance"),
}
"""What a status means where nothing else is told: for faults that name a status alone."""
