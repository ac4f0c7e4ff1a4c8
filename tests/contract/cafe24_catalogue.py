"""The facts of Cafe24's GET endpoints, taken out of the reference into `sources/cafe24/catalogue.json`.

`python tests/contract/cafe24_catalogue.py` writes the file anew. Only facts are taken: paths, names, limits, words; no
description and no sample.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).parents[2]
REFERENCE = HOUSE.parent / "shared/reference/data"
ADMIN = REFERENCE / "cafe24/admin-2026-03-01.get.json"
ANALYTICS = REFERENCE / "cafe24-analytics/endpoints.json"
CATALOGUE = HOUSE / "sheets_bridge/sources/cafe24/catalogue.json"

KOREAN = dict(
    line.split(" ", 1)
    for line in """
activitylogs 활동 로그|automessages 자동 메시지|arguments 변수|setting 설정|benefits 혜택|boards 게시판
carts 장바구니|categories 상품분류|properties 속성|coupons 쿠폰|currency 통화|customers 회원|dashboard 대시보드
financials 재무|paymentgateway PG|store 상점 정보|images 이미지|information 이용 안내
kakaoalimtalk 카카오 알림톡|profile 프로필|kakaopay 카카오페이|mains 메인 진열|menus 메뉴|mobile 모바일
naverpay 네이버페이|orderform 주문서|orders 주문|status 상태|payment 결제|freeinstallments 무이자 할부
paymentmethods 결제수단|paymentproviders 결제사|paymentservices 결제 서비스|points 적립금|policy 약관
privacy 개인정보 처리|join 가입|products 상품|display 진열|redirects 리다이렉트|restocknotification 재입고 알림
seo SEO|shippingmanager 배송 관리자|shops 멀티쇼핑몰|sms SMS|socials 소셜 로그인|apple 애플|kakaosync 카카오싱크
naverlogin 네이버 로그인|navershopping 네이버쇼핑|accounts 계좌|dropshipping 드랍쉬핑|subscription 정기배송
shipments 배송|taxmanager 세금 관리|users 운영자|bundleproducts 세트상품|count 개수|approve 승인
customproperties 사용자 정의 속성|decorationimages 꾸미기 이미지|discountprice 할인판매가|hits 조회수
icons 아이콘|memos 메모|options 옵션|tags 태그|variants 품목|inventories 재고|cancellation 취소
cashreceipt 현금영수증|exchange 교환|labels 라벨|buyer 주문자|history 이력|items 품목|paymenttimeline 결제 이력
receivers 수령자|shippingfeecancellation 배송비 취소|changes 변경|inflowgroups 유입그룹|inflows 유입경로
migrations 이전|paymentamount 결제금액|saleschannels 판매채널|refunds 환불|reservations 예약|return 반품
unpaidorders 입금전 주문|customergroups 회원등급|autoupdate 자동 변경|paymentinformation 결제 정보
plusapp 플러스앱|social 소셜|articles 게시물|comments 댓글|commenttemplates 댓글 템플릿|monthlyreviews 월간 후기
urgentinquiry 긴급문의|reply 답변|themes 디자인|pages 페이지|commonevents 공통 이벤트
issuancecustomers 발급 대상 회원|issues 발급 내역|customerevents 회원 이벤트|discountcodes 할인코드
serialcoupons 시리얼 쿠폰|apps 앱|appstore 앱스토어|payments 결제|databridge 데이터브릿지|logs 로그
recipes 레시피|scripttags 스크립트 태그|webhooks 웹훅|autodisplay 자동진열|brands 브랜드
classifications 자체분류|manufacturers 제조사|origin 원산지|trends 트렌드|shipping 배송|suppliers 공급사
additionalfees 추가 배송비|carriers 배송업체|regionalsurcharges 지역별 배송비|shippingorigins 출고지
dailysales 일별 매출|monthlysales 월별 매출|reports 리포트|hourlysales 시간대별 매출|productsales 상품별 매출
salesvolume 판매량|wishlist 관심상품|customersprivacy 회원 개인정보|credits 예치금|report 리포트
autoexpiration 자동 소멸|automails 자동메일|recipientgroups 수신그룹|balance 잔액|senders 발신번호
translations 번역|adeffect 광고 효과|addetails 광고 상세|action 행동|members 회원|sales 매출|visitors 방문자
visitpaths 유입경로|view 조회|unique 순방문자|pageview 페이지뷰|dailyactive 일간 활성|domains 도메인
keywords 검색어|ads 광고|adsales 광고 매출|keyworddetails 검색어 상세|times 시간대|paymethods 결제수단
orderdetails 주문 상세|urls 주소|categorydetails 분류 상세|pervisitors 방문자당|keywordsales 검색어 매출
domainsales 도메인 매출|adkeywordsales 광고 검색어 매출
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

_NO_WORDS = {"keyword", "order_place_id", "case", "payment_gateway_name"}
"""Of these the docs name examples, or no word at all."""
_IDS = ("_no", "_id", "_code", "_codes")


def _title(path: str, english: str) -> tuple[str, str]:
    parts = [part for part in path.split("/") if not part.startswith("{")]
    korean = " ".join(dict.fromkeys(KOREAN.get(part, part) for part in parts)) + (" 상세" if path.endswith("}") else "")
    return korean, re.sub(r"^(Retrieve|Get|List)( all)?( a list of| the list of| an?| the)? ", "", english)


def _kind(name: str, value: Any) -> str:
    # A number that names something is text, as in every table.
    if name.endswith(_IDS) or name == "no":
        return "text"
    if isinstance(value, bool) or value is None:
        return "text"
    if isinstance(value, int):
        return "number"
    if isinstance(value, float) or re.fullmatch(r"-?\d+\.\d+", str(value)):
        return "money"
    if re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", str(value)):
        return "moment"
    return "day" if re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)) else "text"


