"""`disconnect`: the login ends at Cafe24 and here, once somebody means it; rows and sheet stay."""

from system_mall import ORDERS, Mall
from system_sheet import Sheet

REVOKE = "*/oauth/revoke"


def end(mall: Mall, *words: str):
    return mall.command("disconnect", "cafe24", mall.name, "--json", *words)


def tokens_of(mall: Mall) -> list[str]:
    return sorted(
        file.name for file in mall.credentials.glob(f"{mall.name}.token*") if file.suffix not in (".lock", ".spent")
    )


def test_a_login_that_was_ended_works_nowhere_any_more_and_what_was_collected_stays(filled: Mall, sheet: Sheet) -> None:
    rows = sheet.values(ORDERS)
    assert tokens_of(filled)
    told = end(filled, "--yes")
    assert (told.exit_code, told.json["revoked"]) == (0, True), told.text
    assert tokens_of(filled) == []
    for token in filled.secrets:
        shops = filled.web.get(f"{filled.root}/cafe24/{filled.name}/api/v2/admin/shops",
                               headers={"Authorization": f"Bearer {token}"}, timeout=10)  # fmt: skip
        assert shops.status_code == 401
    after = filled.run()
    assert after.exit_code == 77
    assert f"connect cafe24 {filled.name}" in after.text
    assert sheet.values(ORDERS) == rows


def test_it_can_be_connected_again(filled: Mall, sheet: Sheet) -> None:
    end(filled, "--yes")
    assert filled.connect().exit_code == 0
    filled.ran()
    assert sheet.wrong_tabs() == {}


def test_a_login_whose_access_has_run_out_is_revoked_by_its_refresh_token(filled: Mall) -> None:
    filled.advance(hours=3)
    assert end(filled, "--yes").json["revoked"]
    assert tokens_of(filled) == []


def test_where_cafe24_does_not_answer_nothing_is_deleted_unless_here_alone(filled: Mall) -> None:
    before = tokens_of(filled)
    filled.control("POST", "faults", {"method": "POST", "path": REVOKE, "action": "status", "status": 503})
    told = end(filled, "--yes")
    assert (told.exit_code, "--here-only" in told.text) == (69, True), told.text
    assert tokens_of(filled) == before
    told = end(filled, "--yes", "--here-only")
    assert (told.exit_code, told.json["revoked"], tokens_of(filled)) == (0, False, [])


def test_nothing_happens_without_somebody_meaning_it_or_without_a_login(unconnected: Mall) -> None:
    assert end(unconnected).exit_code == 2
    assert end(unconnected, "--yes").json == {
        "account": unconnected.name, "was_connected": False, "revoked": False, "exit_code": 0
    }  # fmt: skip
