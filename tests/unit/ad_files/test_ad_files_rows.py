"""What consoles of media export: every line of figures once, in our columns, or said what was expected and found."""

from contextlib import suppress
from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from sheets_bridge.errors import DataRejected
from sheets_bridge.grids import text_readings
from sheets_bridge.grids.excel import workbook_readings
from sheets_bridge.model import KST, Pull
from sheets_bridge.source import Dropped, UnknownHeader
from sheets_bridge.sources.ad_files import file_rows
from sheets_bridge.tables import AD_STATS

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=KST)
PULL = Pull("brand", 0, "files")
GFA = (
    "성과형 디스플레이 광고 보고서\n조회 기간,2026.11.01. ~ 2026.11.02.\n\n"
    '기간,캠페인 이름,광고 그룹 이름,광고 소재 이름,노출,클릭,CTR(%),"총 비용(VAT 포함, 원)",'
    "구매완료 수,구매완료 전환 매출액\n"
    '2026.11.01.,가을 신상,관심사,배너 A,"15,230",212,1.39%,"₩48,210",3,"117,000원"\n'
    '2026.11.02.,가을 신상,관심사,배너 A,"8,044",77,0.96%,"21,980",-,-\n'
    '합계,,,,"23,274",289,1.24%,"70,190",3,"117,000"\n'
)


def read(text: str, folder: str = "", encoding: str = "utf-8", **columns: str) -> list[dict]:
    return told(Dropped(lambda: text_readings(text.encode(encoding)), folder, columns))


def told(file: Dropped) -> list[dict]:
    return [dict(zip((column.id for column in AD_STATS.columns), row, strict=True))
            for row in file_rows.rows(PULL, file, NOW)]  # fmt: skip


def says(row: dict, **part: object) -> bool:
    return {name: row[name] for name in part} == part


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_an_export_is_read_whatever_its_encoding_and_separator(encoding, separator):
    text = GFA if separator == "," else _parted_by(separator)
    if encoding == "cp949":
        text = text.replace("₩", "\\")  # what Korean Windows writes for the won sign
    first, second = read(text, encoding=encoding)
    assert says(first, date="2026-11-01", medium="네이버", ad_product="성과형 디스플레이", account_id="naver_gfa",
                level="소재", campaign_name="가을 신상", adgroup_name="관심사", ad_name="배너 A", device="전체",
                impressions=15230, clicks=212, cost=48210.0, currency="KRW", vat_included="포함", conversions=3.0,
                conversion_kind="구매", conversion_value=117000.0, conversion_date_basis="미확인",
                data_status="확정")  # fmt: skip
    assert says(second, date="2026-11-02", impressions=8044, cost=21980.0, conversions=0.0, conversion_value=0.0)
    assert first["campaign_id"] == second["campaign_id"] != "-"


