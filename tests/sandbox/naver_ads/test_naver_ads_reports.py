"""The reports of the pretend Naver: ordered, built, changed, deleted; their columns add up to the truth."""

import json
from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from sheets_bridge.sandbox.ads_truth import ads_truth

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "reference" / "data" / "ads" / "naver_sa"
DAY = date(2026, 3, 31)
LAST_WITHOUT_VAT, FIRST_WITH_VAT = date(2026, 3, 29), date(2026, 3, 30)
YESTERDAY, TODAY = date(2026, 4, 1), date(2026, 4, 2)


def code(answer):
    assert answer.status_code == 400
    return answer.get_json()["code"]


def truth(bench, day, table="ad_stats"):
    told = ads_truth(bench.market, bench.story.first_day, table)
    rows = [dict(zip(told["columns"], row, strict=True)) for row in told["rows"]]
    return [row for row in rows if (row["medium"], row["date"]) == ("naver_ads", day.isoformat())]


def summed(lines, key):
    """Impressions, clicks and cost of AD's lines by what `key` takes from them."""
    found = defaultdict(lambda: [0, 0, Decimal(0)])
    for line in lines:
        for at, value in enumerate((int(line[9]), int(line[10]), Decimal(line[11]))):
            found[key(line)][at] += value
    return {what: tuple(figures) for what, figures in found.items() if any(figures)}


def bought(lines, key):
    found = defaultdict(lambda: [0, Decimal(0)])
    for line in lines:
        if line[10] == "purchase":
            found[key(line)][0] += int(line[11])
            found[key(line)][1] += Decimal(line[12])
    return {what: tuple(figures) for what, figures in found.items()}


def by_ad(line):
    return line[2], line[3], line[5], {"P": "pc", "M": "mobile"}[line[8]]


def test_a_report_is_ordered_looked_at_until_it_is_built_and_fetched(bench):
    ordered = bench.order("AD", DAY).get_json()
    assert (ordered["status"], ordered["downloadUrl"], ordered["reportTp"]) == ("REGIST", "", "AD")
    assert ordered["statDt"] == "2026-03-30T15:00:00.000Z"
    seen = [bench.get(f"/stat-reports/{ordered['reportJobId']}") for _ in range(4)]
    assert [job["status"] for job in seen] == ["RUNNING", "AGGREGATING", "BUILT", "BUILT"]
    assert seen[-1]["downloadUrl"].startswith("http://localhost/naver-ads/report-download?authtoken=")
    assert seen[-1]["downloadUrl"].endswith("&fileVersion=v2")
    file = bench.fetch(seen[-1])
    assert file.status_code == 200
    assert file.text.endswith("\n")
    assert bench.fetch(seen[-1]).text == file.text


def test_a_report_is_built_after_some_seconds_whoever_looks(bench):
    job = bench.order("AD", DAY).get_json()
    bench.advance(seconds=3)
    assert [one["status"] for one in bench.get("/stat-reports")] == ["BUILT"]
    assert bench.get(f"/stat-reports/{job['reportJobId']}")["downloadUrl"]


@pytest.mark.parametrize(("day", "vat"), [(LAST_WITHOUT_VAT, False), (FIRST_WITH_VAT, True)])
def test_media_codes_add_up_to_the_truth_with_and_without_vat(bench, day, vat):
    lines = bench.lines("AD", day)
    assert {len(line) for line in lines} == {14}
    assert {line[0] for line in lines} == {f"{day:%Y%m%d}"}
    assert {line[1] for line in lines} == {bench.customer}
    told = {
        (row["campaign_id"], row["adgroup_id"], row["ad_id"], row["device"]): row
        for row in truth(bench, day)
        if row["impressions"]
    }
    expected = {key: (row["impressions"], row["clicks"], Decimal(str(row["cost"]))) for key, row in told.items()}
    assert summed(lines, by_ad) == expected
    assert len({tuple(line[:9]) for line in lines}) == len(lines) > len(expected)
    assert any("." in line[11] for line in lines) != vat
    assert all(int(line[10]) <= int(line[9]) for line in lines)


