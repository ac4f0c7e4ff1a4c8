"""The Admin API of one mall: what every call goes through before a resource answers."""

import secrets
import time
from typing import Any

from flask import Blueprint, Response, request

from sheets_bridge.sandbox.answer import json_answer
from sheets_bridge.sandbox.cafe24.ask import Ask
from sheets_bridge.sandbox.cafe24.bearer import bearer
from sheets_bridge.sandbox.cafe24.refusal import Refusal, not_found
from sheets_bridge.sandbox.cafe24.resources import resource_at
from sheets_bridge.sandbox.cafe24.versions import HEADER, echo, version
from sheets_bridge.sandbox.limits import MallLimits
from sheets_bridge.sandbox.mall import Mall

_METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH")


def create_admin(mall: Mall, limits: MallLimits) -> Blueprint:
    """The resource routes, to be mounted at /cafe24/<mall>/api/v2/admin."""
    admin = Blueprint("cafe24_admin", __name__)

    @admin.route("/<path:name>", methods=_METHODS)
    def resource(name: str) -> Response:
        return _answer(mall, limits, name)

    @admin.after_request
    def trace(response: Response) -> Response:
        response.headers["X-Trace_ID"] = secrets.token_hex(16)
        return response

    return admin


def _answer(mall: Mall, limits: MallLimits, name: str) -> Response:
    began = time.perf_counter()
    try:
        response = json_answer(_admitted(mall, limits, name))
    except Refusal as refusal:
        response = json_answer(refusal.body(), refusal.status)
    limits.worked(time.perf_counter() - began)
    response.headers.update(limits.headers())
    response.headers[HEADER] = echo(request.headers.get(HEADER), mall.standing)
    return response


def _admitted(mall: Mall, limits: MallLimits, name: str) -> Any:
    """The resource's answer, once all that guards it has let the call pass. Raises Refusal."""
    _check_media_type(request.headers.get("Content-Type"))
    version(request.headers.get(HEADER), mall.standing)
    granted = bearer(mall.grants, request.headers.get("Authorization"))
    if too_much := limits.admit(request.remote_addr or ""):
        raise Refusal(429, too_much)
    resource, parts = resource_at(name) if request.method == "GET" else (None, {})
    if resource is None:
        raise not_found()
    if resource.scope not in granted:
        raise Refusal(403, f"The access token has no {resource.scope} scope. (insufficient_scope)")
    if resource.restricted and not mall.standing.restricted:
        # Only the status is attested (reference 3: "expect 403"); the docs call these APIs open to named clients.
        raise Refusal(403, "No authority to access. This API is open to approved clients only.")
    return resource.answer(Ask(mall, request.args.to_dict(), request.base_url, mall.now(), parts))


def _check_media_type(given: str | None) -> None:
    """The docs send application/json on GET as well; another type is refused, a missing one passes."""
    if given and not given.lower().startswith("application/json"):
        raise Refusal(400, "Content-Type must be application/json.")
