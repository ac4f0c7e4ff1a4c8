"""Notifications: what people hear of an installation, told by Apprise to an ear on this machine."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from system_ear import Ear, listening
from system_mall import Mall

from sheets_bridge.cli import logs
from sheets_bridge.cli.installation import installation, world
from sheets_bridge.cli.telling import teller_of
from sheets_bridge.config import Log
from sheets_bridge.daemon import House
from sheets_bridge.messages import translation
from sheets_bridge.store import life, pauses, slots

CONNECT = "sheets-bridge connect cafe24 samplemall"
TEAM, OWN = "team-s3cr3t", "own-s3cr3t"
SHOPS = "*/admin/shops"
Round = Callable[[], list[str]]


@pytest.fixture
def ear() -> Iterator[Ear]:
    """Somebody who listens."""
    with listening() as one:
        yield one


def asks_for_news(mall: Mall, ear: Ear, more: str = "failures: 2, stale: 366 days") -> None:
    """The schedule names a team for everything and people for the mall; failures and lateness as the test wants."""
    mall.edit("language: ko", "language: en")
    mall.edit("jobs:\n", f"notify: {{urls: ['{ear.address(TEAM)}'], {more}}}\njobs:\n")


@contextmanager
def house_of(mall: Mall) -> Iterator[House]:
    """The installation as the telling thread has it."""
    with installation(mall.schedule) as opened:
        yield House(opened.schedule, world(opened, lambda _progress: None), opened.logins)


def looked(mall: Mall, ear: Ear, name: str = TEAM) -> list[str]:
    """A look of a teller that was just started, while a daemon beats; what it told."""
    with house_of(mall) as house:
        life.beat(house.world.store, "daemon", house.world.clock(), {})
        teller_of(mall.schedule, 0.1).round(house)
    return ear.told(name)


@pytest.fixture
def news(filled: Mall, ear: Ear) -> Round:
    """Look once; what the team hears."""
    asks_for_news(filled, ear)
    assert looked(filled, ear) == []
    return lambda: looked(filled, ear)


def test_a_job_that_fails_again_and_again_is_told_once_and_once_when_it_runs_well(
    filled: Mall, ear: Ear, news: Round
) -> None:
    filled.fault(SHOPS, times=1000, action="status", status=503)
    filled.run("orders")
    assert news() == []
    filled.run("orders")
    (told,) = news()
    assert told.startswith("sheets_bridge: please look: Job orders has failed 2 times in a row. ")
    assert "503" in told
    filled.run("orders")
    assert news() == []
    filled.lift_faults()
    filled.ran("orders")
    assert news() == ["sheets_bridge: well again: Job orders runs well again."]
    filled.ran("orders")
    assert news() == []
    assert ear.kinds == ["failure", "success"]


def test_a_restart_repeats_nothing_and_forgets_nothing(filled: Mall, ear: Ear, news: Round) -> None:
    """Each look is a teller's first one: it knows only what the store remembers."""
    filled.fault(SHOPS, times=1000, action="status", status=503)
    filled.run("orders")
    filled.run("orders")
    assert len(news()) == 1
    assert [news() for _ in range(3)] == [[], [], []]


def test_an_accounts_people_hear_of_it_beside_the_team_and_nobody_twice(filled: Mall, ear: Ear) -> None:
    people = f"    shops: active\n    notify: ['{ear.address(OWN)}', '{ear.address(TEAM)}']\n"
    filled.edit("    shops: active\n", people)
    asks_for_news(filled, ear)
    filled.fault(SHOPS, times=1000, action="status", status=503)
    filled.run("visitors")
    filled.run("visitors")
    assert len(looked(filled, ear)) == 1
    (told,) = ear.told(OWN)
    assert "Job visitors has failed" in told


