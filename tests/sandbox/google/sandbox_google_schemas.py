"""Google's discovery documents as a judge over answers: each must fit the schema of its method."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema
from flask import Response
from sandbox_google_recordings import ROOT, schema_definitions

_ERROR = {
    "type": "object",
    "required": ["code", "message"],
    "additionalProperties": False,
    "properties": {
        "code": {"type": "integer"},
        "message": {"type": "string", "minLength": 1},
        "status": {
            "enum": ["INVALID_ARGUMENT", "NOT_FOUND", "PERMISSION_DENIED", "UNAUTHENTICATED", "RESOURCE_EXHAUSTED"]
        },
        "details": {"type": "array", "items": {"type": "object", "required": ["@type"]}},
        "errors": {"type": "array", "items": {"type": "object", "required": ["domain", "reason", "message"]}},
    },
    "anyOf": [{"required": ["status"]}, {"required": ["errors"]}],
}
ERROR_BODY = {
    "type": "object",
    "required": ["error"],
    "additionalProperties": False,
    "properties": {"error": _ERROR},
}
"""What Google sends with every refusal (reference §3.7): Sheets with a status, Drive with a list of errors."""


@cache
def _document(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / name).read_text(encoding="utf-8"))
    return found


def _methods(resources: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for resource in resources.values():
        yield from resource.get("methods", {}).values()
        yield from _methods(resource.get("resources", {}))


@cache
def _routes() -> list[tuple[str, re.Pattern[str], Any]]:
    """HTTP method, path and validator of every method whose answer is JSON; the longest paths first."""
    found = []
    for name, root in (("sheets.v4.json", "/google/"), ("drive.v3.json", "/google/drive/v3/")):
        document = _document(name)
        definitions = schema_definitions(document["schemas"])
        for method in _methods(document["resources"]):
            if "response" in method:
                schema = {"$ref": f"#/definitions/{method['response']['$ref']}", **definitions}
                path = method.get("flatPath", method["path"])
                found.append((method["httpMethod"], root + path, jsonschema.Draft7Validator(schema)))
    found.sort(key=lambda one: -len(one[1]))
    return [(verb, _pattern(path), validator) for verb, path, validator in found]


def _pattern(path: str) -> re.Pattern[str]:
    parts = re.split(r"(\{[^}]+\})", path)
    free = {"{range}": ".+"}
    return re.compile("".join(free.get(one, "[^/:]+") if one.startswith("{") else re.escape(one) for one in parts))


def faults_of(method: str, path: str, answer: Response) -> list[str]:
    """What is wrong with the shape of an answer of Sheets or Drive; empty where nothing is."""
    if not path.startswith(("/google/v4/", "/google/drive/")) or answer.mimetype != "application/json":
        return []
    body = answer.get_json()
    if answer.status_code != 200:
        validator: Any = jsonschema.Draft7Validator(ERROR_BODY)
    else:
        known = (one for verb, pattern, one in _routes() if verb == method and pattern.fullmatch(path))
        validator = next(known, None)
        if validator is None:
            return [f"{method} {path}: Google has no such method"]
    return [f"{method} {path}: {one.json_path} {one.message[:300]}" for one in validator.iter_errors(body)]
