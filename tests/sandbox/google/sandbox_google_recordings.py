"""Recordings of real Google traffic and Google's own schemas, as tests use them (they stand beside the checkout)."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[4] / "shared" / "reference" / "data" / "google"


def response_schemas() -> dict[str, Any]:
    """Google's discovery schemas as one JSON Schema document that refuses unknown fields."""
    return schema_definitions(json.loads((ROOT / "sheets.v4.json").read_text(encoding="utf-8"))["schemas"])


def schema_definitions(schemas: dict[str, Any]) -> dict[str, Any]:
    """The schemas of a discovery document as JSON Schema definitions."""
    return {"definitions": {name: _schema(schema) for name, schema in schemas.items()}}


def _schema(found: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in found:
        return {"$ref": f"#/definitions/{found['$ref']}"}
    if found.get("type") == "any":
        return {}
    schema: dict[str, Any] = {"type": found["type"]}
    if "enum" in found:
        schema["enum"] = found["enum"]
    if "items" in found:
        schema["items"] = _schema(found["items"])
    if "properties" in found:
        schema["properties"] = {name: _schema(one) for name, one in found["properties"].items()}
        schema["additionalProperties"] = False
    elif "additionalProperties" in found:
        schema["additionalProperties"] = _schema(found["additionalProperties"])
    return schema


def runs(path: Path) -> list[list[dict[str, Any]]]:
    """The recording runs of a cassette: each begins with the creation of its spreadsheet."""
    found: list[list[dict[str, Any]]] = []
    for one in json.loads(path.read_text(encoding="utf-8"))["interactions"]:
        target = urlsplit(one["request"]["uri"])
        if one["request"]["method"] == "POST" and target.path.endswith("/drive/v3/files"):
            found.append([])
        if found:
            found[-1].append(one)
    return found


def listed(run: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The files a run was told of in listings, those it made itself left out; the oldest first."""
    made = {json.loads(one["response"]["body"]["string"])["id"] for one in run if _creates(one)}
    found: dict[str, dict[str, str]] = {}
    for one in run:
        if urlsplit(one["request"]["uri"]).path.endswith("/drive/v3/files") and not _creates(one):
            found |= {file["id"]: file for file in json.loads(one["response"]["body"]["string"])["files"]}
    old = [file for file in found.values() if file["id"] not in made]
    return sorted(old, key=lambda file: file["modifiedTime"])


def _creates(one: dict[str, Any]) -> bool:
    path = urlsplit(one["request"]["uri"]).path
    return bool(one["request"]["method"] == "POST" and path.endswith(("/drive/v3/files", "/copy")))


class Replay:
    """Sends recorded requests to a client and says where an answer differs from the recorded one.

    `known` names what stood there before the recording: their id of a file or person, and ours. An id is learnt
    where it is first answered; every later answer must say the same one.
    """

    def __init__(self, client: Any, known: dict[str, str]) -> None:
        self._client = client
        self.known = dict(known)

    def differences(self, run: list[dict[str, Any]]) -> list[str]:
        """One line per answer that is not equal, ids mapped, times and themes left out."""
        return [line for one in run for line in self._send(one)]

    def _send(self, one: dict[str, Any]) -> list[str]:
        asked, expected = one["request"], one["response"]
        target = urlsplit(self._ours(asked["uri"]))
        body = self._ours(asked["body"]) if asked["body"] else None
        answer = self._client.open(
            f"/google{target.path}?{target.query}",
            method=asked["method"],
            data=body,
            headers={"Authorization": "Bearer demo-token", "Content-Type": "application/json"},
        )
        label = f"{asked['method']} {target.path} {(body or '')[:160]}"
        return [f"{label}: {line}" for line in self._judged(expected, answer)]

    def _judged(self, expected: dict[str, Any], answer: Any) -> list[str]:
        text, theirs = answer.get_data(as_text=True), expected["body"].get("string", "")
        if answer.status_code != expected["status"]["code"]:
            return [f"{answer.status_code} {text[:200]}"]
        kind = expected["headers"]["Content-Type"][0].partition(";")[0]
        if answer.mimetype != kind:
            return [f"Google says {kind}, ours {answer.mimetype}"]
        if kind != "application/json":
            return [] if theirs == text else [f"Google {theirs[:150]!r}, ours {text[:150]!r}"]
        told, ours = json.loads(theirs), answer.get_json()
        self._learn(told, ours)
        mapped = json.loads(self._ours(json.dumps(told, ensure_ascii=False)))
        return _compare(_plain(mapped), _plain(ours), "")

    def _ours(self, text: str) -> str:
        for theirs, ours in self.known.items():
            text = re.sub(rf"(?<![0-9A-Za-z]){re.escape(theirs)}(?![0-9A-Za-z])", ours, text)
        return text

    def _learn(self, theirs: Any, ours: Any) -> None:
        if isinstance(theirs, list) and isinstance(ours, list):
            for one, other in zip(theirs, ours, strict=False):
                self._learn(one, other)
        elif isinstance(theirs, dict) and isinstance(ours, dict):
            for name in theirs.keys() & ours.keys():
                if name in _IDS and len(str(theirs[name])) > 5:
                    self.known.setdefault(str(theirs[name]), str(ours[name]))
                else:
                    self._learn(theirs[name], ours[name])


_IDS = {"id", "spreadsheetId", "sheetId", "namedRangeId", "protectedRangeId"}
_LEFT_OUT = {"createdTime", "modifiedTime", "spreadsheetTheme"}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items() if name not in _LEFT_OUT}
    return value


def _compare(theirs: Any, ours: Any, place: str) -> list[str]:
    if isinstance(theirs, dict) and isinstance(ours, dict):
        names = sorted(theirs.keys() | ours.keys())
        return [line for name in names for line in _compare(theirs.get(name), ours.get(name), f"{place}.{name}")]
    if isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        return [
            line
            for at, (one, other) in enumerate(zip(theirs, ours, strict=True))
            for line in _compare(one, other, f"{place}[{at}]")
        ]
    if _equal(theirs, ours):
        return []
    return [f"{place}: Google {str(theirs)[:150]!r}, ours {str(ours)[:150]!r}"]


def _equal(theirs: Any, ours: Any) -> bool:
    """Equal and of the same kind: 1, 1.0 and true are three answers; floats to 1e-6."""
    if isinstance(theirs, float) and type(ours) in {int, float}:
        return abs(theirs - ours) < 1e-6
    return type(theirs) is type(ours) and bool(theirs == ours)