def test_a_job_that_is_late_is_told_once_and_once_when_it_is_not(filled: Mall, ear: Ear) -> None:
    asks_for_news(filled, ear, "stale: 3 hours")
    filled.edit("    every: 1 hour\n", "    every: 1 hour\n    stale: 2 days\n")
    filled.advance(hours=2)
    assert looked(filled, ear) == []
    filled.advance(hours=2)
    (told,) = looked(filled, ear)
    assert told.startswith("sheets_bridge: please look: Job orders is late: it was due at ")
    assert ear.kinds == ["warning"]
    assert looked(filled, ear) == []
    filled.ran("orders")
    assert looked(filled, ear) == ["sheets_bridge: well again: Job orders is up to date again."]


def test_a_job_that_never_succeeded_is_late_from_when_it_was_first_seen(mall: Mall, ear: Ear) -> None:
    asks_for_news(mall, ear, "stale: 3 hours")
    with house_of(mall) as house:
        slots.note(house.world.store, "orders", house.world.clock(), "queued", house.world.clock())
    assert looked(mall, ear) == []
    mall.advance(hours=4)
    (told,) = looked(mall, ear)
    assert "Job orders is late" in told
    assert "has never succeeded" in told


def test_a_machine_that_slept_tells_nothing_before_the_daemon_beats_again(filled: Mall, ear: Ear) -> None:
    asks_for_news(filled, ear, "stale: 3 hours")
    with house_of(filled) as house:
        life.beat(house.world.store, "daemon", house.world.clock(), {})
        filled.advance(hours=9)
        with house_of(filled) as awake:
            teller_of(filled.schedule, 0.1).round(awake)
    assert ear.told() == []
    assert len(looked(filled, ear)) == 2


def test_a_login_about_to_end_is_told_at_seven_three_and_one_days_and_when_it_was_renewed(
    filled: Mall, news: Round
) -> None:
    told = []
    for days in (6, 1.5, 1, 3, 1.25, 1):
        filled.advance(days=days)
        told.append(news())
    assert [len(one) for one in told] == [0, 1, 0, 1, 0, 1]
    assert all(f"within {days} day(s)" in said[0] for days, said in zip((7, 3, 1), told[1::2], strict=True))
    assert CONNECT in told[1][0]
    filled.ran("orders")
    (healed,) = news()
    assert healed.startswith("sheets_bridge: well again: The login of samplemall was renewed; it lasts until ")
    assert news() == []


def test_a_lost_login_is_told_once_with_what_heals_it_and_its_jobs_are_not_told_beside_it(
    filled: Mall, news: Round
) -> None:
    filled.advance(days=15)
    filled.run()
    filled.run()
    (told,) = news()
    assert told.startswith("sheets_bridge: please look: ")
    assert CONNECT in told
    filled.run()
    assert news() == []
    assert filled.connect().exit_code == 0
    (healed,) = news()
    assert healed.startswith("sheets_bridge: well again: samplemall is connected again; the login lasts until ")
    filled.ran()
    assert news() == []


def test_a_shop_that_was_switched_off_is_told_once_and_is_no_failing_job(filled: Mall, news: Round) -> None:
    shops = [{"shop_no": number, "shop_name": "x", "active": active} for number, active in ((1, "T"), (2, "F"))]
    filled.fault(SHOPS, times=1000, action="status", status=200, body={"shops": shops})
    for _ in range(3):
        assert filled.run().exit_code == 77
    (told,) = news()
    assert told.startswith("sheets_bridge: please look: Shop 2 of samplemall is not active at Cafe24")
    assert news() == []
    filled.lift_faults()
    filled.fault(SHOPS, times=1000, action="status", status=503)
    filled.run("orders")
    assert news() == [], "a run that could not list the shops has seen nothing of them"
    filled.lift_faults()
    filled.ran()
    (healed,) = news()
    assert healed.startswith("sheets_bridge: well again: Shop 2 of samplemall is active again")


def test_the_end_of_a_backfill_is_told_once(mall: Mall, ear: Ear) -> None:
    mall.edit("history: 2026-10-26", "history: 2026-07-01")
    asks_for_news(mall, ear)
    assert looked(mall, ear) == []
    mall.ran("visitors")
    told = looked(mall, ear)
    assert told == ["sheets_bridge: well again: All history of visitors is loaded, back to 2026-07-01."]
    assert mall.command("backfill", "visitors", "--from", "2026-05-01").exit_code == 0
    assert looked(mall, ear) == []


