"""How Naver refuses a call: problem JSON for credentials, a code for everything else (reference 1.7)."""

from typing import Any

_PROBLEMS = {
    "invalid-signature": ("Invalid Signature", "Signature is invalid."),
    "invalid-apikey": ("Invalid API Key", "API key is invalid."),
    "invalid-timestamp": ("Invalid Timestamp", "Request has expired."),
    "auth-failed": ("Auth Failed", "Authorization failed."),
}
_CODES = {
    1002: "잘못된 요청입니다.",
    2024: "요청하신 레코드 크기가 잘못 되었습니다.",
    4601: "잘못된 보고서 아이디입니다.",
    10004: "조회 가능한 날짜가 아닙니다.",
    11001: "잘못된 파라미터 형식입니다.",
    20011: "요청하신 보고서가 존재하지 않습니다.",
}


class Refusal(Exception):
    """A call is refused with `status` and the JSON `body`."""

    def __init__(self, status: int, body: dict[str, Any], media_type: str = "application/json") -> None:
        super().__init__(status)
        self.status, self.body, self.media_type = status, body, media_type


def problem(kind: str, **echoed: str) -> Refusal:
    """403 for credentials; what was sent is echoed, the signature included: such a body is not to be logged."""
    title, detail = _PROBLEMS[kind]
    told = {"status": 403, "type": f"urn:naver:api:problem:{kind}", "title": title, "detail": detail}
    return Refusal(403, {**echoed, **told}, "application/problem+json")


def wrong(code: int) -> Refusal:
    """400 with one of Naver's codes."""
    return Refusal(400, {"code": code, "status": 400, "title": _CODES[code], "message": _CODES[code]})


def too_fast() -> Refusal:
    """429; nothing says how long to wait."""
    return Refusal(429, {"code": 429, "message": "Too Many Requests"})


def too_many_jobs(most: int) -> Refusal:
    """What the creation of one more job meets."""
    detail = f"exceeded limit of '{most}' numbers of 'job'"
    return Refusal(400, {"name": "BadRequest", "status": 400, "title": "Bad Request", "detail": detail})
