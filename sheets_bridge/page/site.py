"""What the page answers. Every request is looked at before it gets anywhere: its Host, its key, where it comes from."""

from typing import Any

import orjson
from flask import Flask, Response, redirect, render_template, request, send_from_directory

from sheets_bridge.daemon.asking import ask_for_news
from sheets_bridge.errors import BridgeError
from sheets_bridge.messages import translation
from sheets_bridge.page import health
from sheets_bridge.page.door import Door
from sheets_bridge.page.labels import labels
from sheets_bridge.page.look import look
from sheets_bridge.page.premises import Premises
from sheets_bridge.page.telling import Told, tell

PARTS = ("alarms", "jobs", "accounts", "covered", "calls", "log")
"""The pieces of the page, each a template; what did not change is left alone in the browser."""

_A_MONTH = 30 * 24 * 3600
_OPEN_TO_ALL = ("healthz", "asset")
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def create_site(door: Door, premises: Premises, language: str) -> Flask:
    """The page as an application. `language` is for what is said before the installation is open."""
    site, translate = Flask(__name__, static_folder=None), translation(language)
    _watch_the_door(site, door, language)
    _show(site, door, premises)
    _take_wishes(site, premises)

    @site.get("/assets/<any('page.css', 'page.js', 'icon.svg'):name>")
    def asset(name: str) -> Response:
        return send_from_directory("assets", name)

    @site.errorhandler(BridgeError)
    def cannot(error: BridgeError) -> Response:
        premises.leave()
        said = error.message.render(translate)
        return _plain(said, 503) if request.endpoint == "page" else _json({"error": said}, 503)

    return site


def _watch_the_door(site: Flask, door: Door, language: str) -> None:
    @site.before_request
    def refused() -> Response | None:
        if not door.is_called(request.headers.get("Host")):
            return _plain("This page answers to 127.0.0.1 and localhost only.", 403)
        if request.endpoint in _OPEN_TO_ALL:
            return None
        if request.method == "GET" and "token" in request.args and door.opens(request.args["token"]):
            return _let_in(door)
        if not door.knows(request.cookies.get(door.cookie_name)):
            return _stranger(language)
        return None if request.method in ("GET", "HEAD") else _not_meant(door)

    @site.after_request
    def guarded(answer: Response) -> Response:
        answer.headers.update(_HEADERS)
        return answer


def _let_in(door: Door) -> Response:
    """The key for a cookie; the address is left without it."""
    answer = redirect("/", 303)
    answer.set_cookie(door.cookie_name, door.cookie, max_age=_A_MONTH, httponly=True, samesite="Strict")
    return answer  # type: ignore[return-value]


def _stranger(language: str) -> Response:
    label = labels(translation(language))
    return Response(render_template("stranger.html", label=label, language=language), 401)


def _not_meant(door: Door) -> Response | None:
    """Why a wish is refused: it was not uttered on our page. One without an origin is no browser's."""
    if not door.is_from_here(request.headers.get("Origin"), request.headers.get("Host")):
        return _plain("This wish comes from another page.", 403)
    if not door.is_meant(request.headers.get("X-CSRF-Token")):
        return _plain("This wish does not carry what the page gave. Load the page again.", 403)
    return None


def _show(site: Flask, door: Door, premises: Premises) -> None:
    @site.get("/")
    def page() -> str:
        installed = premises.enter()
        label = labels(installed.translate)
        told = tell(look(installed), installed.translate)
        language = installed.schedule.language
        return render_template("page.html", told=told, label=label, parts=PARTS, csrf=door.csrf, language=language)

    @site.get("/now")
    def now() -> Response:
        installed = premises.enter()
        return _json(_pieces(tell(look(installed), installed.translate), labels(installed.translate)))

    @site.get("/healthz")
    def healthz() -> Response:
        try:
            reasons = health.reasons(health.troubles(look(premises.enter())))
        except BridgeError:
            # What exactly is said on the page; here anybody may ask.
            premises.leave()
            reasons = ["state"]
        return _json({"ok": not reasons, "reasons": reasons}, 503 if reasons else 200)


def _pieces(told: Told, label: dict[str, str]) -> dict[str, str]:
    return {part: render_template(f"{part}.html", told=told, label=label) for part in PARTS}


def _take_wishes(site: Flask, premises: Premises) -> None:
    @site.post("/run/<job>")
    def run(job: str) -> Response:
        installed = premises.enter()
        if job not in installed.schedule.jobs:
            return _json({"error": "no such job"}, 404)
        return _json({"entry": ask_for_news(installed.store, job, "page", installed.clock()).id}, 202)


def _plain(text: str, status: int) -> Response:
    return Response(text + "\n", status, content_type="text/plain; charset=utf-8")


def _json(value: Any, status: int = 200) -> Response:
    return Response(orjson.dumps(value), status, content_type="application/json")
