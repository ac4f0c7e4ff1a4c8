"""`doctor` at an installation with an ad medium: the checks of media, each with its fix; a bundle without keys."""

import zipfile
from typing import Any

from media_bench import ONE, SECRET, TWO, Brand

MEDIA = ("keys", "ad_accounts", "ad_reading", "ad_notices")


def examined(brand: Brand, *words: str) -> dict[str, Any]:
    """What the checks of media say: check → (grade, seen and fix), the worst of each."""
    only = [word for check in MEDIA for word in ("--only", check)]
    told = brand.mall.command("doctor", "--json", *only, *words).json["findings"]
    assert {one["subject"] for one in told if one["check"] in MEDIA} == {"brand"}
    found = [(one["check"], one["grade"], f"{one['seen']} {one['fix'] or ''}") for one in told]
    return {check: (grade, said) for check, grade, said in sorted(found, key=lambda one: one[1] != "ok")}


def test_a_login_that_was_never_made_is_said_and_what_builds_on_it_is_not_checked(brand: Brand) -> None:
    found = examined(brand)
    assert found["keys"][0] == "wrong"
    assert "sheets-bridge connect pretend_ads brand" in found["keys"][1]
    assert [found[check][0] for check in MEDIA[1:]] == ["unchecked"] * 3
    assert brand.medium.paths() == []


def test_all_is_well_and_what_to_know_is_told(brand: Brand) -> None:
    brand.medium.ends = "2026-12-01T00:00:00+00:00"
    brand.with_keys(SECRET, "--ad-account", "all")
    found = examined(brand)
    assert [found[check][0] for check in MEDIA] == ["ok", "ok", "ok", "warning"]
    assert "end at 2026-12-01 09:00 KST" in found["keys"][1]
    assert "모람뷰티 (1001), Moram US (1002)" in found["ad_accounts"][1]
    assert "New York" in found["ad_notices"][1]


def test_an_open_file_and_one_that_lacks_a_key(brand: Brand) -> None:
    brand.with_keys(SECRET, "--ad-account", "all")
    brand.ring.chmod(0o644)
    assert "chmod 600" in examined(brand)["keys"][1]
    brand.ring.chmod(0o600)
    brand.ring.write_text('{"customer": "77"}')
    grade, said = examined(brand)["keys"]
    assert (grade, "has no secret" in said) == ("wrong", True)


def test_keys_that_end_soon_are_a_warning_and_ended_ones_are_wrong(brand: Brand) -> None:
    brand.medium.ends = "2026-11-03T00:00:00+00:00"
    brand.with_keys(SECRET, "--ad-account", "all")
    grade, said = examined(brand)["keys"]
    assert (grade, "within 3 day(s)" in said) == ("warning", True)
    brand.medium.ends = "2026-10-31T00:00:00+00:00"
    brand.with_keys(SECRET, "--ad-account", "all")
    found = examined(brand)
    assert (found["keys"][0], found["ad_accounts"][0]) == ("wrong", "unchecked")


def test_keys_that_are_dead_and_accounts_not_seen_or_not_picked(brand: Brand) -> None:
    brand.with_keys(SECRET, "--ad-account", "all")
    brand.medium.accounts = [ONE, TWO | {"no": 1003, "open": False}]
    grade, said = examined(brand)["ad_accounts"]
    assert (grade, "1002" in said, "It lists: 1001, 1003" in said) == ("wrong", True, True)
    brand.mall.edit("    ad_accounts: [1001, 1002]\n", "")
    grade, said = examined(brand)["ad_accounts"]
    assert (grade, "none of its 2" in said) == ("wrong", True)
    brand.medium.secrets.clear()
    grade, said = examined(brand)["ad_accounts"]
    assert (grade, "sheets-bridge connect pretend_ads brand" in said) == ("wrong", True)


def test_a_right_that_is_missing_is_named_for_the_stream_that_needs_it(brand: Brand) -> None:
    brand.with_keys(SECRET, "--ad-account", "all")
    brand.medium.status["/report"] = 403
    grade, said = examined(brand)["ad_reading"]
    assert (grade, "/report needs the right “reports”" in said) == ("wrong", True)


def test_the_folder_people_drop_exports_into_is_looked_at_where_there_is_one(brand: Brand) -> None:
    def looked() -> list[Any]:
        told = brand.mall.command("doctor", "--json", "--only", "drop").json["findings"]
        return [(one["grade"], one["seen"]) for one in told if one["check"] == "drop"]

    assert looked() == []
    (brand.mall.folder / "drop" / "brand").mkdir(parents=True)
    (brand.mall.folder / "drop" / "brand" / "gfa.csv").write_text("a,b")
    assert looked() == [("ok", "drop: 1 files, all can be read")]


def test_nothing_of_a_medium_can_be_read_in_a_bundle(brand: Brand) -> None:
    brand.with_keys(SECRET, "--ad-account", "all")
    brand.mall.command("run", "ads", "--dry-run")
    brand.with_keys("wrong-secret-words")
    file = brand.mall.folder / "bundle.zip"
    brand.mall.command("doctor", "--bundle", str(file), "--only", "ad_notices")
    with zipfile.ZipFile(file) as archive:
        packed = {name: archive.read(name).decode() for name in archive.namelist()}
    assert "pretend_ads" in packed["schedule.yaml"]
    for planted in (SECRET, "wrong-secret-words", "모람뷰티", "Moram US", "1002", "brand"):
        assert [name for name, text in packed.items() if planted in text] == [], planted
    brand.mall.secrets.add("wrong-secret-words")
