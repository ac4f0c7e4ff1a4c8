"""What stands on the dashboard and on the UTM builder in words, in Korean and English."""

from collections.abc import Mapping

Words = tuple[str, str]
"""Korean, English."""

WORDS: Mapping[str, Words] = {
    "title": ("대시보드", "Dashboard"),
    "period": ("기간", "Period"),
    "first": ("직접: 시작일", "Own: from"),
    "last": ("직접: 종료일", "Own: to"),
    "against": ("비교", "Compared with"),
    "shop": ("쇼핑몰", "Shop"),
    "yesterday": ("어제", "Yesterday"),
    "week": ("최근 7일", "Last 7 days"),
    "month": ("이번 달", "This month"),
    "month_before": ("지난달", "Last month"),
    "own": ("직접", "Own"),
    "just_before": ("직전 같은 기간", "Period just before"),
    "same_before": ("전주/전월 같은 기간", "Same days last week/month"),
    "year_before": ("작년 같은 기간", "Same days last year"),
    "nothing": ("없음", "None"),
    "all_shops": ("전체", "All"),
    "shop_label": ("번", ""),
    "days": ("일", " days"),
    "against_days": ("비교", "against"),
    "currency_only": ("쇼핑몰만 더했습니다. 통화가 다른 쇼핑몰은 위에서 골라 보세요.",
                      "shops alone are added up; pick one of another currency above."),
    "bad_days": ("직접을 골랐으면 시작일과 종료일을 차례로 적어 주세요.", "Type the first and the last day, in "
    "this order."),
    "missing": ("미수집 ", "Not collected: "),
    "goal_reached": ("목표 달성 ", "Goal reached "),
    "budget_spent": ("예산 소진 ", "Budget spent "),
    "goal_roas": ("목표 ROAS ", "ROAS goal "),
    "no_goal": ("목표·예산 탭에 이 달 목표가 없습니다", "No goal of this month on the tab of goals"),
    "waiting": ("보고서 탭을 기다리는 중입니다.", "Waits for the tabs of its reports."),
    "trend": ("최근 30일 순매출 · 광고비 · ROAS", "Last 30 days: net sales, ad cost, ROAS"),
    "share": ("매체 비중 (광고비)", "Share of media (ad cost)"),
    "visits_chart": ("최근 30일 방문 × 구매전환율", "Last 30 days: visits and orders per visit"),
    "media": ("매체별 성과", "Media"),
    "campaigns_best": ("캠페인 상위 10 (실ROAS)", "Campaigns: best 10 (real ROAS)"),
    "campaigns_worst": ("캠페인 하위 10 (실ROAS)", "Campaigns: worst 10 (real ROAS)"),
    "least_cost": ("최소 광고비", "At least (cost)"),
    "products": ("상품 상위 10", "Products: top 10"),
    "fortnight": ("최근 14일", "Last 14 days"),
    "heat": ("요일 × 시간대 매출 (최근 4주 하루 평균)", "Sales by weekday and hour (a day, last 4 weeks)"),
    "total": ("합계", "Total"),
    "hour": ("시", ":00"),
    "as_of": ("데이터 기준 시각", "Data as of"),
    "last_day": ("마지막 집계일", "Last day counted"),
    "not_collected": ("미수집", "Not collected"),
    "unmatched": ("미매칭 비중", "Unmatched share"),
    "vat": ("VAT 기준", "VAT"),
    "sales_meant": ("매출 정의", "What sales mean"),
    "left_out": ("빠진 부분", "Left out"),
    "time_zone": ("시간대", "Time zone"),
    "figures": ("계산", "Figures"),
}  # fmt: skip


def words(language: str) -> Mapping[str, str]:
    """All of them in a language."""
    at = 0 if language == "ko" else 1
    return {name: both[at] for name, both in WORDS.items()}
