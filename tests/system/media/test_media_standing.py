"""An ad medium's login as it stands, told by `run`, `status`, the page and notifications, each with its own command."""

from collections.abc import Iterator
from contextlib import contextmanager

from media_bench import ONE, SECRET, Brand
from system_sheet import Sheet

from sheets_bridge.cli.installation import Installation, installation, world
from sheets_bridge.daemon import House
from sheets_bridge.messages import translation
from sheets_bridge.notify.looking import look as looked
from sheets_bridge.notify.news import Look
from sheets_bridge.page.health import troubles
from sheets_bridge.page.look import look
from sheets_bridge.page.telling import Told, tell

HOW = "sheets-bridge connect pretend_ads brand"


@contextmanager
def opened(brand: Brand) -> Iterator[Installation]:
    """The installation."""
    with installation(brand.mall.schedule) as one:
        yield one


def page(brand: Brand) -> tuple[Told, list[tuple[str, str]]]:
    """The status page, and what `/healthz` is made of, of the brand alone."""
    with opened(brand) as one:
        seen = look(one)
    found = [(trouble.code, trouble.of) for trouble in troubles(seen) if trouble.of == "brand"]
    return tell(seen, translation("en")), found


def news(brand: Brand) -> Look:
    """What there is to tell people."""
    with opened(brand) as one:
        house = House(one.schedule, world(one, lambda _progress: None), one.logins, one.rings)
        return looked(house, one.clock())


def test_a_login_that_was_never_made_says_its_command_everywhere_and_stops_nobody_else(brand: Brand) -> None:
    brand.mall.connect()
    told = brand.mall.run("--dry-run")
    jobs = {job["job"]: job for job in told.json["jobs"]}
    assert (told.exit_code, jobs["ads"]["outcome"]) == (77, "failed")
    assert {jobs[name]["outcome"] for name in ("orders", "visitors")} == {"ok"}
    assert jobs["ads"]["message"] == f"brand is not connected yet. Run: {HOW}"
    assert "cafe24" not in jobs["ads"]["message"]
    assert f"not connected yet: {HOW}" in brand.mall.command("status").text
    shown, found = page(brand)
    assert found == [("login_missing", "brand")]
    assert f"brand is not connected yet: {HOW}" in shown.alarms
    assert [one.note for one in shown.accounts if one.name == "brand"] == [f"not connected yet: {HOW}"]


def test_keys_whose_ad_accounts_nobody_picked_say_so_and_mark_the_days(brand: Brand) -> None:
    brand.with_keys(SECRET, "--ad-account", "all")
    brand.mall.edit("    ad_accounts: [1001, 1002]\n", "")
    told = brand.mall.run("ads", "--take-over")
    assert told.exit_code == 78
    assert f"none of the 2 ad accounts of this login is picked, so nothing is collected. Run: {HOW}" in told.text
    table = Sheet(brand.mall).records("RAW_광고")
    assert {(row["Medium"], row["Cost"]) for row in table} == {("견본매체", "")}
    assert all("미수집 (설정 오류" in row["Data status"] for row in table)
    brand.with_keys(SECRET, "--ad-account", "1002")
    assert brand.mall.run("ads", "--take-over").exit_code == 0
    table = Sheet(brand.mall).records("RAW_광고")
    assert {(row["Ad account"], row["Cost"]) for row in table} == {("Moram US", 1000)}


def test_dead_keys_are_told_with_what_the_run_was_answered_until_somebody_connects_again(brand: Brand) -> None:
    brand.with_keys(SECRET, "--ad-account", "all")
    assert brand.mall.run("ads", "--take-over").exit_code == 0
    assert (brand.login["connected"], brand.login["lost"]) == (True, None)
    assert "login_lost:brand" in news(brand).well
    brand.medium.secrets.clear()
    brand.mall.advance(minutes=1)
    assert brand.mall.run("ads", "--take-over").exit_code == 77
    why = f"brand: the keys are not taken. Run: {HOW}"
    assert (brand.login["connected"], brand.login["lost"]) == (False, why)
    assert why in brand.mall.command("status").text
    shown, found = page(brand)
    assert found == [("login_lost", "brand")]
    assert why in shown.alarms
    standing = news(brand).standing
    assert str(standing["login_lost:brand"].begun) == why
    assert [key for key in standing if key.startswith("job_")] == []
    brand.medium.secrets.add(SECRET)
    brand.mall.advance(minutes=1)
    assert brand.with_keys().exit_code == 0
    assert brand.login["connected"]
    assert str(news(brand).well["login_lost:brand"]) == "brand is connected again."


def test_keys_that_end_are_announced_and_the_renewed_ones_are_well(brand: Brand) -> None:
    brand.medium.ends = "2026-11-03T00:00:00+00:00"
    brand.with_keys(SECRET, "--ad-account", "all")
    soon = ("The keys of brand end within 3 day(s), at 2026-11-03 09:00 (KST), and nothing renews them. Get new ones "
            f"and run: {HOW}")  # fmt: skip
    assert brand.login["warning"] == soon
    assert soon in brand.mall.command("status").text
    trouble = news(brand).standing["login_ends:brand"]
    assert (str(trouble.begun), trouble.grade) == (soon, 2)
    shown, found = page(brand)
    assert ([one.state for one in shown.accounts if one.name == "brand"], found) == (["partial"], [])
    brand.medium.ends = None
    brand.with_keys()
    assert "no fixed end" in brand.mall.command("status").text
    assert "login_ends:brand" in news(brand).well


def test_an_ad_account_that_is_not_seen_any_more_is_news_of_its_own(brand: Brand) -> None:
    brand.with_keys(SECRET, "--ad-account", "all")
    brand.medium.accounts = [ONE]
    told = brand.mall.run("ads", "--take-over")
    assert told.exit_code == 77
    words = str(news(brand).standing["shop:brand:1002"].begun)
    assert words.startswith("Ad account 1002 of brand is not listed by Pretend Ads")
    assert "Cafe24" not in words
