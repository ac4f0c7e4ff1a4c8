"""What Naver's lists say: accounts, campaigns, ad groups, keywords, ads (shapes of the official specification)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sheets_bridge.sandbox.ad_market import AdAccount, AdMarket
from sheets_bridge.sandbox.naver_ads.refusal import wrong
from sheets_bridge.sandbox.story.campaigns import Ad, AdGroup, Campaign, Keyword

Body = dict[str, Any]
Query = Mapping[str, str]

TYPES = {"파워링크": "WEB_SITE", "쇼핑검색": "SHOPPING", "브랜드검색": "BRAND_SEARCH"}
WITHOUT_KEYWORDS = "SHOPPING"
"""Shopping ads are found by the product: no keywords to list, a dash in reports."""
CHANNEL = "bsn-a001-00-000000000005101"
_MOST_RECORDS = 1000
_MANAGER_NO = 700123
_TIMES = {"regTm": "2025-01-02T03:04:05.000Z", "editTm": "2025-05-02T03:04:05.000Z"}
_ON = {"userLock": False, "status": "ELIGIBLE", "statusReason": "ELIGIBLE"}


def _campaign(market: AdMarket, account: AdAccount, of: Campaign) -> Body:
    return {
        "nccCampaignId": of.campaign_id,
        "customerId": int(account.number),
        "name": market.name_of(of.campaign_id, of.name),
        "campaignTp": TYPES[of.ad_product],
        "deliveryMethod": "ACCELERATED",
        "trackingMode": "AUTO_TRACKING_MODE" if of.ad_product == "쇼핑검색" else "TRACKING_DISABLED",
        "trackingUrl": "",
        "usePeriod": False,
        "dailyBudget": of.daily_budget,
        "useDailyBudget": True,
        **_ON,
        **_TIMES,
    }


def _group(market: AdMarket, account: AdAccount, campaign: Campaign, of: AdGroup) -> Body:
    return {
        "nccAdgroupId": of.group_id,
        "nccCampaignId": campaign.campaign_id,
        "customerId": int(account.number),
        "name": market.name_of(of.group_id, of.name),
        "adgroupType": TYPES[campaign.ad_product],
        "pcChannelId": CHANNEL,
        "mobileChannelId": CHANNEL,
        "bidAmt": 500,
        "useDailyBudget": False,
        "dailyBudget": 0,
        **_ON,
        **_TIMES,
    }


def _keyword(account: AdAccount, campaign: Campaign, group: AdGroup, of: Keyword) -> Body:
    return {
        "nccKeywordId": of.keyword_id,
        "keyword": of.text,
        "customerId": int(account.number),
        "nccAdgroupId": group.group_id,
        "nccCampaignId": campaign.campaign_id,
        "inspectStatus": "APPROVED",
        "bidAmt": 900,
        "useGroupBidAmt": False,
        **_ON,
        **_TIMES,
    }


def _ad(market: AdMarket, account: AdAccount, campaign: Campaign, group: AdGroup, of: Ad) -> Body:
    kind, told = _AD_KINDS[TYPES[campaign.ad_product]]
    return {
        "nccAdId": of.ad_id,
        "nccAdgroupId": group.group_id,
        "customerId": int(account.number),
        "type": kind,
        **told(market.name_of(of.ad_id, of.name), of),
        "inspectStatus": "APPROVED",
        "enable": True,
        **_ON,
        **_TIMES,
    }


def _text(name: str, of: Ad) -> Body:
    where = {"final": of.landing, "punyCode": of.landing}
    return {"ad": {"headline": name, "description": "오늘 주문하면 내일 도착", "pc": where, "mobile": where}}


def _product(name: str, of: Ad) -> Body:
    """What the shop knows of the product stands beside the ad (issues 322, 984 of naver/searchad-apidoc)."""
    goods = {"productName": name, "mallName": "모람뷰티", "mallProductUrl": of.landing}
    return {"ad": {"productName": name}, "referenceKey": of.ad_id[-9:], "referenceData": goods}


def _brand(name: str, of: Ad) -> Body:
    return {"ad": {"headline": name, "dittoId": f"crtv-{of.ad_id[-5:]}"}}


_AD_KINDS: Mapping[str, tuple[str, Callable[[str, Ad], Body]]] = {
    "WEB_SITE": ("TEXT_45", _text),
    "SHOPPING": ("SHOPPING_PRODUCT_AD", _product),
    "BRAND_SEARCH": ("BRAND_SEARCH_AD", _brand),
}


def _groups(account: AdAccount) -> Iterator[tuple[Campaign, AdGroup]]:
    return ((campaign, group) for campaign in account.campaigns for group in campaign.groups)


def _campaigns_of(market: AdMarket, account: AdAccount) -> list[Body]:
    return [_campaign(market, account, one) for one in account.campaigns]


def _groups_of(market: AdMarket, account: AdAccount) -> list[Body]:
    return [_group(market, account, campaign, group) for campaign, group in _groups(account)]


def _keywords_of(market: AdMarket, account: AdAccount) -> list[Body]:
    del market
    with_words = ((of, group) for of, group in _groups(account) if TYPES[of.ad_product] != WITHOUT_KEYWORDS)
    return [_keyword(account, of, group, word) for of, group in with_words for word in group.keywords]


def _ads_of(market: AdMarket, account: AdAccount) -> list[Body]:
    return [_ad(market, account, of, group, ad) for of, group in _groups(account) for ad in group.ads]


_LISTS: Mapping[str, tuple[str, str, Callable[[AdMarket, AdAccount], list[Body]]]] = {
    "campaigns": ("nccCampaignId", "", _campaigns_of),
    "adgroups": ("nccAdgroupId", "nccCampaignId", _groups_of),
    "keywords": ("nccKeywordId", "nccAdgroupId", _keywords_of),
    "ads": ("nccAdId", "nccAdgroupId", _ads_of),
}
NAMES = frozenset(_LISTS)


def listing(market: AdMarket, account: AdAccount, name: str, query: Query) -> list[Body]:
    """A bare array: by `ids`, else by the id of the parent, in pages of 1 to 1000 records. Raises Refusal."""
    key, parent, every = _LISTS[name]
    bodies = sorted(every(market, account), key=lambda body: str(body[key]))
    if "ids" in query:
        return [body for body in bodies if body[key] in query["ids"].split(",")]
    if parent and not query.get(parent):
        raise wrong(11001)
    kept = [body for body in bodies if not parent or body[parent] == query[parent]]
    kind = query.get("campaignType")
    return _page([body for body in kept if kind is None or body.get("campaignTp") == kind], key, query)


def _page(bodies: Sequence[Body], key: str, query: Query) -> list[Body]:
    """The records after (or before) `baseSearchId`, which is not among them itself."""
    size = query.get("recordSize", str(_MOST_RECORDS))
    if not size.isdecimal() or not 1 <= int(size) <= _MOST_RECORDS:
        raise wrong(2024)
    from_, backwards = query.get("baseSearchId", ""), query.get("selector", "NEXT") == "PREVIOUS"
    if backwards:
        return [body for body in bodies if body[key] < from_][-int(size) :]
    return [body for body in bodies if body[key] > from_][: int(size)]


def ad_accounts(account: AdAccount, query: Query) -> Body:
    """The accounts this login is a member of; `masterCustomerId` is what the header X-Customer wants."""
    about = {"no": _account_no(account), "name": account.name, "masterCustomerId": int(account.number)}
    more = {"currency": account.currency, "timezoneId": account.time_zone, "deleted": False, "disabled": False}
    member = {"adAccountNo": _account_no(account), "naverId": "moram***", "roleName": "READ_ONLY", "favorite": False}
    return _pages([{**member, "createdAt": "2025-09-02T10:00:00+09:00", "adAccount": {**about, **more}}], query)


def manager_accounts(query: Query) -> Body:
    """The one manager account above it."""
    about = {"no": _MANAGER_NO, "name": "모람뷰티 관리", "childAdAccountCount": 1, "deleted": False, "disabled": False}
    one = {"managerAccountNo": _MANAGER_NO, "naverId": "moram***", "roleName": "MASTER", "managerAccount": about}
    return _pages([one], query)


def child_accounts(account: AdAccount, manager: str, query: Query) -> Body:
    """The accounts below a manager account: one that is listed as an own account already."""
    number = {"adAccountNo": _account_no(account), "customerId": int(account.number)}
    child = {**number, "adAccountName": account.name, "accountRole": "MASTER", "ownerNaverId": "moram***"}
    return _pages([child] if manager == str(_MANAGER_NO) else [], query)


def _account_no(account: AdAccount) -> int:
    """The number of the unified accounts since September 2025, which is not the customer's."""
    return 9_000_000 + int(account.number)


def _pages(content: Sequence[Body], query: Query) -> Body:
    page, size = (int(query[name]) if query.get(name, "").isdecimal() else least for name, least in _PAGING)
    part = list(content[page * size : page * size + size])
    pages = -(-len(content) // size)
    told = {"number": page, "size": size, "totalElements": len(content), "totalPages": pages}
    ends = {"first": page == 0, "last": page >= pages - 1, "empty": not part, "numberOfElements": len(part)}
    return {"content": part, **told, **ends}


_PAGING = (("page", 0), ("size", 20))