def test_what_could_not_be_delivered_is_told_later_in_order_and_no_address_is_logged(
    filled: Mall, ear: Ear, news: Round, tmp_path: Path
) -> None:
    log, ear.deaf = Log(tmp_path / "all.log"), True
    filled.fault(SHOPS, times=1000, action="status", status=503)
    filled.run("orders")
    filled.run("orders")
    before = logging.getLogger().handlers[:]
    logs.log_as_daemon(log, translation("en"))
    assert (news(), ear.asked) == ([], 1)
    logging.getLogger().handlers[:] = before
    filled.lift_faults()
    filled.ran("orders")
    assert (news(), ear.asked) == ([], 1), "not at every look"
    ear.deaf = False
    filled.advance(minutes=2)
    assert [told.split(":")[1] for told in news()] == [" please look", " well again"]
    assert news() == []
    said = log.file.read_text("utf-8")
    assert "A notification could not be delivered (json://" in said
    assert "s3cr3t" not in said
    assert str(ear.port) not in said


def test_an_address_of_no_service_is_said_when_the_daemon_starts(filled: Mall, ear: Ear) -> None:
    filled.edit("jobs:\n", "notify: ['slakc://s3cr3t-token/x']\njobs:\n")
    with filled.opened("daemon") as daemon:
        lines = iter(daemon.stderr.readline, "")
        said = next(line for line in lines if "slakc" in line)
        daemon.terminate()
    assert "Apprise" in said
    assert "s3cr3t" not in said


def test_beside_a_daemon_the_heart_beats_and_a_run_is_news_at_once(filled: Mall, ear: Ear) -> None:
    def told(words: str) -> bool:
        return any(words in said for _path, _title, said in ear.heard)

    asks_for_news(filled, ear, f"failures: 1, stale: 366 days, heartbeat: '{ear.heart}'")
    filled.fault(SHOPS, times=1000, action="status", status=403)
    with filled.opened("daemon") as daemon:
        assert ear.waited(30, lambda: told("Job orders has failed") and told("Job visitors has failed"))
        assert ear.beats == 1
        filled.lift_faults()
        filled.advance(hours=1)
        assert ear.waited(30, lambda: told("Job orders runs well again."))
        daemon.terminate()
        assert daemon.wait(30) == 0
    assert ear.beats == 1, "at most once a minute"
    assert "s3cr3t" not in filled.told[-1].text
    assert "s3cr3t" not in (filled.folder / "state" / "logs" / "sheets-bridge.log").read_text("utf-8")


def test_the_daemon_ends_in_time_whatever_the_recipients_do(filled: Mall, ear: Ear) -> None:
    asks_for_news(filled, ear, "failures: 1, stale: 366 days")
    ear.deaf = True
    filled.fault(SHOPS, times=1000, action="status", status=403)
    with filled.opened("daemon") as daemon:
        filled.advance(minutes=15)
        assert ear.waited(30, lambda: ear.asked >= 1)
        daemon.terminate()
        assert daemon.wait(timedelta(seconds=20).total_seconds()) == 0


def test_a_paused_job_is_not_called_late_nor_is_it_at_once_when_it_goes_on(filled: Mall, ear: Ear) -> None:
    asks_for_news(filled, ear, "stale: 3 hours")
    filled.edit("control: off\n", "")
    with house_of(filled) as house:
        for job in ("orders", "visitors"):
            pauses.pause(house.world.store, job, house.world.clock())
    filled.advance(hours=30)
    assert looked(filled, ear) == []
    with house_of(filled) as house:
        pauses.resume(house.world.store, "orders", house.world.clock())
    filled.advance(hours=2)
    assert looked(filled, ear) == []
    filled.advance(hours=2)
    (told,) = looked(filled, ear)
    assert "Job orders is late" in told
