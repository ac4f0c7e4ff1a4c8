"""숫자 대조: our figures against Cafe24's, where to see theirs, and what is known of the difference (docs/sales.md)."""

from sheets_bridge.model import Column, Report, Table
from sheets_bridge.reports.ad_columns import SHOP_CURRENCY, STATUS
from sheets_bridge.reports.written import query
from sheets_bridge.tables.columns import ACCOUNT, DATE, MONEY, SHOP_NO, TEXT

REPORT = Report(
    table=Table(
        id="reconciliation",
        key=("account", "shop_no", "date", "currency", "figure"),
        day="date",
        status="data_status",
        newest_first=True,
        columns=(
            ACCOUNT,
            SHOP_NO,
            DATE,
            SHOP_CURRENCY,
            Column(
                "figure",
                TEXT,
                "지표",
                "Figure",
                note_ko="비교하는 숫자: 통계 순매출, 접속통계 매출액, 구매건수.",
                note_en="Which figure is compared.",
            ),
            Column(
                "menu_path",
                TEXT,
                "Cafe24 관리자 메뉴",
                "Cafe24 menu",
                note_ko="같은 숫자를 카페24 관리자에서 볼 수 있는 곳.",
                note_en="Where Cafe24's admin shows it.",
            ),
            Column(
                "ours",
                MONEY,
                "우리 값 (추정)",
                "Ours (estimated)",
                note_ko="주문과 환불에서 우리가 계산한 값.",
                note_en="Our computation.",
            ),
            Column(
                "theirs",
                MONEY,
                "Cafe24 값",
                "Cafe24's",
                note_ko="카페24가 말한 값. 받지 못했으면 빈칸.",
                note_en="Cafe24's value; blank where it was not collected.",
            ),
            Column(
                "difference",
                MONEY,
                "차이",
                "Difference",
                note_ko="우리 값 − Cafe24 값.",
                note_en="Ours − Cafe24's.",
            ),
            Column(
                "known_reason",
                TEXT,
                "알려진 원인",
                "Known reason",
                note_ko="차이가 알려진 까닭과 꼭 같을 때 그 까닭.",
                note_en="Why they differ, where the amount tells.",
            ),
            STATUS,
        ),
    ),
    query=query("sales_figures", "reconciliation"),
    needs=("orders",),
    uses=("refunds", "hourly_sales", "access_sales"),
)
