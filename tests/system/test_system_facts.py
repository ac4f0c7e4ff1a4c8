"""The comparison of tabs with the story's facts sees what is wrong, and only that."""

from system_facts import fact_differences, personal_found, personal_values
from system_sheet import Sheet

LABELS = {"group_no": "등급번호", "group_name": "등급명"}
TAB = "회원등급"


def typed(sheet: Sheet, rows: list[list[str]]) -> None:
    sheet.batch({"addSheet": {"properties": {"title": TAB}}})
    sheet.write(TAB, {(at, column): cell for at, row in enumerate([list(LABELS.values()), *rows])
                      for column, cell in enumerate(row)})  # fmt: skip


def groups(sheet: Sheet) -> list[list[str]]:
    _, facts = sheet.mall.keyed_truth("customer_groups")
    return [[one["group_no"], one["group_name"]] for one in facts if one["shop_no"] == 1]


def test_a_tab_that_shows_the_facts_has_no_differences(sheet: Sheet) -> None:
    typed(sheet, groups(sheet))
    assert fact_differences(sheet, TAB, "customer_groups", LABELS, shop_no=1) == []


def test_a_missing_row_and_a_wrong_cell_are_told(sheet: Sheet) -> None:
    rows = groups(sheet)
    typed(sheet, [[rows[0][0], "VIP?"], *rows[2:]])
    told = fact_differences(sheet, TAB, "customer_groups", LABELS, shop_no=1)
    assert told[0] == f"{len(rows) - 1} rows, not {len(rows)}"
    assert any("'VIP?'" in one for one in told)
    assert any(rows[1][0] in one and "None" in one for one in told)


def test_a_scan_finds_the_seeded_people_and_nobody_in_plain_text(sheet: Sheet) -> None:
    values = personal_values(sheet.mall)
    one = min(values)
    assert personal_found(sheet.mall, f"고객 {one} 님") == sorted(value for value in values if value in one)
    assert personal_found(sheet.mall, "주문 20261020-0000001, 18,900원, 서울특별시 강남구") == []
