"""연동 현황 as a marketer has it before them: they tick 지금 갱신 on the sheet, the run begins, the tick is gone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from system_mall import Mall, going_on, opened
from system_page import until

from sheets_bridge.store import Store, queue

pytestmark = pytest.mark.browser

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
PATIENT = 20_000
GREEN = "rgb(51, 168, 84)"


@dataclass(frozen=True)
class Desk:
    """A daemon, and its sheet in a browser."""

    mall: Mall
    shown: Any

    def open(self, title: str) -> None:
        self.shown.get_by_role("tab", name=title, exact=True).click(timeout=PATIENT)

    def row(self, job: str) -> Any:
        return self.shown.locator("tbody tr", has=self.shown.get_by_text(job, exact=True))

    def asked(self) -> list[tuple[str, str]]:
        """The runs somebody asked for on the sheet, with what became of them."""
        with Store(self.mall.folder / "state" / "bridge.db", {}) as store:
            found = [*queue.standing(store, "waiting"), *queue.standing(store, "running"), *queue.ended(store, 50)]
        return [(entry.job, entry.state) for entry in found if entry.trigger == "sheet"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    playwright = pytest.importorskip("playwright.sync_api")
    mall = opened(tmp_path_factory.mktemp("desk"), days=2, orders_per_day=2, control=True)
    mall.edit("shops: active", "shops: [1]")
    assert mall.connect().exit_code == 0
    with going_on("daemon", "--schedule", str(mall.schedule)) as process, playwright.sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        shown, complaints = browser.new_page(viewport={"width": 1400, "height": 700}), []
        shown.on("pageerror", lambda error: complaints.append(str(error)))
        shown.goto(f"{mall.root}/")
        desk = Desk(mall, shown)
        # Whichever way the daemon's first look at the boxes falls, the next shows both jobs done.
        desk.open("연동 현황")
        until(lambda: mall.advance(minutes=1) or desk.row("visitors").count(), bool)
        yield desk
        assert complaints == []
        browser.close()
        process.terminate()
        process.communicate(timeout=60)
    mall.close()


def test_ticking_the_box_starts_the_run_and_the_tick_is_taken_away(desk: Desk) -> None:
    desk.open("연동 현황")
    until(lambda: desk.mall.advance(minutes=1) or desk.row("visitors").get_by_text("정상", exact=True).count(), bool)
    box = desk.row("visitors").get_by_role("checkbox").first
    with desk.shown.expect_response("**/page/tick", timeout=PATIENT):
        box.check(timeout=PATIENT)
    desk.mall.advance(minutes=1)
    until(desk.asked, bool)
    until(desk.asked, lambda runs: runs[-1] == ("visitors", "done"))
    until(lambda: desk.mall.advance(minutes=1) or box.is_checked(), lambda on: not on)
    assert {job for job, _ in desk.asked()} == {"visitors"}


def test_the_tabs_of_the_jobs_are_green_and_stand_before_the_grey_ones(desk: Desk) -> None:
    told = desk.shown.locator("#tabs button").evaluate_all(
        "all => all.map((one) => [one.textContent, getComputedStyle(one).borderTopColor])"
    )
    colours = dict(told)
    assert colours["연동 현황"] == colours["연동 현황 (탭별)"] == GREEN
    titles = [title for title, _ in told]
    assert titles.index("연동 현황 (탭별)") < titles.index("RAW_방문")
    assert colours["RAW_방문"] not in (GREEN, "rgba(0, 0, 0, 0)")