def test_keywords_are_named_wherever_words_are_bid_on(bench):
    lines = bench.lines("AD", DAY)
    shopping = {one["nccCampaignId"] for one in bench.get("/ncc/campaigns", campaignType="SHOPPING")}
    assert {line[2] for line in lines if line[4] == "-"} == shopping
    told = {
        (row["campaign_id"], row["adgroup_id"], row["keyword_id"], row["device"]): row["clicks"]
        for row in truth(bench, DAY, "ad_keyword_stats")
        if row["clicks"]
    }
    clicks = Counter()
    for line in lines:
        if line[4] != "-":
            clicks[line[2], line[3], line[4], {"P": "pc", "M": "mobile"}[line[8]]] += int(line[10])
    assert +clicks == told


def test_purchases_are_one_kind_of_conversion_among_others(bench):
    lines = bench.lines("AD_CONVERSION", DAY)
    assert {len(line) for line in lines} == {13}
    assert {line[10] for line in lines} == {"purchase", "add_to_cart", "sign_up"}
    assert {line[9] for line in lines} == {"1", "2"}
    told = {
        (row["campaign_id"], row["adgroup_id"], row["ad_id"], row["device"]): row
        for row in truth(bench, DAY)
        if row["conversions"]
    }
    expected = {key: (row["conversions"], Decimal(str(row["conversion_value"]))) for key, row in told.items()}
    assert bought(lines, by_ad) == expected


def test_a_late_purchase_has_no_row_of_that_day_beside_it(bench):
    days = [DAY - timedelta(days=back) for back in range(6)]
    shown = {tuple(line[:9]) for day in days for line in bench.lines("AD", day)}
    sold = {tuple(line[:9]) for day in days for line in bench.lines("AD_CONVERSION", day) if line[10] == "purchase"}
    assert sold - shown
    assert sold & shown


def test_yesterday_is_none_until_four_in_the_morning(bench):
    bench.now = bench.now.replace(hour=3, minute=58)
    early = bench.built("AD", YESTERDAY)
    assert (early["status"], early["downloadUrl"]) == ("NONE", "")
    assert bench.built("AD", YESTERDAY - timedelta(days=1))["status"] == "BUILT"
    bench.advance(minutes=2)
    assert bench.get(f"/stat-reports/{early['reportJobId']}")["status"] == "NONE"
    assert bench.built("AD", YESTERDAY)["status"] == "BUILT"


def test_a_day_before_the_first_is_none(bench):
    assert bench.built("AD", bench.story.first_day - timedelta(days=1))["status"] == "NONE"
    assert bench.built("AD_CONVERSION", bench.story.first_day - timedelta(days=1))["status"] == "NONE"


def test_a_report_whose_clicks_were_taken_back_has_changed_and_can_no_longer_be_fetched(bench):
    job, sales = bench.built("AD", YESTERDAY), bench.built("AD_CONVERSION", YESTERDAY)
    before = summed([line.split("\t") for line in bench.fetch(job).text.splitlines()], lambda _: "all")["all"]
    bench.advance(days=2)
    changed = bench.get(f"/stat-reports/{job['reportJobId']}")
    assert (changed["status"], changed["downloadUrl"]) == ("CHANGED", "")
    assert code(bench.fetch(job)) == 20011
    assert bench.get(f"/stat-reports/{sales['reportJobId']}")["status"] == "BUILT"
    after = summed(bench.lines("AD", YESTERDAY), lambda _: "all")["all"]
    assert all(new < old for new, old in zip(after, before, strict=True))
    settled = bench.built("AD", YESTERDAY)
    bench.advance(days=3)
    assert bench.get(f"/stat-reports/{settled['reportJobId']}")["status"] == "BUILT"


