"""The sandbox's controls under /sandbox: clock, truth, calls, faults, limits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, request

from sheets_bridge.sandbox.answer import json_answer
from sheets_bridge.sandbox.calls import CallLog
from sheets_bridge.sandbox.clock import Clock
from sheets_bridge.sandbox.fault_request import Malformed, read_fault
from sheets_bridge.sandbox.faults import Faults
from sheets_bridge.sandbox.limits import Switch

MOST_HOURS = 24 * 366 * 10


@dataclass(frozen=True)
class Levers:
    """What the controls move. `truth` tells a table by its id and raises KeyError for an unknown one."""

    clock: Clock
    log: CallLog
    faults: Faults
    switch: Switch
    truth: Callable[[str], Mapping[str, Any]]


def create_controls(levers: Levers) -> Blueprint:
    """The control routes, to be mounted at /sandbox."""
    controls = Blueprint("controls", __name__)
    _add_time(controls, levers)
    _add_calls(controls, levers)
    _add_faults(controls, levers)

    @controls.get("/truth/<table>")
    def truth(table: str) -> Response:
        return _truth(levers, table)

    @controls.post("/limits")
    def limits() -> Response:
        enabled = _sent().get("enabled")
        if not isinstance(enabled, bool):
            raise Malformed("send {'enabled': true} or {'enabled': false}")
        levers.switch.enabled = enabled
        return json_answer({"enabled": enabled})

    @controls.errorhandler(Malformed)
    def malformed(wrong: Malformed) -> Response:
        return json_answer({"error": str(wrong)}, 422)

    return controls


def _add_time(controls: Blueprint, levers: Levers) -> None:
    @controls.get("/clock")
    def clock() -> Response:
        return _clock(levers)

    @controls.post("/advance")
    def advance() -> Response:
        hours = _sent().get("hours")
        if not isinstance(hours, int | float) or isinstance(hours, bool) or not 0 <= hours <= MOST_HOURS:
            raise Malformed(f"send {{'hours': n}} with n from 0 to {MOST_HOURS}")
        levers.clock.advance(hours)
        return _clock(levers)


def _add_calls(controls: Blueprint, levers: Levers) -> None:
    @controls.get("/calls")
    def calls() -> Response:
        return json_answer(levers.log.listing())

    @controls.delete("/calls")
    def forget_calls() -> Response:
        levers.log.reset()
        return json_answer([])


def _add_faults(controls: Blueprint, levers: Levers) -> None:
    @controls.get("/faults")
    def faults() -> Response:
        return json_answer(levers.faults.listing())

    @controls.post("/faults")
    def add_fault() -> Response:
        levers.faults.add(read_fault(_sent()))
        return json_answer(levers.faults.listing())

    @controls.delete("/faults")
    def clear_faults() -> Response:
        levers.faults.clear()
        return json_answer([])


def _sent() -> dict[str, Any]:
    """The JSON object of this request, whatever its Content-Type. Raises Malformed."""
    sent = request.get_json(force=True, silent=True)
    if not isinstance(sent, dict):
        raise Malformed("send a JSON object")
    return sent


def _clock(levers: Levers) -> Response:
    return json_answer({"now": levers.clock.now().isoformat(timespec="microseconds")})


def _truth(levers: Levers, table: str) -> Response:
    try:
        return json_answer(levers.truth(table))
    except KeyError:
        return json_answer({"error": f"there is no table {table!r}"}, 404)
