"""대시보드 and UTM 만들기 on the sheet: made once, kept by their people, mended where a report's tab was thrown
away, and equal to what anybody computes from the report tabs."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import answer_mall
import pytest
from dashboard_by_hand import Days, Row, Span, compared, grouped, meant, over, serial, span, total
from system_mall import Mall
from system_sheet import Sheet

from sheets_bridge.sandbox.clock import KST

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=KST)
TODAY = NOW.date()
BOARD, UTM, DAILY = "대시보드", "UTM 만들기", "일별 종합"
TABS = {
    DAILY: "summary_daily",
    "월별 종합": "summary_monthly",
    "시간대별·요일별": "hourly_weekday",
    "목표·예산": "goals",
}
PERIOD, FIRST, LAST, AGAINST, SHOP = (2, 1), (2, 3), (2, 4), (2, 5), (2, 7)
"""Where people choose."""


@pytest.fixture(scope="module")
def mall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mall]:
    """November of a small mall with every medium, its goals typed; today Naver and Kakao told nothing yet."""
    made = answer_mall.opened(tmp_path_factory.mktemp("board") / "work", now=NOW, days=25, orders_per_day=6)
    made.edit("      - samplemall.refunds\n", "      - samplemall.refunds\n      - samplemall.visitors\n")
    tabs = "".join(f"      {title}: {{table: {table}}}\n" for title, table in TABS.items())
    made.edit("      UTM 점검: {table: utm_check}\n", "      UTM 점검: {table: utm_check}\n" + tabs)
    with answer_mall.no_waits():
        made.ran("collect")
        made.ran("answer")
        typed = {(1, 0): "2026-11", (1, 1): "전체", (1, 2): 30_000_000, (1, 3): 9_000_000, (1, 4): "400%"}
        Sheet(made).write("목표·예산", typed)
        made.ran("answer")
        yield made
    made.close()
    assert made.leaks() == []


@pytest.fixture(scope="module")
def sheet(mall: Mall) -> Sheet:
    return Sheet(mall)


def typed_in(sheet: Sheet, title: str) -> list[list[Any]]:
    """What stands in the cells of a tab: formulas as formulas."""
    asked = {"ranges": f"'{title}'", "valueRenderOption": "FORMULA"}
    rows: list[list[Any]] = sheet.asked("GET", "/values:batchGet", params=asked)["valueRanges"][0].get("values", [])
    return rows


def anchor(sheet: Sheet, title: str, of: str) -> tuple[int, int]:
    """Where the formula stands whose hidden caption is `of`."""
    head = typed_in(sheet, title)[0]
    return 1, head.index(of)


def test_it_is_the_first_tab_made_once_and_a_run_without_news_leaves_it_alone(mall: Mall, sheet: Sheet) -> None:
    before = typed_in(sheet, BOARD), typed_in(sheet, UTM)
    properties = sheet.properties()
    assert properties[BOARD]["index"] == 0
    assert properties[BOARD]["gridProperties"]["hideGridlines"]
    told = mall.ran("answer")
    assert (typed_in(sheet, BOARD), typed_in(sheet, UTM)) == before
    assert list(sheet.properties()) == list(properties)
    assert told["jobs"][0]["notes"] == []


def test_what_people_change_on_it_survives_every_run(mall: Mall, sheet: Sheet) -> None:
    number = sheet.properties()[BOARD]["sheetId"]
    sheet.write(BOARD, {(0, 1): "우리 대시보드", (6, 1): "내 메모"})
    rows = {"sheetId": number, "dimension": "ROWS", "startIndex": 4, "endIndex": 5}
    chart = sheet.asked("GET", "", params={"fields": "sheets(properties.sheetId,charts(chartId))"})["sheets"]
    charts = next(one["charts"] for one in chart if one["properties"]["sheetId"] == number)
    sheet.batch(
        {"insertDimension": {"range": rows, "inheritFromBefore": True}},
        {"deleteEmbeddedObject": {"objectId": charts[0]["chartId"]}},
    )
    sheet.rename(BOARD, "아침 회의")
    before, count = typed_in(sheet, "아침 회의"), len(sheet.properties())
    mall.ran("answer", "--heal")
    mall.ran("answer")
    assert typed_in(sheet, "아침 회의") == before
    assert len(sheet.properties()) == count
    assert before[0][1] == "우리 대시보드"
    sheet.delete_tab("아침 회의")
    mall.ran("answer")
    assert typed_in(sheet, BOARD)[0][1] == BOARD


def test_a_formula_that_lost_its_tab_is_linked_anew_and_nothing_else_is_touched(mall: Mall, sheet: Sheet) -> None:
    at, lost = anchor(sheet, BOARD, "media"), "=ARRAYFORMULA(SUM(#REF!))"
    own = "=SUM(#REF!)+1"
    sheet.delete_tab("매체별 성과")
    sheet_id = sheet.properties()[BOARD]["sheetId"]
    sheet.batch(*(
        {"updateCells": {"start": {"sheetId": sheet_id, "rowIndex": row, "columnIndex": column},
                         "fields": "userEnteredValue",
                         "rows": [{"values": [{"userEnteredValue": {"formulaValue": text}}]}]}}
        for (row, column), text in {at: lost, (4, 1): own}.items()
    ))  # fmt: skip
    before = typed_in(sheet, BOARD)
    told = mall.ran("answer")
    after = typed_in(sheet, BOARD)
    assert "'매체별 성과'!" in after[at[0]][at[1]]
    assert "#REF!" not in after[at[0]][at[1]]
    changed = {(n, m) for n, row in enumerate(after) for m, cell in enumerate(row)
               if str(cell).startswith("=")
               and cell != (before[n][m] if n < len(before) and m < len(before[n]) else "")}  # fmt: skip
    assert changed == {at}
    assert after[4][1] == own
    assert any(BOARD in note for note in told["jobs"][0]["notes"])
    sheet.write(BOARD, {(4, 1): ""})


def test_it_finds_columns_that_people_moved_and_tabs_they_renamed(mall: Mall, sheet: Sheet) -> None:
    sheet.insert_columns(DAILY, 0, 2)
    sheet.rename(DAILY, "매일")
    sheet.delete_tab(BOARD)
    mall.ran("answer")
    row, column = anchor(sheet, BOARD, "shops")
    header = sheet.values("매일")[0]
    assert header.index("몰 아이디") == 2
    assert "FILTER({매일!$C:$C," in typed_in(sheet, BOARD)[row][column].replace("'", "")
    sheet.rename("매일", DAILY)


def choose(sheet: Sheet, period: str, against: str = "없음", shop: str = "전체", own: Span | None = None) -> None:
    days = {FIRST: serial(own.first), LAST: serial(own.last)} if own else {}
    sheet.write(BOARD, {PERIOD: period, AGAINST: against, SHOP: shop, **days})


def found(rows: list[list[Any]], text: str) -> tuple[int, int]:
    """Where a text stands first."""
    return next((n, row.index(text)) for n, row in enumerate(rows) if text in row)


def at(rows: list[list[Any]], row: int, column: int) -> Any:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def cards(rows: list[list[Any]]) -> dict[str, tuple[Any, Any, Any, Any]]:
    """Title → value, change, value of the days before, what is told below."""
    titles = {title: (row, column) for row in (5, 10) for column in (1, 3, 5, 7, 9) if (title := at(rows, row, column))}
    return {title: (at(rows, row + 1, column), at(rows, row + 2, column), at(rows, row + 2, column + 1),
                    at(rows, row + 3, column)) for title, (row, column) in titles.items()}  # fmt: skip


def daily(sheet: Sheet, days: Span, shop: int | None = None) -> Days:
    return Days(days, days.rows(meant(sheet.records(DAILY), shop), "일자"))


def shown(value: float | None) -> Any:
    return "" if value is None else pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize(("period", "against"), [
    ("어제", "직전 같은 기간"), ("최근 7일", "직전 같은 기간"), ("최근 7일", "전주/전월 같은 기간"),
    ("이번 달", "전주/전월 같은 기간"),
    ("지난달", "작년 같은 기간"), ("최근 7일", "없음"),
])  # fmt: skip
def test_the_cards_show_the_period_chosen_beside_what_it_is_compared_with(
    sheet: Sheet, period: str, against: str
) -> None:
    choose(sheet, period, against)
    seen, now = cards(sheet.values(BOARD)), span(period, TODAY)
    before = compared(against, period, now)
    then = daily(sheet, before).cards() if before else {}
    for title, value in daily(sheet, now).cards().items():
        assert seen[title][0] == shown(value), title
        assert seen[title][2] == shown(then.get(title)), title
        change = over(value, then.get(title))
        assert seen[title][1] == shown(None if change is None else change - 1), title


def test_a_day_that_lacks_a_figure_leaves_the_card_blank_and_counts_it(sheet: Sheet) -> None:
    days = Span(TODAY - timedelta(2), TODAY + timedelta(1))
    choose(sheet, "직접", own=days)
    seen, by_hand = cards(sheet.values(BOARD)), daily(sheet, days)
    assert by_hand.missing("광고비 합계") > by_hand.missing("통계 순매출") == 1
    assert seen["광고비"] == ("", "", "", f"미수집 {by_hand.missing('광고비 합계')}일")
    assert seen["통계 순매출"][0] == ""
    choose(sheet, "직접", own=Span(TODAY, TODAY - timedelta(1)))
    assert "시작일과 종료일" in sheet.values(BOARD)[3][1]


def test_a_shop_of_another_currency_is_shown_alone_and_never_added(sheet: Sheet) -> None:
    labels = [row[15] for row in sheet.values(BOARD)[1:6] if len(row) > 15 and row[15]]
    other = next(label for label in labels if "2번" in label)
    now = span("최근 7일", TODAY)
    for label, shop in (("전체", None), (other, 2)):
        choose(sheet, "최근 7일", shop=label)
        seen, by_hand = cards(sheet.values(BOARD)), daily(sheet, now, shop)
        assert seen["통계 순매출"][0] == shown(by_hand.figure("통계 순매출"))
    assert len({row["통화"] for row in sheet.records(DAILY)}) == 2


def test_the_goal_is_that_of_the_month(sheet: Sheet) -> None:
    choose(sheet, "최근 7일")
    seen = cards(sheet.values(BOARD))
    month = next(row for row in sheet.records("월별 종합") if row["쇼핑몰 번호"] == 1 and row["매출 목표"] != "")
    assert month["목표 달성률"] > 0
    assert seen["목표 달성률"][0] == pytest.approx(month["목표 달성률"], abs=1e-6)
    assert seen["예산 소진율"][0] == pytest.approx(month["예산 소진율"], abs=1e-6)
    assert seen["통합 ROAS"][3] == "목표 ROAS 400%"
    assert seen["통계 순매출"][3] == f"목표 달성 {month['목표 달성률']:.1%}"


def test_media_and_campaigns_are_their_reports_added_up(sheet: Sheet) -> None:
    choose(sheet, "최근 7일")
    rows, now = sheet.values(BOARD), span("최근 7일", TODAY)
    media = grouped(now.rows(meant(sheet.records("매체별 성과"), None), "날짜"), "매체")
    top, _ = found(rows, "매체별 성과")
    lines = {line[1]: line for line in rows[top + 2 : top + 14] if at([line], 0, 1)}
    assert lines.keys() == {name for (name,) in media}
    for (name,), of in media.items():
        cost, value, real = (total(of, label) for label in ("광고비", "전환매출", "실매출"))
        shown_of = [total(of, label) for label in ("노출수", "클릭수", "구매건수")]
        expected = [cost, *shown_of[:2], value, over(value, cost), shown_of[2], real, over(real, cost)]  # fmt: skip
        assert [at([lines[name]], 0, column) for column in range(3, 11)] == [shown(one) for one in expected], name
    check_campaigns(sheet, rows, now)


def check_campaigns(sheet: Sheet, rows: list[list[Any]], now: Span) -> None:
    campaigns = grouped(now.rows(meant(sheet.records("캠페인별 성과"), None), "날짜"), "캠페인", "매체")
    figures = {key: (total(of, "광고비") or 0, total(of, "실매출") or 0) for key, of in campaigns.items()}
    ranked = sorted((real / cost, key[0]) for key, (cost, real) in figures.items() if cost >= 10_000)
    top, _ = found(rows, "캠페인 상위 10 (실ROAS)")
    best, worst = ([row[column : column + 5] for row in rows[top + 2 : top + 12]] for column in (1, 6))
    assert [line[4] for line in best if line[0]] == [shown(roas) for roas, _ in ranked[::-1][:10]]
    assert [line[4] for line in worst if line[0]] == [shown(roas) for roas, _ in ranked[:10]]
    for line in best + worst:
        if line[0]:
            assert any((cost, real) == (shown(line[2]), shown(line[3])) for (name, _), (cost, real) in figures.items()
                       if name == line[0])  # fmt: skip


def test_the_last_days_and_the_hours_are_the_reports_own(sheet: Sheet) -> None:
    choose(sheet, "어제")
    rows = sheet.values(BOARD)
    top, _ = found(rows, "최근 14일")
    of_day = {row["일자"]: row for row in meant(sheet.records(DAILY), None)}
    labels = (
        "통계 순매출",
        "전주 동요일 대비",
        "구매건수",
        "객단가",
        "방문수",
        "구매전환율",
        "광고비 합계",
        "통합 ROAS",
    )
    for line in rows[top + 2 : top + 16]:
        row: Row = of_day[line[1]]
        assert [at([line], 0, column) for column in range(2, 10)] == [
            "" if row[label] == "" else pytest.approx(row[label], abs=0.006) for label in labels
        ], line[1]
    top, _ = found(rows, "요일 × 시간대 매출 (최근 4주 하루 평균)")
    lately = grouped(
        (row for row in meant(sheet.records("시간대별·요일별"), None) if row["기간"] == "최근 4주"), "요일", "시간대"
    )
    grid = {
        (day, hour): at(rows, top + 2 + hour, 2 + n) for n, day in enumerate("월화수목금토일") for hour in range(24)
    }
    assert any(value != "" for value in grid.values())
    assert grid == {key: shown(sum(row["일평균 매출액"] for row in of)) for key, of in lately.items()}


ADDRESSES = [
    # address, medium, product, campaign id, its name, ad, keyword → finished address, check
    (["https://shop.example/p?a=1#top", "네이버", "파워링크", "cmp-1", "", "nad-2", "원피스 & 코트"],
     "https://shop.example/p?a=1&utm_source=naver&utm_medium=powerlink&utm_campaign=cmp-1&utm_content=nad-2"
     "&utm_term=%EC%9B%90%ED%94%BC%EC%8A%A4%20%26%20%EC%BD%94%ED%8A%B8#top", "✓"),
    (["https://shop.example/p?utm_source=x&b=2&utm_medium=y", "메타", "피드", "", "봄", "", ""],
     "https://shop.example/p?b=2&utm_source=meta&utm_medium=%ED%94%BC%EB%93%9C&utm_campaign=%EB%B4%84",
     "✓ · 주소에 있던 utm_ 값을 갈아 끼웠습니다 · 이름으로 잇습니다. 캠페인 이름을 바꾸면 끊기니 ID가 낫습니다"),
    (["https://shop.example/p", "구글", "검색", "", "", "", ""],
     "https://shop.example/p?utm_source=google&utm_medium=search&utm_campaign={campaignid}&utm_content={creative}"
     "&utm_term={keyword}", "✓ · 캠페인은 매체의 매크로가 채웁니다"),
    (["shop.example/p", "카카오", "", "", "", "", ""], "shop.example/p?utm_source=kakao",
     "✗ 주소는 https:// 로 시작해야 합니다 · 광고상품을 적어 주세요(카페24는 utm_medium도 있어야 광고로 봅니다)"
     " · 캠페인 ID를 적어 주세요"),
    (["https://shop.example/?", "인플루언서", "협찬", "k1", "", "", ""],
     "https://shop.example/?utm_source=%EC%9D%B8%ED%94%8C%EB%A3%A8%EC%96%B8%EC%84%9C&utm_medium=%ED%98%91%EC%B0%AC"
     "&utm_campaign=k1", "✓"),
    (["", "", "", "", "", "", ""], "", ""),
]  # fmt: skip


def test_the_builder_makes_the_address_by_the_house_rule_and_says_what_is_wrong(sheet: Sheet) -> None:
    sheet.write(UTM, {(3 + n, m): text for n, (typed, _, _) in enumerate(ADDRESSES) for m, text in enumerate(typed)})
    rows = sheet.values(UTM)
    assert [(at(rows, 3 + n, 7), at(rows, 3 + n, 8)) for n in range(len(ADDRESSES))] == [
        (made, check) for _, made, check in ADDRESSES
    ]
