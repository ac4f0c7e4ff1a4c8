"""Secrets taken out of texts: those it was told of, and whatever looks like one."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from threading import Lock
from urllib.parse import quote, unquote, urlsplit

GONE = "***"

_SHORTEST = 6
"""A word shorter than this would blot out ordinary text; no secret of ours is."""
_SHORTEST_PART = 8
_PASSING = 2000
"""How many tokens are remembered: at 24 a day each mall's last fortnight, for six malls."""
_NAMES = (
    r"access_token|refresh_token|id_token|fb_exchange_token|input_token|authtoken|client_secret|app_?secret(?:_proof)?"
    r"|secret_?key|private_key(?:_id)?|api[_-]?key|x-signature|password"
)

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"-----BEGIN [A-Z0-9 ]+-----.*?(?:-----END [A-Z0-9 ]+-----|\Z)", re.DOTALL), GONE),
    # The address of a service that is told something: all behind its scheme may be a secret. "slack://…" has none, and
    # the words behind it are ours.
    (re.compile(r"\b(?!https?:)([A-Za-z][A-Za-z0-9+.-]*)://(?!…(?:[\s),.:;]|\Z))[^\s\"'<>]+"), rf"\1://{GONE}"),
    (re.compile(r"(?i)\b(https?)://[^/\s\"'<>@]+@"), rf"\1://{GONE}@"),
    (re.compile(r"(?i)\b(https?://[^\s?#\"'<>]+)\?[^\s\"'<>]+"), rf"\1?{GONE}"),
    # "Basic settings" is no header: a word that is one has a digit or a sign in it, or is long.
    (re.compile(r"(?i)\b(Bearer|Basic)[ :]+(?:(?=\S*[0-9=+/_])[\w.~+/=-]{8,}|[A-Za-z]{20,})"), rf"\1 {GONE}"),
    (re.compile(rf"(?i)\b({_NAMES})([\"']?\s*(?:=|:|%3D)\s*[\"']?)[^\s&\"',;)}}\]*]{{4,}}"), rf"\1\2{GONE}"),
    (re.compile(r"(?i)\b(code|state)([\"']?\s*(?:=|%3D)\s*[\"']?)[^\s&\"',;)}\]*]{8,}"), rf"\1\2{GONE}"),
    # Words of ordinary sentences: they name a secret only where they name a value of JSON, and no RESOURCE_EXHAUSTED.
    (
        re.compile(
            r"(?i)([\"'](?:signature|licen[cs]e|secret|code)[\"']\s*:\s*)([\"'])(?=\S*(?-i:[a-z0-9]))[^\"'\s]{12,}\2"
        ),
        rf"\1\2{GONE}\2",
    ),
    (re.compile(r"\b(?:EAA[A-Za-z0-9]{20,}|GOCSPX-[\w-]{10,}|1//[\w-]{20,})"), GONE),
    (re.compile(r"\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?"), GONE),
    (re.compile(r"\bya29\.[\w.-]+"), GONE),
)


class Redaction:
    """What is known to be secret just now. Any thread may teach it and use it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._lasting: set[str] = set()
        self._passing: deque[str] = deque(maxlen=_PASSING)

    def learn(self, *secrets: str | None, passing: bool = False) -> None:
        """Never let these be read again. `passing` ones (tokens) are forgotten when many newer ones have come."""
        forms = {form for secret in secrets if secret for form in _forms(secret)}
        with self._lock:
            if passing:
                self._passing.extend(forms.difference(self._passing))
            else:
                self._lasting |= forms

    def redacted(self, text: str) -> str:
        """The text without secrets."""
        # The longest first: one may be the beginning of another.
        for secret in sorted(self._known(), key=len, reverse=True):
            text = text.replace(secret, GONE)
        for pattern, instead in _PATTERNS:
            text = pattern.sub(instead, text)
        return text

    def stands_in(self, text: str) -> bool:
        """Whether something it was told of stands in a text."""
        return any(secret in text for secret in self._known())

    def _known(self) -> set[str]:
        with self._lock:
            return {*self._lasting, *self._passing}


def parts_of(address: str) -> Iterator[str]:
    """What may be secret of a service's address: the whole, and each part that some other address may be made of."""
    yield address
    try:
        split = urlsplit(address)
    except ValueError:
        return
    # What stands for the host is one too where the service has no host of its own (slack://TOKEN/…).
    host = (
        split.netloc.rpartition("@")[2]
        if not split.scheme.lower().startswith("http") and "." not in split.netloc
        else ""
    )
    pieces = re.split(
        r"[/@:?&=#,]", f"{split.netloc.rpartition('@')[0]}/{host}/{split.path}/{split.query}/{split.fragment}"
    )
    yield from (piece for piece in {*pieces, *map(unquote, pieces)} if len(piece) >= _SHORTEST_PART)


def _forms(secret: str) -> Iterable[str]:
    """A secret as texts may show it: as it is, in an address, line by line."""
    whole = secret.strip()
    lines = [line.strip() for line in re.split(r"\n|\\n", whole)]
    found = {whole, quote(whole, safe=""), *(line for line in lines if len(line) >= 2 * _SHORTEST_PART)}
    return {form for form in found if len(form) >= _SHORTEST}
