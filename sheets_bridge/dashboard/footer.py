"""The foot of the dashboard: as of when, what is missing, what the figures mean."""

from collections.abc import Iterator, Mapping

from sheets_bridge.dashboard import looks
from sheets_bridge.dashboard.blocks import CAMPAIGNS, CONTROL, HOURS, MEDIA, MONTHLY, PRODUCTS, SUMS, Blocks
from sheets_bridge.dashboard.given import Given
from sheets_bridge.dashboard.grid import Cell

SECTIONS: Mapping[str, tuple[str, str]] = {
    MONTHLY: ("월별 종합", "목표 달성률·예산 소진율"),
    MEDIA: ("매체별 성과", "매체별 성과·매체 비중"),
    CAMPAIGNS: ("캠페인별 성과", "캠페인 상위·하위 10"),
    PRODUCTS: ("상품별 매출·광고비", "상품 상위 10"),
    HOURS: ("시간대별·요일별", "요일 × 시간대 매출"),
}
"""Report → its usual title, and what is drawn of it."""
_SEOUL = "Asia/Seoul"
_VAT = {
    ("ko", False): "광고비는 부가세 별도(이 탭을 만들 때의 cost: 설정), 매출은 부가세 포함입니다. 설정을 "
        "바꿨으면 이 탭을 지우세요. 새로 만듭니다.",
    ("ko", True): "광고비는 부가세 포함(이 탭을 만들 때의 cost: 설정), 매출도 부가세 포함입니다. 설정을 바꿨으면 "
        "이 탭을 지우세요. 새로 만듭니다.",
    ("en", False): "Costs without VAT (cost: of the schedule when this tab was made), sales with VAT.",
    ("en", True): "Costs with VAT (cost: of the schedule when this tab was made), sales with VAT.",
}  # fmt: skip
_MEANT = {
    "ko": "통계 순매출 = 결제합계 − 환불합계. 접속통계 매출액은 나중 환불을 빼지 않습니다. 실매출 = 광고로 "
    "들어온 그 방문에서 결제된 금액 − 취소·환불. "
    "통합 ROAS = 자사몰 순매출 ÷ 광고비. 비율은 모두 합계끼리 나누고, 빈칸은 0이 아니라 알 수 없음입니다.",
    "en": "Net sales = payments − refunds. Access sales take off no later refund. Real sales = paid within the "
    "visit that came by the "
    "ad, less refunds. Ratios come of sums; blank is unknown, not 0.",
}  # fmt: skip
_LEFT_OUT = {
    "ko": "{drawn}: schedule.yaml의 tabs: 아래에 “{title}: {{table: {table}}}”을 더하고 이 탭을 지우면 함께 새로 "
    "만듭니다.",
    "en": "{drawn}: add “{title}: {{table: {table}}}” below tabs: in schedule.yaml and delete this tab; it is "
    "built anew with it.",
}  # fmt: skip
_ZONE = {
    "ko": "이 파일의 시간대가 {zone}이라 ‘어제’가 어긋날 수 있습니다. 파일 > 설정에서 (GMT+09:00) Seoul로 바꾸세요.",
    "en": "This file's time zone is {zone}, so “yesterday” may be another day. File > Settings: (GMT+09:00) Seoul.",
}  # fmt: skip


def lines(given: Given, say: Mapping[str, str], blocks: Blocks) -> Iterator[tuple[str, str]]:
    """Each line: what it is about, and what it says."""
    if CONTROL in given.titles:
        as_of = blocks["as_of"].ref()
        yield say["as_of"], f'=IF(N({as_of})>0,TEXT({as_of},"yyyy-mm-dd hh:mm"),"")'
    yield say["last_day"], f'=IF(ISNUMBER({blocks["last_day"].ref()}),TEXT({blocks["last_day"].ref()},"yyyy-mm-dd"),"")'
    yield say["not_collected"], _missing(say, blocks)
    if CAMPAIGNS in given.titles:
        yield say["unmatched"], _unmatched(given, blocks)
    yield say["vat"], _VAT["ko" if given.language == "ko" else "en", given.vat_included]
    yield say["sales_meant"], _MEANT[given.language]
    if given.time_zone != _SEOUL:
        yield say["time_zone"], _ZONE[given.language].format(zone=given.time_zone)
    for table, (title, drawn) in SECTIONS.items():
        if table not in given.titles:
            yield say["left_out"], _LEFT_OUT[given.language].format(drawn=drawn, title=title, table=table)


def footer(given: Given, say: Mapping[str, str], blocks: Blocks, row: int) -> Iterator[Cell]:
    """All lines, one below the other."""
    for at, (about, told) in enumerate(lines(given, say, blocks)):
        yield Cell(row + at, 1, about, looks.LABEL)
        yield Cell(row + at, 2, told, looks.FOOT, span=looks.COLUMNS - 1)


def _missing(say: Mapping[str, str], blocks: Blocks) -> str:
    """How many days lack what, and why the newest of them does."""
    named = (
        ("통계 순매출", "Net sales", "net_sales"),
        ("광고비", "Ad cost", "ad_cost"),
        ("방문수", "Visits", "visit_count"),
    )
    korean = say["not_collected"] == "미수집"
    parts = '&" · "&'.join(
        f'"{ko if korean else en} "&{blocks.missing(figure)}&"{say["days"]}"' for ko, en, figure in named
    )
    cause = blocks["cause"].ref()
    return f'={parts}&IF({cause}="",""," · "&{cause})'


def _unmatched(given: Given, blocks: Blocks) -> str:
    """The share of sales whose tag fits no campaign, and of those whose channel is of no known medium."""
    block = blocks["unmatched"]
    whole, lost = block.ref(0), block.ref(1)
    words = {"ko": ("UTM이 어느 캠페인과도 맞지 않는 매출 ", "미매핑 채널의 실매출 "),
             "en": ("Sales whose tag fits no campaign ", "real sales of unmapped channels "
             "")}[given.language]  # fmt: skip
    told = f'"{words[0]}"&IFERROR(TEXT({lost}/{whole},"0.0%"),"-")'
    if MEDIA not in given.titles:
        return f"={told}"
    media, at = blocks["media"], SUMS["media"].at("real_sales")
    names, sums = media.rows(0, 12), media.rows(at, 12)
    share = f'IFERROR(TEXT(SUMIFS({sums},{names},"미매핑")/SUM({sums}),"0.0%"),"-")'
    return f'={told}&" · {words[1]}"&{share}'
