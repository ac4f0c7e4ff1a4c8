"""The ad media's part of a schedule that fits a sandbox: their accounts, their keys, the job that shows them."""

import secrets
from collections.abc import Mapping
from datetime import date

from sheets_bridge.sandbox.server import Running

_NAMES = {
    "naver_ads": "naver",
    "meta_ads": "meta",
    "google_ads": "google",
    "kakao_keyword": "kakao-keyword",
    "kakao_moment": "kakao-moment",
}
"""Source → what its login is called."""
_RATE_OF_USD = 1385.5

JOB = """\
  ads:
    every: 1 hour
    streams:
      - naver.ads
      - meta.ads
      - google.ads
      - google.keywords
      - kakao-keyword.ads
      - kakao-keyword.keywords
      - kakao-moment.ads
    tabs:
      RAW_광고: {{table: ad_stats}}
      RAW_광고_네이버: {{table: ad_stats, where: "medium = '네이버'"}}
      RAW_광고_메타: {{table: ad_stats, where: "medium = '메타'"}}
      RAW_광고_구글: {{table: ad_stats, where: "medium = '구글'"}}
      RAW_광고_카카오: {{table: ad_stats, where: "medium = '카카오'"}}
      RAW_광고_키워드: {{table: ad_keyword_stats}}
"""
ANSWER = """\
  answer:
    every: 1 hour
    streams:
      - {mall}.visit_ads
      - {mall}.ad_effect
      - {mall}.brands
      - {mall}.categories
      - {mall}.product_cart
      - {mall}.category_sales
    tabs:
      매체별 성과: {{table: media_performance}}
      캠페인별 성과: {{table: campaign_performance}}
      소재별 성과: {{table: ad_performance}}
      키워드별 성과: {{table: keyword_performance}}
      UTM 점검: {{table: utm_check}}
      상품별 매출·광고비: {{table: product_performance}}
      브랜드별 구매율: {{table: brand_funnel}}
      상품분류별 구매율: {{table: category_funnel}}
      채널 매핑: {{table: channel_map}}
      캠페인·상품 매핑: {{table: campaign_map}}
      알림 조건: {{table: alert_rules}}
      성과 알림: {{table: alerts}}
      데일리 브리핑: {{table: daily_briefing}}
"""
"""Which ad led to which sale, out of what the other jobs bring too."""
COST = f"cost: {{vat: excluded, rates: {{USD: {_RATE_OF_USD}}}}}\n"


def accounts(sandbox: Running, history: date) -> str:
    """The entries under `accounts:`."""
    return "".join(_account(sandbox, source, name, history) for source, name in _NAMES.items())


def keys(sandbox: Running) -> Mapping[str, Mapping[str, str]]:
    """File name → the keys in it, as their owner would have copied them. A Kakao consent is taken for given."""
    doors, accounts = sandbox.ads.doors, sandbox.ads.accounts
    manager = next(one.manager for one in accounts if one.manager)
    customer = next(one.number for one in accounts if one.medium == "naver_ads")
    kakao = {
        "rest_api_key": doors.kakao_rest_key,
        "client_secret": doors.kakao_client_secret,
        "redirect_uri": doors.kakao_redirect_uri,
        "access_token": secrets.token_urlsafe(24),
    }
    doors.kakao_tokens.add(kakao["access_token"])
    by_source = {
        "naver_ads": {"api_key": doors.naver_licence, "secret_key": doors.naver_secret, "customer_id": customer},
        "meta_ads": {"access_token": doors.meta_token, "app_secret": doors.meta_app_secret},
        "google_ads": {
            "client_id": doors.google_client_id,
            "client_secret": doors.google_client_secret,
            "refresh_token": doors.google_refresh_token,
            "manager_id": manager,
        },
        "kakao_keyword": kakao,
        "kakao_moment": kakao,
    }
    return {f"{_NAMES[source]}.keys.json": held for source, held in by_source.items()}


def _account(sandbox: Running, source: str, name: str, history: date) -> str:
    mine = [one for one in sandbox.ads.accounts if one.medium == source]
    numbers, whose = ", ".join(one.number for one in mine), ", ".join(f"{one.number}: {sandbox.mall}.{one.shop_no}"
                                                                       for one in mine)  # fmt: skip
    return (f"  {name}:\n    source: {source}\n    ad_accounts: [{numbers}]\n    for: {{{whose}}}\n"
            f"    history: {history}\n")  # fmt: skip
