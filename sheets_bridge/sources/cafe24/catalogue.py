"""What Cafe24 documents of its GET endpoints; read from `catalogue.json` when somebody first asks.

The file is made by `tests/contract/cafe24_catalogue.py`. Endpoints of the Analytics host begin with `analytics/`.
"""

import json
import re
from collections.abc import Mapping
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


def field_kind(endpoint: Endpoint, name: str) -> str | None:
    """The kind of a field; None for one that is not documented. Any place in a list is like its first."""
    return endpoint.fields.get(re.sub(r"\.\d+(?=\.|$)", ".0", name))


def parameters_of(path: str) -> Mapping[str, Parameter]:
    """What an endpoint may be asked, by name."""
    found = endpoints().get(path)
    return found.parameters if found else {}


def _endpoint(path: str, facts: Mapping[str, Any]) -> Endpoint:
    parameters = {name: Parameter(**_frozen(one)) for name, one in facts.get("parameters", {}).items()}
    told: dict[str, Any] = {"is_list": False, "fields": {}, **_frozen(facts), "path": path, "parameters": parameters}
    return Endpoint(**told)


def _frozen(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in facts.items()}
