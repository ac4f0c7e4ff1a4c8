"""상품별 매출·광고비: what each product sold, how much of it by ads, and what they cost (docs/reports-products.md)."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports.attributing import NEEDS, READS, attributed, told_days
from sheets_bridge.reports.definitions import noted
from sheets_bridge.reports.product_columns import AMOUNT, CARTS, MEDIA, NOTES, SOLD, VIEWS
from sheets_bridge.reports.written import query
from sheets_bridge.tables.columns import (
    ACCOUNT,
    CURRENCY,
    DATA_STATUS,
    DATE,
    MONEY,
    NUMBER,
    PRODUCT_NAME,
    PRODUCT_NO,
    RATIO,
    SHOP_NO,
    TEXT,
)

_BY_MEDIUM = (
    *(Column(f"{id_}_sold_amount", MONEY, f"{ko} 판매금액", f"Sales by {id_}") for id_, ko in MEDIA.items()),
    *(
        Column(f"{id_}_sold_count", NUMBER, f"{ko} 판매수량", f"Items by {id_}", default=False)
        for id_, ko in MEDIA.items()
    ),
)

REPORT = Report(
    table=Table(
        id="product_performance",
        key=("account", "shop_no", "date", "product_line"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=noted(
            (
                ACCOUNT,
                SHOP_NO,
                DATE,
                CURRENCY,
                Column("product_line", TEXT, "상품 줄", "Product line", default=False),
                PRODUCT_NO,
                PRODUCT_NAME,
                VIEWS,
                CARTS,
                SOLD,
                AMOUNT,
                Column("back_count", NUMBER, "취소·환불 수량", "Items given back"),
                Column("back_amount", MONEY, "취소·환불 금액", "Given back"),
                Column("net_amount", MONEY, "실판매금액", "Net sales"),
                Column("ad_sold_count", NUMBER, "광고 판매수량", "Items sold by ads"),
                Column("ad_sold_amount", MONEY, "광고 판매금액", "Sales by ads"),
                *_BY_MEDIUM,
                Column("ad_back_amount", MONEY, "광고 판매 취소·환불", "Given back of sales by ads"),
                Column("ad_share", RATIO, "광고 판매 비중", "Share of sales by ads", pattern="0.0%"),
                Column("ad_cost", MONEY, "배분 광고비", "Ad cost shared out"),
                Column("real_roas", RATIO, "실ROAS", "Real ROAS", pattern="0%"),
                DATA_STATUS,
            ),
            NOTES,
        ),
    ),
    query="\n".join(
        (
            f"{attributed('ad_lines')},",
            query("product_items", "product_costs"),
            told_days("ad_stats"),
            query("product_performance"),
        )
    ),
    needs=(*NEEDS, "order_items"),
    uses=(*READS, "products", "product_cart"),
)
"""Rows stand only where something happened: two thousand products do not make two thousand rows a day."""
