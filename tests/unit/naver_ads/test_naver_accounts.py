"""The ad accounts of a Naver login: listed, below managers too, or the one that is named."""

import pytest
from naver_vendor import AUTH_FAILED, CUSTOMER, Naver, opened

from sheets_bridge.errors import ConfigError, LoginNeeded, Refused
from sheets_bridge.sources.naver_ads import SOURCE

OWN, MANAGERS = "GET /ad-accounts", "GET /manager-accounts"
CHILDREN = "GET /manager-accounts/70/child-ad-accounts"
CAMPAIGNS = "GET /ncc/campaigns"


def page(*content, last=True):
    return 200, {"content": list(content), "last": last, "totalPages": 1}


def account(number, name, **about):
    return {"adAccountNo": 9, "adAccount": {"no": 9, "name": name, "masterCustomerId": number, **about}}


def shops(vendor, folder, **keys):
    return [(shop.shop_no, shop.name) for shop in SOURCE.shops(opened(vendor, folder, **keys))]


def test_own_accounts_and_those_below_managers_are_listed_once_each(tmp_path):
    vendor = Naver()
    vendor.says[OWN] = [page(account(11, "가게"), account(12, "둘째"), account(13, "지운 것", deleted=True))]
    vendor.says[MANAGERS] = [page({"managerAccountNo": 70})]
    vendor.says[CHILDREN] = [
        page({"customerId": 12, "adAccountName": "둘째"}, {"customerId": 14, "adAccountName": "넷"})
    ]
    assert sorted(shops(vendor, tmp_path)) == [(11, "가게"), (12, "둘째"), (14, "넷")]


def test_every_page_is_read(tmp_path):
    vendor = Naver()
    vendor.says[OWN] = [page(account(11, "가"), last=False), page(account(12, "나"))]
    vendor.says[MANAGERS] = [page()]
    assert sorted(shops(vendor, tmp_path)) == [(11, "가"), (12, "나")]
    assert [call.params["page"] for call in vendor.asked if call.url.endswith("/ad-accounts")] == ["0", "1"]


def test_accounts_without_search_ads_and_bare_lists_are_taken_as_they_are(tmp_path):
    vendor = Naver()
    vendor.says[OWN] = [(200, [account(None, "GFA만"), {"customerId": "15", "name": "평평한 것"}])]
    vendor.says[MANAGERS] = [page()]
    assert shops(vendor, tmp_path) == [(15, "평평한 것")]


@pytest.mark.parametrize("answer", [AUTH_FAILED, page()])
def test_where_nothing_is_listed_the_named_account_is_tried_with_one_harmless_call(tmp_path, answer):
    vendor = Naver()
    vendor.says[OWN], vendor.says[MANAGERS], vendor.says[CAMPAIGNS] = [answer], [answer], [(200, [])]
    assert shops(vendor, tmp_path) == [(int(CUSTOMER), "")]
    last = vendor.asked[-1]
    assert (last.method, last.params["recordSize"], last.headers["X-Customer"]) == ("GET", "1", CUSTOMER)


def test_a_named_account_that_may_not_be_read_is_told(tmp_path):
    vendor = Naver()
    vendor.says[OWN], vendor.says[MANAGERS], vendor.says[CAMPAIGNS] = [AUTH_FAILED], [AUTH_FAILED], [AUTH_FAILED]
    with pytest.raises(Refused, match="invite"):
        shops(vendor, tmp_path)


def test_without_a_list_and_without_a_number_the_number_is_asked_for(tmp_path):
    vendor = Naver()
    vendor.says[OWN], vendor.says[MANAGERS] = [page()], [page()]
    with pytest.raises(ConfigError, match="CUSTOMER_ID"):
        shops(vendor, tmp_path, customer_id="")
    assert "X-Customer" not in vendor.asked[0].headers


def test_a_number_with_other_signs_is_no_number(tmp_path):
    vendor = Naver()
    vendor.says[OWN], vendor.says[MANAGERS] = [page()], [page()]
    with pytest.raises(ConfigError, match="digits"):
        shops(vendor, tmp_path, customer_id="CID-5200417")


def test_keys_that_are_dead_are_told_and_not_taken_for_an_empty_list(tmp_path):
    vendor = Naver()
    vendor.says[MANAGERS] = vendor.says[OWN] = [(403, {"type": "urn:naver:api:problem:invalid-apikey"})]
    with pytest.raises(LoginNeeded, match="액세스 라이선스"):
        shops(vendor, tmp_path)
