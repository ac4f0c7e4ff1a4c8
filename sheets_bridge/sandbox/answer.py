"""JSON answers of the pretend vendors."""

from collections.abc import Mapping
from typing import Any

import orjson
from flask import Response


def json_answer(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON response with `body`, which orjson must be able to write."""
    answer = Response(orjson.dumps(body), status=status, mimetype="application/json")
    answer.headers.update(dict(headers or {}))
    return answer
