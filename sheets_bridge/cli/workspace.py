"""A folder ready to run against a sandbox: schedule.yaml, the app's client file, a bearer for its Google."""

import json
from datetime import date
from pathlib import Path

from sheets_bridge.sandbox.server import Running
from sheets_bridge.tokens import files

_SCHEDULE = """\
# 연습용 서버에 맞춰 만들어진 일정 파일입니다. / A schedule for the sandbox that wrote it.
timezone: Asia/Seoul
language: ko
spreadsheet: https://docs.google.com/spreadsheets/d/{spreadsheet}/edit
google: credentials/google.json
accounts:
  {mall}:
    source: cafe24
    client: credentials/cafe24-client.json
    shops: active
    history: {history}
jobs:
  orders:
    every: 15 minutes
    streams:
      - {{stream: {mall}.orders, embed: [items]}}
    tabs:
      RAW_주문: {{table: orders}}
      RAW_주문품목: {{table: order_items}}
  visitors:
    every: 1 hour
    streams: [{mall}.visitors]
    tabs:
      RAW_방문: {{table: visitors}}
endpoints:
{endpoints}
"""


def write(folder: Path, sandbox: Running, history: date) -> Path:
    """Write the folder; the path of its schedule.yaml. Files that stand there are overwritten."""
    credentials = folder / "credentials"
    credentials.mkdir(parents=True, exist_ok=True, mode=0o700)
    credentials.chmod(0o700)
    client = sandbox.client
    secrets = {
        "cafe24-client.json": {
            "client_id": client.client_id,
            "client_secret": client.client_secret,
            "redirect_uri": client.redirect_uri,
        },
        "google.json": {"type": "bearer", "token": sandbox.google_token},
    }
    for name, content in secrets.items():
        path = credentials / name
        path.unlink(missing_ok=True)
        files.create_private(path, json.dumps(content, indent=1).encode())
    schedule = folder / "schedule.yaml"
    endpoints = "\n".join(f"  {name}: {address}" for name, address in sandbox.endpoints.items())
    text = _SCHEDULE.format(spreadsheet=sandbox.spreadsheet_id, mall=sandbox.mall, history=history, endpoints=endpoints)
    schedule.write_text(text, encoding="utf-8")
    return schedule
