"""성과 알림: what the conditions of the tab 알림 조건 came to, each when it began and when it ended."""

from collections.abc import Sequence

from sheets_bridge.alerts.deciding import decide
from sheets_bridge.alerts.figures import COLUMNS, targets_of
from sheets_bridge.alerts.rules import read_rule
from sheets_bridge.alerts.told import event_of, row_of
from sheets_bridge.messages import translation
from sheets_bridge.model import Beheld, Column, Report, Row, Settled, Table
from sheets_bridge.reports.written import query
from sheets_bridge.tables.alerts import ALERT_RULES
from sheets_bridge.tables.columns import ACCOUNT, DAY, MOMENT, RATIO, SHOP_NO, TEXT


def _alerts(found: Sequence[Row], beside: Beheld) -> Sequence[Row]:
    """All that was told before, and what is new."""
    rules = [rule for row in beside.whole[ALERT_RULES.id] if (rule := read_rule(ALERT_RULES, row))]
    told = [event_of(row) for row in beside.before]
    new = decide(rules, targets_of(found), told, beside.now, translation(beside.language))
    return [*beside.before, *map(row_of, new)]


REPORT = Report(
    table=Table(
        id="alerts",
        key=("account", "shop_no", "at", "alert_id", "state"),
        day="at",
        newest_first=True,
        columns=(
            ACCOUNT,
            SHOP_NO,
            Column(
                "at", MOMENT, "일시", "At",
                note_ko="알아차린 때(한국 시간). 숫자가 새로 계산될 때마다 봅니다.",
                note_en="When it was noticed, in Korean time: each time the figures are computed.",
            ),
            Column(
                "condition", TEXT, "조건", "Condition",
                note_ko="알림 조건 탭에 적은 이름. 이름을 비웠으면 지표와 기준값으로 만든 이름입니다.",
                note_en="The name on the tab 알림 조건, or what is made of figure and threshold.",
            ),
            Column(
                "target", TEXT, "대상", "Of",
                note_ko="쇼핑몰 전체, 매체 또는 캠페인.",
                note_en="The whole shop, a medium or a campaign.",
            ),
            Column(
                "value", RATIO, "값", "Value", pattern="0.0%",
                note_ko="그때의 값: ROAS, 평균보다 늘어난 비율, 예산 소진율, 전주 대비, 미매칭 비중. 금액은 "
                        "설명에 있습니다.",
                note_en="ROAS, rise above the average, share of the budget, change against last week, share unmatched. "
                "Amounts stand in the words.",
            ),
            Column(
                "basis", RATIO, "기준", "Threshold", pattern="0.0%",
                note_ko="넘거나 모자라면 알리는 값. 목표·예산에서 온 목표일 수 있습니다.",
                note_en="What it is held against: the threshold, or the goal of 목표·예산.",
            ),
            Column(
                "state", TEXT, "상태", "State",
                note_ko="발생: 조건에 걸리기 시작함. 해소: 더는 걸리지 않음.",
                note_en="발생: it began. 해소: it is over.",
            ),
            Column(
                "words", TEXT, "설명", "In words",
                note_ko="무엇이 얼마나, 어느 날 기준인지.",
                note_en="What, how much, by which day.",
            ),
            Column(
                "date", DAY, "기준일", "Last day looked at",
                note_ko="본 날 가운데 마지막 날. 끝난 날만 보고, 수집되지 않은 날은 알리지도 풀지도 않습니다.",
                note_en="The last day looked at: only days that are over, and what is not collected decides nothing.",
            ),
            Column("alert_id", TEXT, "알림 번호", "Alert", default=False),
        ),
    ),
    query=query("shop_days", "alert_figures"),
    needs=("orders",),
    uses=("goals", "alert_rules"),
    builds_on=("summary_daily", "media_performance", "campaign_performance"),
    settled=Settled(COLUMNS, (ALERT_RULES.id,), _alerts),
)  # fmt: skip
