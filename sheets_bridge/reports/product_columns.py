"""What each figure of the product reports is, as it stands in the note of its header (docs/reports-products.md)."""

from sheets_bridge.model import Column
from sheets_bridge.reports.definitions import Notes
from sheets_bridge.tables.columns import MONEY, NUMBER, RATIO

MEDIA = {"naver": "네이버", "meta": "메타", "google": "구글", "kakao": "카카오", "other": "기타"}
"""Media with a column of their own; the last is whatever is neither."""
_ENGLISH = {"naver": "Naver", "meta": "Meta", "google": "Google", "kakao": "Kakao", "other": "other media"}

NOTES: Notes = {
    "date": (
        "이 줄의 날짜. 판매는 결제한 날, 조회와 담기는 그 일이 있던 날, 광고비는 광고가 나간 날입니다.",
        "The day: of the payment, of the look or cart, of the ad.",
    ),
    "data_status": (
        "확정: 더 바뀌지 않습니다. 집계중: 아직 바뀔 수 있습니다(카페24는 최근 7일, 매체는 매체마다 정해진 기간). "
        "미수집 (까닭): 가져오지 못한 숫자가 있어 그 칸이 비어 있습니다. 빈칸은 0이 아닙니다.",
        "확정: final. 집계중: may still change. 미수집 (cause): a number could not be collected and is blank, which is "
        "not 0.",
    ),
    "product_line": ("줄을 구분하는 값.", "What tells the row apart."),
    "product_no": (
        "카페24 상품번호. 상품이 아닌 줄은 비웁니다.",
        "Cafe24's number of the product; blank on rows that are none.",
    ),
    "product_name": (
        "카페24에서 지금 부르는 이름. (상품 미지정): 어느 상품의 것인지 정할 수 없는 광고비. (조회만 된 상품): 담기, "
        "판매, 광고가 하나도 없던 상품들의 그날 조회수를 한 줄에 모은 것.",
        "As Cafe24 calls it now. (상품 미지정): ad cost that belongs to no product we know. (조회만 된 상품): looks at "
        "products that were neither put into a cart nor sold nor advertised that day, in one row.",
    ),
    "view_count": (
        "상품 상세 페이지를 연 횟수(카페24 애널리틱스). 같은 사람이 여러 번 열면 여러 번 셉니다.",
        "How often its page was opened (Cafe24 Analytics); each time counts.",
    ),
    "add_cart_count": (
        "장바구니에 담긴 수(카페24 애널리틱스).",
        "How often it was put into a cart (Cafe24 Analytics).",
    ),
    "sold_count": (
        "그날 결제된 자사몰 주문의 수량. 사은품, 입금 전 취소, 교환으로 다시 보낸 상품은 세지 않고, 나중의 "
        "취소·환불은 빼지 않습니다.",
        "Pieces in orders of the own mall paid that day, without gifts and replacements; later refunds are not "
        "taken off.",
    ),
    "sold_amount": (
        "(판매가 + 옵션 추가금액) × 수량 − 추가 할인 − 앱 할인 − 상품 쿠폰. 배송비와 주문 전체에 붙는 할인은 들어 있지 "
        "않아 매출보다 조금 다를 수 있습니다.",
        "(Price + option) × pieces − discounts of the item itself; without shipping and discounts of the whole order.",
    ),
    "back_count": (
        "그 판매수량 가운데 지금까지 취소나 반품이 끝난 수량. 환불한 날이 아니라 팔린 날 줄에 서므로 지난 날짜가 바뀔 "
        "수 있습니다. 교환은 세지 않습니다.",
        "Pieces of those whose cancellation or return is done by now, on the day of the sale; exchanges do not count.",
    ),
    "back_amount": (
        "취소·환불 수량만큼의 판매금액(그 품목의 판매금액 × 취소·환불 수량 ÷ 수량).",
        "The sales of those pieces.",
    ),
    "net_amount": ("실판매금액 = 판매금액 − 취소·환불 금액.", "Sales − given back."),
    "ad_sold_count": (
        "광고로 들어온 바로 그 방문에서 결제된 주문의 수량. 비광고와 미매핑은 빠집니다.",
        "Pieces in orders paid within a visit that came by an ad; 비광고 and 미매핑 are not in it.",
    ),
    "ad_sold_amount": (
        "광고로 들어온 바로 그 방문에서 결제된 주문의 판매금액.",
        "Sales of orders paid within a visit that came by an ad.",
    ),
    "ad_back_amount": (
        "광고 판매금액 가운데 지금까지 취소나 반품이 끝난 금액.",
        "What was given back by now of the sales by ads.",
    ),
    "ad_share": ("광고 판매 비중 = 광고 판매금액 ÷ 판매금액.", "Sales by ads ÷ sales."),
    "ad_cost": (
        "이 상품에 나눈 광고비. 캠페인·상품 매핑 탭에 적은 상품 → 광고 주소에 적힌 상품번호 → 그날 그 캠페인의 "
        "주문이 산 상품의 판매금액 비율의 차례로 나눕니다. 남은 것은 (상품 미지정) 줄에 서서, 하루를 모두 더하면 "
        "매체별 성과의 광고비입니다.",
        "Ad cost of the product: by the tab 캠페인·상품 매핑, else by the product number in the ad's address, else in "
        "proportion to what the campaign's orders of the day bought. The rest stands as (상품 미지정), so that a day "
        "adds up to the cost of 매체별 성과.",
    ),
    "real_roas": (
        "실ROAS = (광고 판매금액 − 광고 판매 취소·환불) ÷ 배분 광고비. 광고비가 없으면 비웁니다.",
        "(Sales by ads − given back of them) ÷ ad cost; blank without cost.",
    ),
    "order_count": (
        "그날 결제된 자사몰 주문 가운데 이 상품들이 하나라도 든 주문 수. 두 곳의 상품이 함께 든 주문은 양쪽에 셉니다.",
        "Orders of the own mall paid that day with at least one such product; an order may be of several rows.",
    ),
    "cart_rate": ("담은 수 ÷ 조회수. 여러 날은 합끼리 나누세요.", "Carts ÷ views; over days divide the sums."),
    "order_per_cart": (
        "주문수 ÷ 담은 수. 담지 않고 바로 산 주문도 있어 100%를 넘을 수 있습니다.",
        "Orders ÷ carts; who buys at once has no cart, so it may be above 100%.",
    ),
    "order_rate": (
        "구매율 = 주문수 ÷ 조회수. 여러 날은 합끼리 나누세요.",
        "Orders ÷ views; over days divide the sums.",
    ),
    "brand_code": ("카페24의 브랜드 코드.", "Cafe24's code of the brand."),
    "brand_name": (
        "상품에 지금 지정된 브랜드. (브랜드 없음): 브랜드가 없거나 상품 목록에서 찾을 수 없는 상품.",
        "The brand a product has now. (브랜드 없음): it has none, or is not in the list of products.",
    ),
    "category_no": ("카페24의 상품 분류 번호.", "Cafe24's number of the category."),
    "category_name": (
        "상품이 든 분류. 여러 분류에 든 상품은 분류마다 세므로 분류끼리 더하지 마세요. (분류 없음): 분류를 모르는 "
        "상품.",
        "The category a product stands in; one in several counts in each, so do not add categories up.",
    ),
    "category_path": ("맨 위 분류부터의 경로.", "Its path from the top."),
    **{
        f"{id_}_sold_count": (
            f"광고 판매수량 가운데 {ko} 광고로 팔린 수량.",
            f"Pieces sold by ads of {_ENGLISH[id_]}.",
        )
        for id_, ko in MEDIA.items()
    },
    **{
        f"{id_}_sold_amount": (
            f"광고 판매금액 가운데 {ko} 광고로 팔린 금액.",
            f"Sales by ads of {_ENGLISH[id_]}.",
        )
        for id_, ko in MEDIA.items()
    },
}

VIEWS = Column("view_count", NUMBER, "조회수", "Views")
CARTS = Column("add_cart_count", NUMBER, "담은 수", "Added to cart")
SOLD = Column("sold_count", NUMBER, "판매수량", "Items sold")
AMOUNT = Column("sold_amount", MONEY, "판매금액", "Sales")
FUNNEL = (
    VIEWS,
    CARTS,
    Column("order_count", NUMBER, "주문수", "Orders"),
    SOLD,
    AMOUNT,
    Column("cart_rate", RATIO, "담김율", "Carts per view", pattern="0.00%"),
    Column("order_per_cart", RATIO, "장바구니 대비 구매율", "Orders per cart", pattern="0.00%"),
    Column("order_rate", RATIO, "구매율", "Orders per view", pattern="0.00%"),
)
"""From looks over carts to orders."""
