"""The status page as a marketer on a phone uses it: sees the jobs, presses 지금 갱신, sees the run end."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest
from system_mall import Mall, opened
from system_page import Page, daemon, with_page

pytestmark = pytest.mark.browser

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
PHONE = {"width": 360, "height": 780}
PATIENT = 30_000


@dataclass(frozen=True)
class Bench:
    """A daemon with its page, a browser beside it, and the address that lets it in."""

    mall: Mall
    page: Page
    browser: Any
    address: str


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    playwright = pytest.importorskip("playwright.sync_api")
    mall = opened(tmp_path_factory.mktemp("page"), days=6, orders_per_day=4)
    assert mall.connect().exit_code == 0
    port = with_page(mall)
    address = mall.process("status", "--page").out.strip()
    with daemon(mall, port) as page, playwright.sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield Bench(mall, page, browser, address)
        browser.close()
    mall.close()


@pytest.fixture
def phone(bench: Bench) -> Iterator[Any]:
    """A phone's browser of its own that was let in; it had nothing to complain about in the end."""
    context = bench.browser.new_context(viewport=PHONE, locale="ko-KR")
    shown, complaints = context.new_page(), []
    shown.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.goto(bench.address)
    yield shown
    assert complaints == []
    context.close()


def card(shown: Any, job: str) -> Any:
    """The card of a job."""
    return shown.locator("article", has=shown.get_by_role("heading", name=job, exact=True))


def test_it_shows_the_jobs_and_the_key_is_gone_from_the_address(bench: Bench, phone: Any) -> None:
    assert phone.url == f"{bench.page.root}/"
    for job in ("orders", "visitors"):
        card(phone, job).get_by_text("정상", exact=True).wait_for(timeout=PATIENT)
        assert card(phone, job).get_by_role("button", name="지금 갱신").is_enabled()
    text = phone.inner_text("body")
    for words in (
        "모두 정상입니다.",
        "다음 실행",
        "RAW_주문품목",
        "samplemall",
        "남은 기간",
        "수집된 기간",
        "구글 쓰기",
    ):
        assert words in text


def test_pressing_the_button_runs_the_job_and_its_end_is_seen_without_a_reload(bench: Bench, phone: Any) -> None:
    bench.mall.fault("*/visitors/view", times=1, action="delay", seconds=3)
    button = card(phone, "visitors").get_by_role("button", name="지금 갱신")
    button.wait_for(timeout=PATIENT)
    loads: list[str] = []
    phone.on("load", lambda _page: loads.append("again"))
    lines = phone.locator("#log li", has_text="페이지")
    assert lines.count() == 0
    button.click()
    card(phone, "visitors").get_by_text("실행 중", exact=True).first.wait_for(timeout=PATIENT)
    assert card(phone, "visitors").get_by_role("button").is_disabled()
    lines.filter(has_text="정상").wait_for(timeout=PATIENT)
    assert card(phone, "visitors").get_by_role("button", name="지금 갱신").is_enabled()
    assert "visitors" in lines.first.inner_text()
    assert loads == []


def test_a_run_that_fails_says_why_on_its_card(bench: Bench, phone: Any) -> None:
    bench.mall.fault("*/admin/shops", times=1, action="status", status=403)
    card(phone, "orders").get_by_role("button", name="지금 갱신").click()
    card(phone, "orders").get_by_text("실패", exact=True).wait_for(timeout=PATIENT)
    assert "403" in card(phone, "orders").inner_text()
    bench.mall.lift_faults()
    card(phone, "orders").get_by_role("button", name="지금 갱신").click()
    card(phone, "orders").get_by_text("정상", exact=True).wait_for(timeout=PATIENT)


def test_nothing_is_cut_off_on_a_phone_and_buttons_can_be_hit(phone: Any) -> None:
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    boxes = [button.bounding_box() for button in phone.get_by_role("button").all()]
    assert len(boxes) == 2
    assert all(box["height"] >= 44 and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] for box in boxes)
    inside = "[...document.querySelectorAll('dd, li, .chip')].filter(e => e.scrollWidth > e.clientWidth + 1).length"
    assert phone.evaluate(inside) == 0


def test_a_browser_that_was_not_let_in_sees_how_to_get_in_and_no_job(bench: Bench) -> None:
    context = bench.browser.new_context(viewport=PHONE)
    shown = context.new_page()
    answer = shown.goto(bench.page.root)
    assert answer.status == 401
    assert "sheets-bridge status --page" in shown.inner_text("body")
    assert "orders" not in shown.content()
    context.close()


def test_another_site_in_the_same_browser_presses_no_button_by_a_form(bench: Bench, phone: Any) -> None:
    evil, before = elsewhere(bench, phone), asked_by_page(bench)
    with evil.expect_response(re.compile("/run/")) as answer:
        evil.evaluate(
            "to => { const form = document.createElement('form'); form.method = 'post'; form.action = to;"
            " document.body.append(form); form.submit(); }",
            f"{bench.page.root}/run/visitors",
        )
    # 403, not 401: the browser did send our cookie, and it did not help.
    assert answer.value.status == 403
    assert asked_by_page(bench) == before


@pytest.mark.parametrize(
    "how",
    ["{method: 'POST', credentials: 'include', headers: {'X-CSRF-Token': 'x'}}",
     "{method: 'POST', credentials: 'include', mode: 'no-cors'}"],
)  # fmt: skip
def test_another_site_in_the_same_browser_presses_no_button_by_its_script(bench: Bench, phone: Any, how: str) -> None:
    evil, before = elsewhere(bench, phone), asked_by_page(bench)
    evil.evaluate(f"to => fetch(to, {how}).then(() => 0, () => 0)", f"{bench.page.root}/run/visitors")
    assert asked_by_page(bench) == before
    read = "to => fetch(to, {credentials: 'include'}).then(answer => answer.text(), () => 'unread')"
    assert evil.evaluate(read, f"{bench.page.root}/") == "unread"


def test_it_says_when_the_daemon_is_gone(bench: Bench) -> None:
    shown = bench.browser.new_page(locale="ko-KR")
    shown.goto(bench.address)
    gone = shown.get_by_text("데몬이 실행 중인지 확인하세요")
    shown.route(re.compile("/now$"), lambda route: route.abort())
    gone.wait_for(timeout=PATIENT)
    shown.unroute(re.compile("/now$"))
    gone.wait_for(state="hidden", timeout=PATIENT)
    shown.close()


def elsewhere(bench: Bench, phone: Any) -> Any:
    """Another site in the same browser, on the same address: it gets our cookie too, for cookies know no ports."""
    evil = phone.context.new_page()
    evil.goto(f"{bench.mall.root}/")
    return evil


def asked_by_page(bench: Bench) -> int:
    """How many runs the page asked for so far."""
    with closing(sqlite3.connect(bench.mall.folder / "state" / "bridge.db")) as database:
        return int(database.execute("SELECT count(*) FROM queue WHERE trigger = 'page'").fetchone()[0])