def _parted_by(separator: str) -> str:
    import csv
    from io import StringIO

    out = StringIO()
    csv.writer(out, delimiter=separator).writerows(csv.reader(StringIO(GFA)))
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "시작일,종료일,캠페인,캠페인 ID,캠페인 유형,광고그룹,광고그룹 ID,소재,소재 ID,비용,노출수,클릭수,구매(1일),"
            "구매(7일),구매금액(7일)\n20261101,20261101,비즈보드_상시,7000001,카카오 비즈보드,그룹,8000001,A,9000001,"
            "56430,20133,188,1,2,81000\n",
            {"medium": "카카오", "ad_product": "비즈보드", "campaign_id": "7000001", "adgroup_id": "8000001",
             "ad_id": "9000001", "cost": 56430.0, "conversions": 2.0, "conversion_value": 81000.0,
             "attribution_window": "클릭 7일", "vat_included": "미확인", "date": "2026-11-01"},
        ),
        (
            "Campaign name,Ad group name,Ad name,By Day,Cost,Impressions,Clicks (all),Clicks (destination),"
            "Complete payment,Total complete payment rate,Currency\n"
            "전환,25-34,영상A,2026-11-01 00:00:00,12500.50,5310,80,61,2,78000,USD\n"
            "Total of 1 results,-,-,-,12500.50,5310,80,61,2,78000,USD\n",
            {"medium": "틱톡", "ad_name": "영상A", "clicks": 61, "cost": 12500.5, "currency": "USD",
             "conversions": 2.0, "conversion_value": 78000.0, "data_status": "집계중"},
        ),
        (
            "AdsetId;Adset;Day;Currency;Displays;Clicks;AdvertiserCost;SalesClientAttribution;"
            "RevenueGeneratedClientAttribution\n600001;리타겟_상시;2026-11-01;KRW;48211;390;118230;6;287000\n",
            {"medium": "크리테오", "level": "광고그룹", "adgroup_id": "600001", "adgroup_name": "리타겟_상시",
             "campaign_id": "-", "ad_id": "-", "impressions": 48211, "cost": 118230.0, "conversions": 6.0,
             "conversion_value": 287000.0},
        ),
        (
            "날짜,매체,광고상품,캠페인,광고비,부가세\n2026-11-01,당근,지역광고,오픈,\"33,000\",별도\n",
            {"medium": "당근", "ad_product": "지역광고", "campaign_name": "오픈", "cost": 33000.0,
             "vat_included": "별도", "impressions": None, "clicks": None, "conversions": None,
             "conversion_kind": None, "level": "캠페인"},
        ),
        (
            "날짜,노출수,클릭수,광고비(USD),전환수\n2026/11/1,10,1,1.50,4\n",
            {"medium": "네이버", "level": "광고계정", "campaign_id": "-", "currency": "USD", "cost": 1.5,
             "conversions": 4.0, "conversion_kind": "전환(구매 외 포함 가능)"},
        ),
    ],
    ids=["kakao", "tiktok", "criteo", "generic", "whole account"],
)  # fmt: skip
def test_each_medium_is_told_by_its_own_words(text, row):
    (made,) = read(text, folder="naver_gfa" if row["medium"] == "네이버" else "")
    assert says(made, **row)


def test_a_folder_names_the_medium_of_a_file_that_does_not():
    text = "날짜,캠페인,광고비\n2026-11-01,오픈,1000\n"
    assert says(read(text, folder="Kakao_Moment")[0], medium="카카오", account_id="Kakao_Moment")
    assert says(read(text, folder="토스애즈")[0], medium="토스애즈", ad_product="토스애즈", account_id="토스애즈")
    with pytest.raises(DataRejected, match="of which medium"):
        read(text)


def test_a_workbook_is_read_as_a_csv_is_and_its_formulas_are_not_computed():
    book = Workbook()
    sheet = book.active
    sheet.append(["보고서"])
    sheet.append(["날짜", "캠페인", "캠페인 ID", "광고비", "노출수"])
    sheet.append([datetime(2026, 11, 1), "=cmd|'/c calc'!A1", 1700000000000001, 1234.5, 10])  # noqa: DTZ001
    hidden = book.create_sheet("hidden")
    hidden.sheet_state = "hidden"
    hidden.append(["날짜", "캠페인", "광고비", "노출수", "클릭수", "기기", "통화"])
    raw = BytesIO()
    book.save(raw)
    (made,) = told(Dropped(lambda: workbook_readings(raw.getvalue()), "criteo"))
    assert says(made, date="2026-11-01", cost=1234.5, campaign_id="1700000000000001", impressions=10,
                campaign_name=None)  # fmt: skip


def test_lines_of_one_day_and_thing_are_added_up():
    text = "날짜,캠페인,성별,노출수,광고비\n2026-11-01,A,여,10,1000.10\n2026-11-01,A,남,5,500.20\n2026-11-01,B,남,1,1\n"
    first, second = read(text, folder="당근")
    assert (first["impressions"], first["cost"], second["cost"]) == (15, 1500.3, 1.0)


def test_a_line_of_several_days_is_spread_and_adds_up():
    made = read("기간,캠페인,노출수,클릭수,광고비\n2026.11.01. ~ 2026.11.07.,A,100,3,1000\n", folder="당근")
    assert [row["date"] for row in made] == [f"2026-11-0{day}" for day in range(1, 8)]
    assert [row["cost"] for row in made] == [143.0] * 6 + [142.0]
    assert sum(row["impressions"] for row in made) == 100
    assert [row["clicks"] for row in made] == [1, 1, 1, 0, 0, 0, 0]


