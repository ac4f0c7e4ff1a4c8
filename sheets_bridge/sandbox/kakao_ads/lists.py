"""The lists of Kakao's ad APIs: the only place where names are told, and always today's (reference §5.2, §6)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sheets_bridge.sandbox.kakao_ads.ask import Ask
from sheets_bridge.sandbox.kakao_ads.refusal import bad_parameter
from sheets_bridge.sandbox.story.campaigns import AdGroup, Campaign

Item = Mapping[str, Any]
List = Callable[[Ask], Any]

_PAGE_SIZE = 20
_KINDS = {"비즈보드": "TALK_BIZ_BOARD"}


def accounts(ask: Ask) -> Mapping[str, Any]:
    """The ad accounts of the token's owner, a page of them; needs no account in the header."""
    page, size = _number(ask, "page", 0), _number(ask, "size", _PAGE_SIZE)
    if size < 1:
        raise bad_parameter("size must be a number from 1.")
    found = list(ask.market.of(ask.wire.medium).values())
    shown, pages = found[page * size :][:size], -(-len(found) // size)
    return {
        "content": [_item(one.number, one.name, memberType="MASTER") for one in shown],
        "totalElements": len(found),
        "totalPages": pages,
        "size": size,
        "number": page,
        "first": page == 0,
        "last": page >= pages - 1,
    }


def moment_campaigns(ask: Ask) -> Mapping[str, Any]:
    """The campaigns of the account."""
    return _content(
        _item(
            one.campaign_id,
            ask.market.name_of(one.campaign_id, one.name),
            campaignTypeGoal={"campaignType": _KINDS.get(one.ad_product, "DISPLAY"), "goal": "CONVERSION"},
        )
        for one in ask.account.campaigns
    )


def moment_groups(ask: Ask) -> Mapping[str, Any]:
    """The ad groups of a campaign."""
    return _content(_group(ask, one) for one in _campaign(ask).groups)


def moment_creatives(ask: Ask) -> Mapping[str, Any]:
    """The creatives of an ad group."""
    return _content(_ads(ask))


def keyword_campaigns(ask: Ask) -> Sequence[Item]:
    """The campaigns of the account: a bare array."""
    return [
        _item(one.campaign_id, ask.market.name_of(one.campaign_id, one.name), dailyBudgetAmount=one.daily_budget)
        for one in ask.account.campaigns
    ]


def keyword_groups(ask: Ask) -> Sequence[Item]:
    """The ad groups of a campaign."""
    campaign = _campaign(ask)
    return [dict(_group(ask, one), campaignId=int(campaign.campaign_id)) for one in campaign.groups]


def keywords(ask: Ask) -> Sequence[Item]:
    """The keywords of an ad group; what they are stands in `text`."""
    group = _group_of(ask)
    return [
        {"id": int(one.keyword_id), "text": one.text, "config": "ON", "adGroupId": int(group.group_id)}
        for one in group.keywords
    ]


def keyword_creatives(ask: Ask) -> Sequence[Item]:
    """The creatives of an ad group."""
    return list(_ads(ask))


def _group(ask: Ask, one: AdGroup) -> Item:
    return _item(one.group_id, ask.market.name_of(one.group_id, one.name))


def _ads(ask: Ask) -> Iterator[Item]:
    for one in _group_of(ask).ads:
        yield _item(one.ad_id, ask.market.name_of(one.ad_id, one.name))


def _campaign(ask: Ask) -> Campaign:
    wanted = ask.needed("campaignId")
    found = next((one for one in ask.account.campaigns if one.campaign_id == wanted), None)
    if found is None:
        raise ask.wire.own(400, "존재하지 않는 캠페인입니다.")
    return found


def _group_of(ask: Ask) -> AdGroup:
    wanted = ask.needed("adGroupId")
    groups = (group for campaign in ask.account.campaigns for group in campaign.groups)
    found = next((one for one in groups if one.group_id == wanted), None)
    if found is None:
        raise ask.wire.own(400, "존재하지 않는 광고그룹입니다.")
    return found


def _item(number: str, name: str, **more: Any) -> Item:
    """Everything here is switched on; ids are numbers in lists and texts in reports."""
    return {"id": int(number), "name": name, "config": "ON", **more}


def _content(items: Iterator[Item]) -> Mapping[str, Any]:
    return {"content": list(items)}


def _number(ask: Ask, name: str, usual: int) -> int:
    value = ask.query.get(name, str(usual))
    if not (value.isascii() and value.isdecimal()):
        raise bad_parameter(f"{name} must be a number.")
    return int(value)


MOMENT_LISTS: Mapping[str, List] = {
    "adAccounts/pages": accounts,
    "campaigns": moment_campaigns,
    "adGroups": moment_groups,
    "creatives": moment_creatives,
}
KEYWORD_LISTS: Mapping[str, List] = {
    "adAccounts/pages": accounts,
    "campaigns": keyword_campaigns,
    "adGroups": keyword_groups,
    "keywords": keywords,
    "creatives": keyword_creatives,
}
