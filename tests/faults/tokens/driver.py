"""A process that needs tokens: `driver.py '{"folder", "url", "hours", "times", "kill", "limit", "after", "code"}'`.

`hours` shifts its clock, and each round adds as many again; `kill` names the crash point at which it kills itself;
`limit` is the longest file it may write from the start, or from crash point `after` on; `code` is exchanged first.
Prints one line per round.
"""

import json
import logging
import os
import resource
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sheets_bridge.api.wire import open_session, sender
from sheets_bridge.errors import BridgeError
from sheets_bridge.tokens import Login, OAuthClient, TokenEndpoint, Vault

# Whoever started the suite may ignore some of these (nohup, a background shell), and children inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
for number in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)

wish = json.loads(sys.argv[1])
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)


def limit() -> None:
    if "limit" in wish:
        resource.setrlimit(resource.RLIMIT_FSIZE, (wish["limit"], wish["limit"]))


def reached(point: str) -> None:
    if point == wish.get("kill"):
        os.kill(os.getpid(), signal.SIGKILL)
    if point == wish.get("after"):
        limit()


def clock() -> datetime:
    return datetime.now(UTC) + timedelta(hours=wish.get("hours", 3) * (1 + len(said)))


if "after" not in wish:
    limit()
endpoint = TokenEndpoint(wish["url"], OAuthClient("app-id", "app-secret-value", "https://example.com/landed"))
login = Login(Vault(Path(wish["folder"]), "mymall"), endpoint, sender(open_session()), clock, reached=reached)
said: list[str] = []
if "code" in wish:
    login.exchange(wish["code"])
for _ in range(wish.get("times", 1)):
    if wish.get("step"):
        sys.stdin.readline()
    try:
        login.access_token()
        said.append("token")
    except BridgeError as error:
        said.append(f"{error.exit_code} {error}")
    sys.stdout.write(f"{said[-1]}\n")
    sys.stdout.flush()
