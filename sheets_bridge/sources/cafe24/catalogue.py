"""What Cafe24 documents of its GET endpoints; read from `catalogue.json` when somebody first asks.

The file is made by `tests/contract/cafe24_catalogue.py`. Endpoints of the Analytics host begin with `analytics/`.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from sheets_bridge.endpoint import Endpoint, Parameter

ANALYTICS = "analytics/"


@cache
def endpoints() -> Mapping[str, Endpoint]:
    """Every endpoint by its path."""
    told = json.loads(Path(__file__).with_name("catalogue.json").read_text("utf-8"))
    return {path: _endpoint(path, facts) for path, facts in told.items()}


def documented(path: str) -> Endpoint | None:
    """The endpoint of a path as documented, or with numbers in place of its names in braces: `boards/4/articles`.

    A word without a digit stands for no name: it is more likely a misspelt part of another path.
    """
    found = endpoints().get(path)
    if found is not None or not re.search(r"\d", path):
        return found
    alike = (one for template, one in endpoints().items() if _is_filled(path, template))
    return next((replace(one, path=path) for one in alike), None)


def _is_filled(path: str, template: str) -> bool:
    given, parts = path.split("/"), template.split("/")
    return len(given) == len(parts) and all(
        mine == part or (part.startswith("{") and re.fullmatch(r"[\w.-]*\d[\w.-]*", mine))
        for mine, part in zip(given, parts, strict=True)
    )


def field_kind(endpoint: Endpoint, name: str) -> str | None:
    """The kind of a field; None for one that is not documented. Any place in a list is like its first."""
    # Some objects have numbers for names: `full_category_name.1`.
    return endpoint.fields.get(name) or endpoint.fields.get(re.sub(r"\.\d+(?=\.|$)", ".0", name))


def parameters_of(path: str) -> Mapping[str, Parameter]:
    """What an endpoint may be asked, by name."""
    found = documented(path)
    return found.parameters if found else {}


def _endpoint(path: str, facts: Mapping[str, Any]) -> Endpoint:
    parameters = {name: Parameter(**_frozen(one)) for name, one in facts.get("parameters", {}).items()}
    told: dict[str, Any] = {"is_list": False, "fields": {}, **_frozen(facts), "path": path, "parameters": parameters}
    return Endpoint(**told)


def _frozen(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()}
