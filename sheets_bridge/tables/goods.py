"""What a mall sells."""

from sheets_bridge.model import Column, Table
from sheets_bridge.tables.columns import ACCOUNT, MOMENT, MONEY, NUMBER, SHOP_NO, TEXT

_PRODUCT_NO = Column("product_no", TEXT, "상품번호", "Product no.")
_PRODUCT_CODE = Column("product_code", TEXT, "상품코드", "Product code")
_PRODUCT_NAME = Column("product_name", TEXT, "상품명", "Product")

PRODUCTS = Table(
    id="products",
    key=("account", "shop_no", "product_no"),
    columns=(
        ACCOUNT,
        SHOP_NO,
        _PRODUCT_NO,
        _PRODUCT_CODE,
        Column("custom_product_code", TEXT, "자체 상품코드", "Custom product code"),
        _PRODUCT_NAME,
        Column("model_name", TEXT, "모델명", "Model"),
        Column("price", MONEY, "판매가", "Price"),
        Column("retail_price", MONEY, "소비자가", "Retail price"),
        Column("supply_price", MONEY, "공급가", "Supply price"),
        Column("display", TEXT, "진열", "Displayed"),
        Column("selling", TEXT, "판매", "Selling"),
        Column("sold_out", TEXT, "품절", "Sold out"),
        Column("product_condition", TEXT, "상품 상태", "Condition"),
        Column("brand_code", TEXT, "브랜드 코드", "Brand code"),
        Column("manufacturer_code", TEXT, "제조사 코드", "Manufacturer code"),
        Column("supplier_code", TEXT, "공급사 코드", "Supplier code"),
        Column("created_at", MOMENT, "등록일시", "Created at"),
        Column("updated_at", MOMENT, "수정일시", "Updated at"),
    ),
)

VARIANTS = Table(
    id="variants",
    key=("account", "shop_no", "variant_code"),
    columns=(
        ACCOUNT,
        SHOP_NO,
        Column("variant_code", TEXT, "품목코드", "Variant code"),
        _PRODUCT_NO,
        _PRODUCT_CODE,
        _PRODUCT_NAME,
        Column("option_value", TEXT, "옵션", "Option"),
        Column("custom_variant_code", TEXT, "자체 품목코드", "Custom variant code"),
        Column("display", TEXT, "진열", "Displayed"),
        Column("selling", TEXT, "판매", "Selling"),
        Column("additional_amount", MONEY, "옵션 추가금액", "Additional amount"),
        Column("quantity", NUMBER, "재고", "Stock"),
        Column("safety_inventory", NUMBER, "안전재고", "Safety stock"),
        Column("use_inventory", TEXT, "재고 관리", "Stock kept"),
        Column("display_soldout", TEXT, "품절 표시", "Sold-out shown"),
    ),
)