def _fields(record: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Dotted name → kind; `objects` holds a list of them, whose first is number 0; a bare `object` has fields below."""
    for key, value in record.items():
        # Some samples have a blank behind a name.
        name = before + key.strip()
        if isinstance(value, dict):
            yield name, "object"
            yield from _fields(value, f"{name}.")
        elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
            yield name, "objects"
            for one in value:
                yield from _fields(one if isinstance(one, dict) else {}, f"{name}.0.")
        else:
            yield name, "list" if isinstance(value, list) else _kind(key.strip(), value)


def _merged(rows: list[Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        for name, kind in _fields(row if isinstance(row, dict) else {}):
            found[name] = kind if found.get(name, "text") == "text" else found[name]
    return found


def _words(parameter: Mapping[str, Any]) -> list[str]:
    if parameter["name"] in _NO_WORDS:
        return []
    found = re.findall(r"(?:^|[ /])([A-Za-z0-9_]+) ?: ?(?=\S)", parameter["desc"])
    mixed = any(re.search(r"[a-z][A-Z]", word) for word in found)
    return [] if len(set(found)) < 2 or mixed else list(dict.fromkeys(found))


def _parameter(parameter: Mapping[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    told |= {"required": True} if parameter.get("required") else {}
    told |= {"commas": True} if parameter.get("comma_list") else {}
    words = _words(parameter)
    return told | ({"words": words} if words else {})


def _admin(resource: Mapping[str, Any], operation: Mapping[str, Any], paths: set[str]) -> tuple[str, dict[str, Any]]:
    path = operation["path"].removeprefix("/api/v2/admin/")
    example = operation.get("response_example") or {}
    under = next((name for name in example if name != "links"), path.rsplit("/", 1)[-1])
    found = example.get(under)
    rows = found if isinstance(found, list) else [found] if isinstance(found, dict) else []
    fields = _merged(rows)
    embeds = [one["name"] for one in operation["params"] if one.get("embed")]
    if not example:
        # Else the sample alone says what this call answers: a list has fewer fields than the detail of its resource.
        fields = {one["name"].strip(): "text" for one in resource["properties"]}
    given = {one["name"]: one for one in operation["params"] if not one.get("embed")}
    in_path = re.findall(r"\{(\w+)\}", path)
    parameters = {name: _parameter(one) for name, one in given.items()
                  if name not in (*in_path, "limit", "offset", "shop_no", "embed", "fields")}  # fmt: skip
    korean, english = _title(path, operation["title"])
    told: dict[str, Any] = {
        "scopes": operation["scope"], "ko": korean, "en": english, "under": under,
        "is_list": isinstance(found, list) or not example, "bucket": operation["bucket_limit"],
        "shops": "shop_no" in given,
        "limit": given["limit"].get("max", 100) if "limit" in given else None,
        "offset": given["offset"].get("max") if "offset" in given else None,
        "count": f"{path}/count" in paths or None, "restricted": operation.get("restricted"),
        "parameters": parameters, "embeds": sorted(embeds),
        "fields": {name: kind for name, kind in fields.items() if name not in embeds},
    }  # fmt: skip
    return path, {name: value for name, value in told.items() if value not in (None, [], {})}


def _analytics(path: str, told: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    kinds = {"integer": "number", "float": "money", "number": "money"}
    fields = {
        name: "day" if name == "date" else "text" if name.endswith(_IDS) else kinds.get(str(kind), "text")
        for name, kind in (told.get("row_fields_doc_types") or {}).items()
    }
    given = told["params"]
    parameters = {
        name: ({"required": True} if one.get("required") else {})
        | ({"words": one["allowed"]} if one.get("allowed") else {})
        for name, one in given.items()
        if name not in ("mall_id", "shop_no", "limit", "offset")
    }
    korean, english = _title(path.strip("/"), path.strip("/").replace("/", " "))
    entry = {
        "scopes": [told["scope"]], "ko": f"통계 {korean}", "en": f"statistics: {english}",
        "under": told["envelope_expected_on_wire"], "is_list": True, "shops": "shop_no" in given,
        "limit": given["limit"].get("max", 1000) if "limit" in given else None,
        "offset": given["offset"].get("max", 10_000) if "offset" in given else None,
        "parameters": parameters, "fields": fields,
    }  # fmt: skip
    return "analytics" + path, {name: value for name, value in entry.items() if value not in (None, [], {})}


def catalogue() -> str:
    """The catalogue's text: one endpoint a line."""
    resources = json.loads(ADMIN.read_text("utf-8"))["resources"]
    operations = [(resource, one) for resource in resources for one in resource["operations"]]
    paths = {one["path"].removeprefix("/api/v2/admin/") for _, one in operations}
    found = dict(_admin(resource, one, paths) for resource, one in operations)
    found |= dict(_analytics(path, told) for path, told in json.loads(ANALYTICS.read_text("utf-8")).items())
    statuses = {
        word for told in found.values() for word in told.get("parameters", {}).get("order_status", {}).get("words", ())
    }
    for told in found.values():
        if "words" in told.get("parameters", {}).get("order_status", {}):
            # Each list of the codes lacks some that another has.
            told["parameters"]["order_status"]["words"] = sorted(statuses)
    lines = (
        f"{json.dumps(path)}: {json.dumps(found[path], ensure_ascii=False, separators=(',', ':'))}"
        for path in sorted(found)
    )
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    CATALOGUE.write_text(catalogue(), "utf-8")
