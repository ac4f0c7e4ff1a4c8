"""The lists of the pretend Naver: whose accounts, which campaigns, groups, words and ads, and what they are called."""

import json
from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "reference" / "data" / "ads" / "naver_sa"


def test_accounts_are_listed_with_the_number_a_header_wants(bench):
    told = bench.get("/ad-accounts")
    (one,) = told["content"]
    assert str(one["adAccount"]["masterCustomerId"]) == bench.customer
    assert one["adAccountNo"] != one["adAccount"]["masterCustomerId"]
    assert (told["number"], told["totalElements"], told["totalPages"], told["last"]) == (0, 1, 1, True)
    beyond = bench.get("/ad-accounts", page=1, size=1)
    assert (beyond["content"], beyond["empty"], beyond["number"]) == ([], True, 1)


def test_a_manager_account_has_the_same_account_below_it(bench):
    (manager,) = bench.get("/manager-accounts")["content"]
    (child,) = bench.get(f"/manager-accounts/{manager['managerAccountNo']}/child-ad-accounts")["content"]
    assert str(child["customerId"]) == bench.customer
    assert bench.get("/manager-accounts/1/child-ad-accounts")["content"] == []


def test_campaigns_come_with_their_type_and_what_they_are_called_by_now(bench):
    told = {one["nccCampaignId"]: one for one in bench.get("/ncc/campaigns")}
    assert {one["campaignTp"] for one in told.values()} == {"WEB_SITE", "SHOPPING", "BRAND_SEARCH"}
    first = next(iter(told))
    bench.market.names[first] = "이제는 다른 이름"
    assert {one["nccCampaignId"]: one["name"] for one in bench.get("/ncc/campaigns")}[first] == "이제는 다른 이름"
    assert {one["nccCampaignId"] for one in bench.get("/ncc/campaigns", campaignType="SHOPPING")} < told.keys()


def test_campaigns_are_read_page_by_page_behind_the_last_one_seen(bench):
    whole = [one["nccCampaignId"] for one in bench.get("/ncc/campaigns")]
    pages, last = [], ""
    while page := bench.get("/ncc/campaigns", recordSize=3, selector="NEXT", baseSearchId=last):
        pages.append([one["nccCampaignId"] for one in page])
        last = pages[-1][-1]
    assert [len(page) for page in pages] == [3, 1]
    assert [id_ for page in pages for id_ in page] == whole
    back = bench.get("/ncc/campaigns", recordSize=2, selector="PREVIOUS", baseSearchId=whole[3])
    assert [one["nccCampaignId"] for one in back] == whole[1:3]


@pytest.mark.parametrize("size", ["0", "1001", "many"])
def test_a_page_holds_1_to_1000_records(bench, size):
    answer = bench.call("GET", "/ncc/campaigns", {"recordSize": size})
    assert (answer.status_code, answer.get_json()["code"]) == (400, 2024)


def test_groups_words_and_ads_hang_together(bench):
    ads, words = 0, 0
    for campaign in bench.get("/ncc/campaigns"):
        for group in bench.get("/ncc/adgroups", nccCampaignId=campaign["nccCampaignId"]):
            assert group["nccCampaignId"] == campaign["nccCampaignId"]
            assert group["name"]
            of_group = {"nccAdgroupId": group["nccAdgroupId"]}
            keywords, shown = bench.get("/ncc/keywords", **of_group), bench.get("/ncc/ads", **of_group)
            assert all(one["nccCampaignId"] == campaign["nccCampaignId"] and one["keyword"] for one in keywords)
            assert all(one["nccAdgroupId"] == group["nccAdgroupId"] for one in shown)
            assert bool(keywords) == (campaign["campaignTp"] != "SHOPPING")
            ads, words = ads + len(shown), words + len(keywords)
    places = [place for one in bench.market.of("naver_ads")[bench.customer].campaigns for place in one.places()]
    assert ads == len({place.ad.ad_id for place in places})
    assert 0 < words < len({place.keyword.keyword_id for place in places})


def test_an_ad_is_called_by_its_headline_or_its_product(bench):
    account = bench.market.of("naver_ads")[bench.customer]
    ads = {ad.ad_id: ad.name for of in account.campaigns for group in of.groups for ad in group.ads}
    told = {one["nccAdId"]: one for one in bench.get("/ncc/ads", ids=",".join(ads))}
    assert {one["type"] for one in told.values()} == {"TEXT_45", "SHOPPING_PRODUCT_AD", "BRAND_SEARCH_AD"}
    for ad_id, name in ads.items():
        one = told[ad_id]
        assert one["ad"]["productName" if one["type"] == "SHOPPING_PRODUCT_AD" else "headline"] == name


@pytest.mark.parametrize("name", ["adgroups", "keywords", "ads"])
def test_a_list_below_another_needs_its_parent(bench, name):
    answer = bench.call("GET", f"/ncc/{name}")
    assert (answer.status_code, answer.get_json()["code"]) == (400, 11001)


@pytest.mark.recorded
@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples do not stand beside the checkout")
def test_every_field_of_the_samples_is_there_and_of_its_type(bench):
    group = bench.get("/ncc/adgroups", nccCampaignId=bench.get("/ncc/campaigns")[0]["nccCampaignId"])[0]
    seen = {
        "ncc_campaigns": bench.get("/ncc/campaigns"),
        "ncc_keywords": bench.get("/ncc/keywords", nccAdgroupId=group["nccAdgroupId"]),
    }
    for name, bodies in seen.items():
        (sample,) = json.loads((SAMPLES / f"{name}.response.json").read_text("utf-8"))
        assert {key: type(bodies[0][key]) for key in sample} == {key: type(value) for key, value in sample.items()}
