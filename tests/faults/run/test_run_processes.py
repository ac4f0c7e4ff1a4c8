"""Four processes on one installation at once, each in need of a new token: one renewal, and a right sheet."""

import pytest
from run_bench import NEXT_DAY, ended

pytestmark = pytest.mark.long

ROUNDS = 3
FOUR = {
    "orders": ("{stream: samplemall.orders, embed: [items]}", "RAW_주문"),
    "items": ("{stream: samplemall.orders, embed: [items]}", "RAW_주문품목"),
    "visitors": ("samplemall.visitors", "RAW_방문"),
    "again": ("samplemall.visitors", "RAW_방문_둘"),
}


def _together(made, jobs):
    """Run each of `jobs` in a process of its own, all at once; the renewal takes long enough for all to want it."""
    made.control("DELETE", "calls")
    made.fault("delay", "*/oauth/token", seconds=0.5)
    processes = [made.start("run", job, "--json") for job in jobs]
    told = [ended(process) for process in processes]
    made.undisturbed()
    return told


def test_four_jobs_at_once_spend_each_refresh_token_once(made):
    made.tabs["RAW_방문_둘"] = "visitors"
    made.give(FOUR)
    for _ in range(ROUNDS):
        told = _together(made, FOUR)
        assert [one.code for one in told] == [0] * 4, told
        assert made.renewals() == [200]
        assert made.faults_of_the_sheet() == []
        made.advance(NEXT_DAY)


@pytest.mark.parametrize("jobs", [["orders"] * 4, ["orders", "visitors"] * 2], ids=["one job", "two jobs"])
def test_the_same_job_in_several_processes_runs_once_and_the_others_say_that_it_is_busy(made, slept, jobs):
    told = _together(made, jobs)
    assert {one.code for one in told} <= {0, 75}, told
    assert all("busy" in one.words for one in told if one.code == 75)
    assert made.renewals() == [200]
    assert (made.run_here().code, made.faults_of_the_sheet()) == (0, [])
    assert made.renewals() == [200]