def test_a_hundred_jobs_stand_in_the_way_of_one_more_until_some_are_deleted(bench):
    jobs = [bench.order("AD", DAY).get_json() for _ in range(100)]
    refusal = bench.order("AD", DAY)
    assert (refusal.status_code, refusal.get_json()["detail"]) == (400, "exceeded limit of '100' numbers of 'job'")
    assert bench.call("DELETE", f"/stat-reports/{jobs[0]['reportJobId']}").status_code == 204
    assert bench.order("AD", DAY).status_code == 200
    assert len(bench.get("/stat-reports")) == 100
    assert bench.call("DELETE", "/stat-reports").status_code == 204
    assert bench.get("/stat-reports") == []


def test_a_job_that_was_deleted_is_no_more_and_neither_is_its_file(bench):
    job = bench.built("AD", DAY)
    path = f"/stat-reports/{job['reportJobId']}"
    assert bench.call("DELETE", path).status_code == 204
    assert code(bench.call("GET", path)) == code(bench.call("DELETE", path)) == code(bench.fetch(job)) == 20011
    assert code(bench.call("GET", "/stat-reports/first")) == 4601


def test_files_are_kept_for_two_weeks(bench):
    job = bench.built("AD", DAY - timedelta(days=3))
    bench.advance(days=13, hours=23)
    assert bench.get(f"/stat-reports/{job['reportJobId']}")["reportJobId"] == job["reportJobId"]
    bench.advance(hours=1)
    assert bench.get("/stat-reports") == []


@pytest.mark.parametrize("back", [0, -1, 366])
def test_today_and_what_is_older_than_a_year_are_out_of_reach(bench, back):
    assert code(bench.order("AD", TODAY - timedelta(days=back))) == 10004


def test_the_day_may_be_a_moment_and_the_order_stands_in_the_body(bench):
    for text in ("2026-03-30T15:00:00Z", "2026-03-31T00:00:00+09:00", "20260331"):
        answer = bench.call("POST", "/stat-reports", json={"reportTp": "AD", "statDt": text})
        assert answer.get_json()["statDt"] == "2026-03-30T15:00:00.000Z"
    for wrong in (
        {"reportTp": "AD", "statDt": "20261399"},
        {"reportTp": "AD"},
        {"reportTp": "XX", "statDt": "20260331"},
    ):
        assert code(bench.call("POST", "/stat-reports", json=wrong)) == 11001
    assert code(bench.call("POST", "/stat-reports", {"reportTp": "AD", "statDt": "20260331"})) == 11001
    twice = {"Content-Type": "application/json, application/json"}
    answer = bench.call("POST", "/stat-reports", json={"reportTp": "AD", "statDt": "20260331"}, **twice)
    assert code(answer) == 1002


@pytest.mark.recorded
@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples do not stand beside the checkout")
def test_jobs_and_files_have_the_shape_of_the_samples(bench):
    job = json.loads((SAMPLES / "stat_report_job_built.response.json").read_text("utf-8"))
    assert {key: type(value) for key, value in bench.built("AD", DAY).items()} == {
        key: type(value) for key, value in job.items()
    }
    files = {
        ("AD", LAST_WITHOUT_VAT): "stat_report_AD_20260329_before_vat_change.tsv",
        ("AD", DAY): "stat_report_AD_20260614.tsv",
        ("AD_CONVERSION", DAY): "stat_report_AD_CONVERSION_20260614.tsv",
    }
    for (kind, day), name in files.items():
        sample = [line.split("\t") for line in (SAMPLES / name).read_text("utf-8").splitlines()]
        lines = bench.lines(kind, day)
        assert {len(line) for line in lines} == {len(line) for line in sample}
        assert {line[8] for line in lines} >= {line[8] for line in sample}
        assert {line[2][:4] + line[3][:4] + line[5][:4] + line[6][:4] for line in lines} == {"cmp-grp-nad-bsn-"}
