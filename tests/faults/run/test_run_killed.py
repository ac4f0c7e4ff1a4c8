"""F21, a run killed at every named point: no reader sees half of anything, the next run ends with every row once."""

import re
import signal

import pytest
from run_bench import CONNECT, DAY_AND_MORE, TABS

from sheets_bridge import spreadsheet, tokens
from sheets_bridge.tokens import Vault

STORE = ("store.landing", "store.landed", "store.committed")


def _first_load(made):
    """Nothing stands yet."""


def _a_day_later(made):
    """All stood equal, then a day passed: changes and new rows everywhere."""
    assert made.run_here().code == 0
    made.advance(DAY_AND_MORE)


def _a_tab_deleted(made):
    """As a day later, and somebody deleted a tab."""
    _a_day_later(made)
    sheet_id = made.sheets()["RAW_주문"]["sheetId"]
    made.google("POST", ":batchUpdate", json={"requests": [{"deleteSheet": {"sheetId": sheet_id}}]})


def _a_row_doubled(made):
    """As a day later, and somebody copied a row of ours below the last."""
    _a_day_later(made)
    rows = made.values("RAW_주문품목")
    place = f"'RAW_주문품목'!A{len(rows) + 1}"
    made.google("PUT", f"/values/{place}", params={"valueInputOption": "RAW"}, json={"values": [rows[1]]})


STRUCK = [
    *((point, _first_load) for point in (*STORE, "sheet.built", "sheet.chunk", "sheet.shown")),
    *((point, _a_day_later) for point in (*STORE, "sheet.signed", "sheet.chunk")),
    *((point, _a_tab_deleted) for point in ("sheet.built", "sheet.shown")),
    ("sheet.removed", _a_row_doubled),
]


def _stands(made):
    """What a reader of the sheet has before the run that is killed; the doubled row aside."""
    return {title: dict(made.shown(title)) for title in TABS}


def _secrets(made, *chains):
    """Every token in the vault now and in chains read before."""
    pairs = [
        pair
        for chain in (*chains, Vault(made.credentials, "samplemall").read())
        for pair in (chain.current, chain.previous)
        if pair
    ]
    return {token.encode() for pair in pairs for token in (pair.access_token, pair.refresh_token)}


def _in_clear(made, secrets):
    """The files that hold one of `secrets`, or an answer of the token endpoint, as anybody could read it."""
    files = [path for path in made.folder.rglob("*") if path.is_file()]
    return [
        path.name
        for path in files
        if any(secret in path.read_bytes() for secret in {*secrets, b'"access_token"', b'"refresh_token"'})
    ]


def test_every_named_point_is_struck_here():
    assert {point for point, _ in STRUCK} == {*STORE, *spreadsheet.CRASH_POINTS}


@pytest.mark.long
@pytest.mark.parametrize(
    ("point", "prepared"), [pytest.param(*one, id=f"{one[0]}-{one[1].__name__}") for one in STRUCK]
)
def test_f21_a_run_killed_at_any_point_is_healed_by_the_next(made, slept, point, prepared):
    prepared(made)
    before = _stands(made)
    assert made.run_there(kill=point).code == -signal.SIGKILL
    assert made.half_written(before) == []
    told = made.run_here()
    assert (told.code, made.faults_of_the_sheet()) == (0, []), told.words


def test_f21_a_first_load_killed_at_one_point_after_the_other_comes_further_each_time(made, slept):
    made.tabs = {"RAW_방문": "visitors", "RAW_방문_둘": "visitors"}
    made.give({"visitors": ("samplemall.visitors", "RAW_방문"), "again": ("samplemall.visitors", "RAW_방문_둘")})
    for point in ("sheet.built", "sheet.chunk", "sheet.shown") * 2:
        assert made.run_there(kill=point).code == -signal.SIGKILL
        assert made.half_written({}) == []
    assert made.faults_of_the_sheet() == []
    told = made.run_here()
    assert (told.code, made.faults_of_the_sheet()) == (0, []), told.words


@pytest.mark.parametrize("point", tokens.CRASH_POINTS)
def test_a_kill_during_a_renewal_is_healed_or_the_lost_login_is_said(made, slept, point):
    before = Vault(made.credentials, "samplemall").read()
    assert made.run_there(kill=point).code == -signal.SIGKILL
    assert _in_clear(made, _secrets(made, before)) == []
    told = made.run_there()
    if point == "token.answered":
        assert told.code == 77
        assert CONNECT in told.words
        assert made.renewals() == [200, 400]
        made.connect()
        told = made.run_here()
    else:
        assert made.renewals() == [200]
    assert (told.code, made.faults_of_the_sheet()) == (0, []), told.words
    assert _in_clear(made, _secrets(made, before)) == []


def test_a_login_lost_to_a_kill_is_won_back_by_the_command_the_message_names(made, slept):
    assert made.run_there(kill="token.answered").code == -signal.SIGKILL
    command = re.search(CONNECT, made.run_there().words).group().split()[1:]
    address = _printed(made.start(*command, "--print-url"))
    landed = made.web.post(address, allow_redirects=False, timeout=10).headers["Location"]
    assert "samplemall" in _printed(made.start(*command, "--landed", landed))
    assert made.run_here().code == 0
    assert made.faults_of_the_sheet() == []


def _printed(process):
    """What a command printed that ended well."""
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out.strip()
