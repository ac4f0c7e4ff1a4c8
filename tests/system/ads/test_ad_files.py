"""Media without an API, as an installation has them: files in `drop/`, costs and products that people type on tabs."""

from datetime import timedelta

from system_mall import EARLY, Mall
from system_sheet import Sheet

JOB = """\
jobs:
  ads:
    every: 1 hour
    streams: [brandads.files, brandads.typed]
    tabs:
      광고비 직접입력: {table: ad_costs_typed}
      광고상품 매핑: {table: ad_product_map}
      RAW_광고: {table: ad_stats}
"""
COSTS, PRODUCTS, ADS = "광고비 직접입력", "광고상품 매핑", "RAW_광고"
DAY = (EARLY - timedelta(days=3)).date()
EXPORT = (
    "보고서\n캠페인 이름,광고 그룹 이름,광고 소재 이름,기간,노출,클릭,총 비용\n"
    '가을 신상,관심사,배너 A,{day:%Y.%m.%d.},"15,230",212,"48,210원"\n합계,,,,"15,230",212,"48,210원"\n'
)


def set_up(mall: Mall) -> None:
    mall.edit("accounts:\n", "accounts:\n  brandads: {source: ad_files}\n")
    mall.edit("jobs:\n", JOB)
    folder = mall.folder / "drop" / "brandads" / "naver_gfa"
    folder.mkdir(parents=True)
    (folder / "11월 1주.csv").write_text(EXPORT.format(day=DAY), "cp949")


def test_files_and_typed_costs_stand_beside_each_other_and_every_command_knows_them(
    unconnected: Mall, sheet: Sheet
) -> None:
    mall = unconnected
    set_up(mall)
    (done,) = mall.ran("ads")["jobs"]
    assert {tab["title"]: tab["rows"] for tab in done["tabs"]} == {
        COSTS: 0, PRODUCTS: 0, ADS: 1,
    }  # fmt: skip
    next_day = DAY + timedelta(days=1)
    line = ["인플루언서", "협찬", "가을 협찬", f"{DAY:%Y.%m.%d}", f"{next_day:%Y/%m/%d}", "300,001원", "별도"]
    sheet.write(COSTS, {(1, at): cell for at, cell in enumerate(line)})
    sheet.write(COSTS, {(2, 0): "옥외", (2, 5): "많이"})
    sheet.write(PRODUCTS, {(1, 0): "네이버", (1, 2): "가을 신상", (1, 3): "GFA"})
    sheet.rename(COSTS, "우리 광고비")
    mall.ran("ads")
    shown = {(row["캠페인"], row["광고상품"], row["광고비(원본)"], row["노출수"], row["집계 상태"])
             for row in sheet.records(ADS)}  # fmt: skip
    assert shown == {
        ("가을 신상", "GFA", 48210, 15230, "확정"),
        ("가을 협찬", "협찬", 150001, "", "확정"),
        ("가을 협찬", "협찬", 150000, "", "확정"),
    }
    fine, odd = sheet.records("우리 광고비")
    assert (fine["확인"], fine["총액"]) == ("✓", "300,001원")
    assert odd["확인"].startswith("✗ 광고상품: 비어 있습니다")

    tabs = mall.command("jobs", "--json").json["jobs"][0]["tabs"]
    assert [one["tab"] for one in tabs] == [COSTS, PRODUCTS, ADS]
    offered = mall.command("jobs", "--streams", "--json").json["streams"]
    assert {one["stream"] for one in offered if one["source"] == "ad_files"} == {"files", "typed"}
    covered = {one["tab"]: one for one in mall.command("status", "--json").json["jobs"][0]["covered"]}
    assert all(covered[title]["whole"] for title in (COSTS, PRODUCTS, ADS))
    seen = [one["seen"] for one in mall.command("doctor", "--only", "tabs", "--json").json["findings"]
            if one["check"] == "tabs"]  # fmt: skip
    assert any("우리 광고비" in one and "1" in one for one in seen)
    assert any(PRODUCTS in one for one in seen)