def test_things_of_the_same_name_are_told_apart_by_what_they_lie_in():
    text = "날짜,캠페인,광고그룹,광고비\n2026-11-01,A,g,1\n2026-11-01,B,g,2\n"
    one, two = read(text, folder="당근")
    assert one["adgroup_id"] != two["adgroup_id"]
    assert read(text.replace("A,g", "A,G "), folder="당근")[0]["adgroup_id"] == one["adgroup_id"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("날짜,캠페인,광고비\n2026-11-31,A,1\n", "line 2: expected a day up to today"),
        ("날짜,캠페인,광고비\n2026-11-21,A,1\n", "line 2: expected a day up to today"),
        ("날짜,캠페인,광고비\n,A,1\n", "line 2: expected a day up to today"),
        ("날짜,캠페인,광고비\n2026-11-01,A,1.234,56\n", "line 2 has 4 cells where the header has 3"),
        ("날짜,캠페인,광고비\n2026-11-01,A,\"1.234,56\"\n", "line 2: expected a number"),
        ("날짜,캠페인,광고비,노출수\n2026-11-01,A,1,1.5\n", "line 2: expected a whole number"),
        ("날짜,캠페인,광고비\n2026-11-01,A\n", "line 2 has 2 cells"),
        ("날짜,캠페인,캠페인ID,광고비\n2026-11-01,A,1.70E+15,1\n", "line 2: 캠페인 ID has lost its last digits"),
        ("날짜,캠페인,광고비\n합계,,1\n", "no line of figures"),
        ("날짜,캠페인,노출수\n2026-11-01,A,1\n", r"expected the columns 광고비, found .* 날짜, 캠페인, 노출수"),
        ("a,b\n1,2\n", "expected a table with a day and a cost"),
        ("", "expected a table with a day and a cost"),
        ("날짜,매체,광고비\n2026-11-01,,1\n", "line 2: expected 매체"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said_and_nothing_of_it_is_taken(text, words):
    with pytest.raises(DataRejected, match=words):
        read(text, folder="" if "매체" in text else "당근")


def test_an_unknown_header_is_asked_for_and_understood_once_somebody_said():
    text = "Zeit,Kampagne,Ausgaben,Klicks\n2026-11-01,A,1000,3\n"
    with pytest.raises(UnknownHeader) as asked:
        read(text, folder="당근")
    assert asked.value.headers == {"Zeit": "", "Kampagne": "", "Ausgaben": "", "Klicks": ""}
    said = {"Zeit": "date", "Kampagne": "campaign_name", "Ausgaben": "cost"}
    (row,) = told(Dropped(lambda: text_readings(text.encode()), "당근", said))
    assert says(row, date="2026-11-01", campaign_name="A", cost=1000.0, clicks=None)


def test_what_somebody_said_goes_before_what_we_know():
    text = "날짜,캠페인,비용,청구액\n2026-11-01,A,1000,1100\n"
    (row,) = told(Dropped(lambda: text_readings(text.encode()), "당근", {"청구액": "cost"}))
    assert row["cost"] == 1100.0


@given(st.binary(max_size=300))
def test_whatever_lies_there_is_read_or_refused(raw):
    with suppress(DataRejected):
        assert told(Dropped(lambda: text_readings(raw), "당근"))


@given(st.lists(st.tuples(st.integers(1, 19), st.sampled_from("ABC"), st.integers(0, 10**9)), min_size=1, max_size=30))
def test_no_won_of_a_file_is_lost(lines):
    text = "날짜,캠페인,광고비\n" + "".join(f'2026-11-{day:02},{name},"{won:,}원"\n' for day, name, won in lines)
    made = read(text, folder="당근")
    assert sum(row["cost"] for row in made) == sum(won for _, _, won in lines)
    assert len({(row["date"], row["campaign_id"]) for row in made}) == len(made)
