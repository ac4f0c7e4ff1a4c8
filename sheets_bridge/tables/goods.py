"""What a mall sells, and how it is sorted."""

from sheets_bridge.model import Column, Table
from sheets_bridge.tables.columns import (
    ACCOUNT,
    CREATED_AT,
    MOMENT,
    MONEY,
    NUMBER,
    PRODUCT_NAME,
    PRODUCT_NO,
    SHOP_NO,
    TEXT,
    VARIANT_CODE,
)

_PRODUCT_CODE = Column("product_code", TEXT, "상품코드", "Product code")

PRODUCTS = Table(
    id="products",
    key=("account", "shop_no", "product_no"),
    columns=(
        ACCOUNT,
        SHOP_NO,
        PRODUCT_NO,
        _PRODUCT_CODE,
        Column("custom_product_code", TEXT, "자체 상품코드", "Custom product code"),
        PRODUCT_NAME,
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
        CREATED_AT,
        Column("updated_at", MOMENT, "수정일시", "Updated at"),
    ),
)

VARIANTS = Table(
    id="variants",
    key=("account", "shop_no", "variant_code"),
    columns=(
        ACCOUNT,
        SHOP_NO,
        VARIANT_CODE,
        PRODUCT_NO,
        _PRODUCT_CODE,
        PRODUCT_NAME,
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

CATEGORIES = Table(
    id="categories",
    key=("account", "shop_no", "category_no"),
    columns=(
        ACCOUNT,
        SHOP_NO,
        Column("category_no", TEXT, "분류 번호", "Category no."),
        Column("category_name", TEXT, "분류명", "Category"),
        Column("category_path", TEXT, "분류 경로", "Category path"),
        Column("category_depth", NUMBER, "분류 단계", "Depth"),
        Column("parent_category_no", TEXT, "상위 분류 번호", "Parent category no."),
        Column("root_category_no", TEXT, "최상위 분류 번호", "Root category no."),
        Column("display_type", TEXT, "표시 기기", "Shown on"),
        Column("use_display", TEXT, "표시", "Displayed"),
        Column("use_main", TEXT, "메인 분류", "Main category"),
        Column("display_order", NUMBER, "표시 순서", "Display order"),
    ),
)

BRANDS = Table(
    id="brands",
    key=("account", "shop_no", "brand_code"),
    columns=(
        ACCOUNT,
        SHOP_NO,
        Column("brand_code", TEXT, "브랜드 코드", "Brand code"),
        Column("brand_name", TEXT, "브랜드", "Brand"),
        Column("use_brand", TEXT, "사용", "In use"),
        Column("product_count", NUMBER, "상품 수", "Products"),
        Column("search_keyword", TEXT, "검색어", "Search keyword"),
        CREATED_AT,
    ),
)
