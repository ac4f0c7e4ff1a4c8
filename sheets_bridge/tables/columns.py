"""Columns that several tables share, and the kinds by their short names."""

from sheets_bridge.model import Column, Kind, Personal

TEXT, NUMBER, MONEY, RATIO = Kind.TEXT, Kind.NUMBER, Kind.MONEY, Kind.RATIO
DAY, MOMENT = Kind.DAY, Kind.MOMENT

ACCOUNT = Column("account", TEXT, "몰 아이디", "Mall")
SHOP_NO = Column("shop_no", NUMBER, "쇼핑몰 번호", "Shop no.")
ORDER_ID = Column("order_id", TEXT, "주문번호", "Order no.")
ORDER_DATE = Column("order_date", DAY, "주문일", "Order date")
ORDERED_AT = Column("ordered_at", MOMENT, "주문일시", "Ordered at")
CURRENCY = Column("currency", TEXT, "통화", "Currency")
DATE = Column("date", DAY, "날짜", "Date")
DATA_STATUS = Column("data_status", TEXT, "집계 상태", "Data status")

PRODUCT_NO = Column("product_no", TEXT, "상품번호", "Product no.")
PRODUCT_NAME = Column("product_name", TEXT, "상품명", "Product")
VARIANT_CODE = Column("variant_code", TEXT, "품목코드", "Variant code")
CUSTOMER_KEY = Column("customer_key", TEXT, "고객 키", "Customer key", personal=Personal("key"))
GROUP_NO = Column("group_no", TEXT, "회원등급 번호", "Group no.")
CREATED_AT = Column("created_at", MOMENT, "등록일시", "Created at")
HOUR = Column("hour", NUMBER, "시간대", "Hour")
ROW_NO = Column("row_no", NUMBER, "번호", "No.", default=False)
"""Of a query that people wrote: the number of its row, where nothing else tells its rows apart."""
