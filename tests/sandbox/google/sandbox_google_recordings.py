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


class Replay:
    """Sends the requests of one run to a client and says where an answer differs from the recorded one."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._ids: dict[str, str] = {}

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
        if answer.status_code != expected["status"]["code"]:
            return [f"{label}: {answer.status_code} {answer.get_data(as_text=True)[:200]}"]
        theirs = expected["body"].get("string", "")
        if not theirs.strip() or not theirs.lstrip().startswith("{"):
            return []
        theirs_json, ours_json = json.loads(theirs), answer.get_json()
        self._learn(theirs_json, ours_json)
        mapped = json.loads(self._ours(json.dumps(theirs_json, ensure_ascii=False)))
        return [f"{label}: {line}" for line in _compare(_plain(mapped), _plain(ours_json), "")]

    def _ours(self, text: str) -> str:
        for theirs, ours in self._ids.items():
            text = re.sub(rf"(?<![0-9A-Za-z]){re.escape(theirs)}(?![0-9A-Za-z])", ours, text)
        return text

    def _learn(self, theirs: Any, ours: Any) -> None:
        if isinstance(theirs, list) and isinstance(ours, list):
            for one, other in zip(theirs, ours, strict=False):
                self._learn(one, other)
        elif isinstance(theirs, dict) and isinstance(ours, dict):
            for name in theirs.keys() & ours.keys():
                if name in _IDS and len(str(theirs[name])) > 5:
                    self._ids[str(theirs[name])] = str(ours[name])
                else:
                    self._learn(theirs[name], ours[name])


_IDS = {"id", "spreadsheetId", "sheetId", "namedRangeId", "protectedRangeId"}
_LEFT_OUT = {"createdTime", "modifiedTime", "spreadsheetTheme", "importFunctionsExternalUrlAccessAllowed"}
_PEOPLE = {"emailAddress", "displayName", "photoLink", "users"}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items() if name not in _LEFT_OUT | _PEOPLE}
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
    numbers = isinstance(theirs, int | float) and isinstance(ours, int | float)
    if theirs == ours or (numbers and abs(theirs - ours) < 1e-6):
        return []
    return [f"{place}: Google {str(theirs)[:150]!r}, ours {str(ours)[:150]!r}"]
