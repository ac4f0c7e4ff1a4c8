"""What stands in a report of ads where a tag, a medium, a currency or a mapping is not as usual."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from ads_bench import DAY, META, NAVER, NEXT_DAY, TODAY, US, AdBooks
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_bridge.store.querying import Advertised, Reach

NO_PRODUCT = "(상품 구분 없음)"


@pytest.fixture
def books(tmp_path: Path) -> Iterator[AdBooks]:
    made = AdBooks(tmp_path)
    yield made
    made.store.close()


def campaign_of(books: AdBooks, **tag: str) -> tuple[str | None, str, str]:
    """Where an order with a tag stands: campaign id, name of the line, how it got there."""
    books.sells(777.0, **tag)
    (row,) = [row for row in books.rows("campaign_performance") if row["sales"] == 777]
    return row["campaign_id"], row["campaign_name"], row["matched_by"]


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ({"source": "naver", "campaign": "C-1"}, ("C-1", "봄 세일", "캠페인 ID")),
        ({"source": "naver", "campaign": "봄|세일 | C-1"}, ("C-1", "봄 세일", "캠페인 ID")),
        ({"source": "meta", "campaign": "C-1"}, ("C-1", "봄 세일", "캠페인 ID")),
        ({"source": "naver", "campaign": "whatever", "content": "C-1-ad"}, ("C-1", "봄 세일", "소재 ID")),
        ({"source": "naver", "campaign": "%EB%B4%84+%EC%84%B8%EC%9D%BC"}, ("C-1", "봄 세일", "캠페인 이름")),
        ({"source": "naver", "campaign": "봄  세일"}, ("C-1", "봄 세일", "캠페인 이름")),
        ({"source": "NAVER", "campaign": "봄 세일?utm_content=x"}, ("C-1", "봄 세일", "캠페인 이름")),
        ({"source": "unheard_of", "campaign": "봄 세일"}, ("C-1", "봄 세일", "캠페인 이름")),
        ({"source": "meta", "campaign": "봄 세일"}, (None, "(미매칭) 봄 세일", "미매칭")),
        ({"source": "naver", "campaign": "봄"}, (None, "(미매칭) 봄", "미매칭")),
        ({"source": "naver"}, (None, "(UTM 없음)", "UTM 없음")),
        ({}, (None, "(UTM 없음)", "UTM 없음")),
    ],
)
def test_a_tag_finds_its_campaign_by_id_ad_or_name_within_its_medium(books, tag, found):
    books.advertises(NAVER, "C-1", 1000, name="봄 세일")
    books.advertises(META, "C-2", 1000, name="여름 세일")
    assert campaign_of(books, **tag) == found


def test_two_campaigns_of_one_name_are_not_guessed_between(books):
    books.advertises(NAVER, "C-1", 1000, name="상시")
    books.advertises(NAVER, "C-2", 1000, name="상시 ")
    assert campaign_of(books, source="naver", campaign="상시") == (None, "(미매칭) 상시", "미매칭 (해당 캠페인 여럿)")
    assert books.row("campaign_performance", campaign_name="(미매칭) 상시")["cost"] is None


def test_the_same_name_at_two_media_is_told_apart_by_the_channel(books):
    books.advertises(NAVER, "C-1", 1000, name="상시")
    books.advertises(META, "C-2", 1000, name="상시")
    assert campaign_of(books, source="fb", medium="paid", campaign="상시") == ("C-2", "상시", "캠페인 이름")


def test_an_id_of_another_shop_is_not_of_this_one(books):
    books.advertises(US, "C-9", 10, currency="USD")
    assert campaign_of(books, source="meta", campaign="C-9")[2] == "미매칭"


def test_a_persons_word_goes_before_what_is_found(books):
    books.advertises(NAVER, "C-1", 1000)
    books.advertises(NAVER, "C-2", 500)
    books.types(
        "campaign_map", {"utm_campaign": "C-1", "campaign_id": "c-2"}, {"utm_campaign": "Event", "medium": "메타"}
    )
    assert campaign_of(books, source="naver", campaign="C-1") == ("C-2", "C-2 이름", "직접 지정")
    books.sells(55.0, source="naver", medium="cpc", campaign="EVENT")
    row = books.row("campaign_performance", sales=55)
    assert (row["medium"], row["campaign_name"], row["matched_by"]) == ("메타", "EVENT", "직접 지정")


def test_products_typed_for_a_campaign_do_not_change_where_its_orders_stand(books):
    books.advertises(NAVER, "C-1", 1000, name="봄")
    books.types("campaign_map", {"utm_campaign": "봄", "product_no": "31"}, {"utm_campaign": "봄", "product_no": "32"})
    assert campaign_of(books, source="naver", campaign="봄") == ("C-1", "봄", "캠페인 이름")


def test_channels_that_people_typed_go_before_what_is_usual_a_pair_before_a_source(books):
    books.types(
        "channel_map",
        {"utm_source": "naver", "medium": "인플루언서", "ad_product": "협찬"},
        {"utm_source": "Naver", "utm_medium": "Blog", "medium": "비광고"},
    )
    for amount, medium in ((1, "cpc"), (2, "blog"), (4, None)):
        books.sells(amount, source="NAVER", medium=medium)
    assert books.row("media_performance", medium="인플루언서", ad_product="협찬")["sales"] == 5
    assert books.row("media_performance", medium="비광고")["sales"] == 2


def test_what_nothing_maps_is_unmapped_with_its_amount_and_unpaid_visits_are_no_ads(books):
    for amount, source, medium in (
        (1, "mystery", "x"), (2, "채널 없음", None), (4, "참조 도메인 없음", None), (8, "mystery", "organic"),
        (16, "direct", None),
    ):  # fmt: skip
        books.sells(amount, source=source, medium=medium)
    assert books.row("media_performance", medium="미매핑")["sales"] == 1
    assert books.row("media_performance", medium="비광고")["sales"] == 30
    assert {row["sales"] for row in books.rows("media_performance") if row["date"] == NEXT_DAY} == {0}


def test_a_missing_day_of_a_medium_is_blank_with_the_cause_and_the_others_go_on(books):
    books.advertises(NAVER, "C-1", 1000)
    books.advertises(NAVER, "C-1", 1000, NEXT_DAY)
    books.advertises(META, "C-2", 700, NEXT_DAY)
    books.advertises(META, "C-2", 700)
    books.misses(META, "2026-10-12")
    books.sells(500.0, "2026-10-12", source="meta", campaign="C-2")
    row = books.row("media_performance", date="2026-10-12", ad_product="전환(매출)")
    assert [row[name] for name in ("cost", "clicks", "ctr", "roas", "real_roas", "real_cpa")] == [None] * 6
    assert (row["sales"], row["data_status"]) == (500, "미수집 (메타 광고비: 로그인 필요, 2026-10-11 07:00)")
    whole = books.row("media_performance", date="2026-10-12", medium="메타", ad_product=NO_PRODUCT)
    assert (whole["cost"], whole["data_status"]) == (None, row["data_status"])
    assert books.row("media_performance", date=NEXT_DAY, medium="메타")["cost"] == 700
    assert books.row("media_performance", medium="네이버")["data_status"] == "확정"
    lines = [row for row in books.rows("campaign_performance") if row["date"] == "2026-10-12"]
    assert {(row["campaign_name"], row["cost"]) for row in lines} == {("C-2 이름", None), ("(매체 전체)", None)}


def test_an_account_that_never_answered_leaves_no_product_of_its_medium_whole(books):
    books.advertised.append(Advertised("naver", 12, "mall", 1))
    books.reaches = [*books.reaches, Reach("ad_stats", "naver", 12)]
    books.advertises(NAVER, "C-1", 1000)
    books.misses(("naver", 12), DAY)
    row = books.row("media_performance", medium="네이버", ad_product="파워링크")
    assert (row["cost"], row["data_status"]) == (None, "미수집 (네이버 광고비: 로그인 필요, 2026-10-11 07:00)")


def test_days_before_the_history_of_a_medium_or_after_its_last_reading_are_not_free_of_charge(books):
    books.covers("ad_stats", *NAVER, since=date(2026, 10, 5), until=date(2026, 11, 10))
    books.advertises(NAVER, "C-1", 1000)
    for day in ("2026-10-02", "2026-11-15", TODAY.isoformat()):
        books.sells(10.0, day, source="naver", campaign="C-1")
    before, after, today = (books.row("media_performance", date=day, ad_product="파워링크")
                            for day in ("2026-10-02", "2026-11-15", TODAY.isoformat()))  # fmt: skip
    assert (before["cost"], before["data_status"]) == (None, "미수집 (네이버 광고비: 수집 시작 전)")
    assert (after["cost"], after["data_status"]) == (None, "미수집 (네이버 광고비: 매체 집계 전)")
    assert today["cost"] is None
    # A medium that was not read any more is on the page, orders or not.
    assert books.row("media_performance", date="2026-11-16", medium="네이버")["ad_product"] == NO_PRODUCT


def test_a_medium_without_an_account_has_no_cost_and_says_so(books):
    books.sells(10.0, source="tiktok", medium="paid")
    row = books.row("media_performance", medium="틱톡")
    assert (row["cost"], row["sales"], row["data_status"]) == (None, 10, "미수집 (광고비: 연결된 광고 자료 없음)")


def test_a_day_a_campaign_did_not_run_costs_nothing_and_divides_by_nothing(books):
    books.advertises(NAVER, "C-1", 1000)
    books.sells(10.0, NEXT_DAY, source="naver", campaign="C-1")
    row = books.row("campaign_performance", date=NEXT_DAY)
    assert [row[name] for name in ("cost", "clicks", "real_cpa")] == [0, 0, 0]
    assert [row[name] for name in ("ctr", "cpc", "cpm", "cvr", "cpa", "roas", "real_roas")] == [None] * 7


def test_costs_of_a_foreign_shop_stand_in_its_own_currency_or_not_at_all(books):
    books.sells(60.0, shop=2, source="meta", campaign="C-9")
    books.advertises(US, "C-9", 40.0, currency="USD", cost_in_basis=56_000.0, conversion_value=90.0)
    row = books.row("campaign_performance", shop_no=2)
    assert (row["currency"], row["cost"], row["conversion_value"]) == ("USD", 40, 90)
    assert (row["real_roas"], row["roas"], row["claimed_to_sold"]) == (1.5, 2.25, 1.5)
    books.advertises(US, "C-8", 30_000.0, NEXT_DAY, currency="KRW")
    row = books.row("campaign_performance", shop_no=2, date=NEXT_DAY)
    assert (row["cost"], row["clicks"], row["roas"]) == (None, 50, None)
    assert row["data_status"] == "미수집 (광고비: KRW를 쇼핑몰 통화로 바꿀 수 없음)"


def test_a_cost_that_somebody_typed_has_no_clicks_rather_than_none(books):
    nothing = dict.fromkeys(("impressions", "clicks", "conversions", "conversion_value", "value_in_basis"))
    books.advertises(NAVER, "C-1", 9000.0, **nothing, conversion_date_basis=None)
    row = books.row("media_performance", medium="네이버")
    assert (row["cost"], row["data_status"]) == (9000, "확정")
    assert [row[name] for name in ("impressions", "clicks", "conversions", "cpc", "roas")] == [None] * 5


def test_days_after_the_last_one_of_a_report_file_are_not_told_and_a_typed_cost_ends_when_it_ends(books):
    handed_in = ("naver", 0)
    books.advertised.append(Advertised(*handed_in, "mall", 1))
    books.covers("ad_stats", *handed_in, since=date.min)
    books.advertises(handed_in, "F-1", 100, medium="네이버", ad_product="성과형 디스플레이")
    books.advertises(handed_in, "T-1", 100, medium="인플루언서", ad_product="협찬", impressions=None)
    for source, campaign in (("gfa", "F-1"), ("influ", "T-1")):
        books.sells(10.0, NEXT_DAY, source=source, campaign=campaign)
    told = books.row("campaign_performance", date=NEXT_DAY, medium="네이버")
    assert (told["cost"], told["data_status"]) == (None, "미수집 (네이버 광고비: 보고서 파일 없음)")
    ended = books.row("campaign_performance", date=NEXT_DAY, medium="인플루언서")
    assert (ended["cost"], ended["data_status"]) == (0, "확정")


def test_refunds_stand_on_the_day_of_their_order_whenever_they_came(books):
    books.advertises(NAVER, "C-1", 100)
    order = books.sells(500.0, source="naver", campaign="C-1", first="T")
    books.sells(300.0, source="naver", campaign="C-1")
    books.gives_back(order, 450.0, used_points=50.0)
    row = books.row("campaign_performance")
    assert [row[name] for name in ("sales", "refund_amount", "real_sales", "real_roas")] == [800, 500, 300, 3]
    assert row["first_share"] == 0.5


def test_a_refund_of_unknown_amount_leaves_what_needs_it_blank(books):
    books.gives_back(books.sells(500.0, source="naver"), None)
    row = books.row("media_performance", medium="네이버")
    assert [row[name] for name in ("sales", "refund_amount", "real_sales")] == [500, None, None]
    assert "금액 없는 환불 1건" in row["data_status"]


def test_a_day_whose_orders_ways_are_missing_has_costs_and_no_sales(books):
    books.advertises(NAVER, "C-1", 100)
    books.sells(500.0, NEXT_DAY, source="naver", campaign="C-1")
    books.lacks("order_sources", DAY, "통계 권한 없음, 2026-10-11 07:00")
    row = books.row("media_performance", medium="네이버")
    assert [row[name] for name in ("cost", "order_count", "sales", "real_sales", "real_roas")] == [100, *[None] * 4]
    assert row["data_status"] == "미수집 (유입 주문: 통계 권한 없음, 2026-10-11 07:00)"
    assert books.row("media_performance", medium="비광고")["sales"] is None


def test_where_the_ways_of_orders_are_not_all_of_the_days_sales_a_line_makes_the_column_add_up(books):
    books.sells(500.0, source="naver")
    sales = [{"date": DAY, "hour": hour, "order_amount": 400.0, "order_count": 1, "data_status": "확정"}
             for hour in (9, 10)]  # fmt: skip
    books.land("access_sales", sales)
    row = books.row("media_performance", medium="«날짜 기준 차이»")
    assert (row["sales"], row["order_count"], row["cost"], row["data_status"]) == (300, 1, None, "확정")
    assert (
        sum(row["sales"] for row in books.rows("media_performance") if (row["shop_no"], row["date"]) == (1, DAY)) == 800
    )


@pytest.mark.parametrize(
    ("typed", "product", "visits"),
    [
        ((), NO_PRODUCT, 130),
        (({"utm_source": "naver", "medium": "네이버", "ad_product": "파워링크"},), "파워링크", 100),
        (
            ({"utm_source": "naver", "utm_medium": "cpc", "medium": "네이버", "ad_product": "파워링크"},),
            NO_PRODUCT,
            130,
        ),
    ],
)
def test_visits_are_a_products_where_each_channel_of_the_medium_is_of_one(books, typed, product, visits):
    books.advertises(NAVER, "C-1", 1000)
    books.advertises(NAVER, "C-2", 1000, ad_product="브랜드검색")
    books.types("channel_map", *typed)
    books.visited("naver", 100)
    books.visited("NV_BS_MO", 30)
    row = books.row("media_performance", medium="네이버", ad_product=product)
    assert row["visit_count"] == visits
    assert row["visit_rate"] == pytest.approx(visits / (50 if typed and product != NO_PRODUCT else 100))


def test_a_keyword_finds_its_orders_by_the_word_within_the_campaign_or_where_one_alone_bids_on_it(books):
    def bids(campaign: str, keyword: str) -> dict:
        return {"date": DAY, "medium": "네이버 검색광고", "ad_product": "파워링크", "campaign_id": campaign,
                "campaign_name": campaign, "adgroup_id": "g", "keyword_id": f"{campaign}-{keyword}", "keyword": keyword,
                "device": "PC", "impressions": 10, "clicks": 5, "cost": 50.0, "cost_in_basis": 50.0, "currency": "KRW",
                "conversions": 0.0, "conversion_value": 0.0, "value_in_basis": 0.0, "data_status": "확정"}  # fmt: skip

    books.covers("ad_keyword_stats", *NAVER)
    books.advertises(NAVER, "C-1", 50)
    books.advertises(NAVER, "C-2", 100)
    books.land("ad_keyword_stats", [bids("C-1", "수분 토너"), bids("C-2", "수분 토너"), bids("C-2", "Moram")], *NAVER)
    books.sells(1.0, source="naver", campaign="C-1", keyword="수분  토너")
    books.sells(2.0, source="naver", campaign="x", keyword="수분 토너")
    books.sells(4.0, source="naver", campaign="x", keyword="moram")
    found = {(row["campaign_id"], row["thing_name"]): (row["sales"], row["matched_by"])
             for row in books.rows("keyword_performance")}  # fmt: skip
    assert found == {
        ("C-1", "수분 토너"): (1, "캠페인 ID + 키워드"),
        ("C-2", "수분 토너"): (0, None),
        ("C-2", "Moram"): (4, "키워드"),
        (None, "(미매칭) 수분 토너"): (2, "미매칭"),
    }


def test_an_ad_is_named_by_its_id_or_within_its_campaign_by_its_name(books):
    books.advertises(NAVER, "C-1", 100, ad_id="A-1", ad_name="영상 1")
    books.advertises(NAVER, "C-1", 100, ad_id="A-2", ad_name="영상 2")
    for amount, content in ((1.0, "A-1"), (2.0, "영상+2"), (4.0, "banner"), (8.0, None)):
        books.sells(amount, source="naver", campaign="C-1", content=content)
    lines = {row["thing_name"]: row["sales"] for row in books.rows("ad_performance")}
    assert lines == {"영상 1": 1, "영상 2": 2, "(미매칭) banner": 4, "(UTM 없음)": 8}


def test_an_ad_with_clicks_that_no_order_names_is_listed_unless_a_visit_came_by_its_keyword(books):
    books.advertises(NAVER, "C-1", 100, "2026-11-18")
    books.advertises(META, "C-2", 300, "2026-11-18")
    books.sells(1.0, "2026-11-01", source="naver", campaign="C-9")
    listed = [row["campaign_id"] for row in books.rows("utm_check") if row["kind"] == "광고"]
    assert sorted(listed) == ["C-1", "C-2"]
    books.land(
        "ad_keyword_stats",
        [
            {
                "date": DAY,
                "medium": "네이버 검색광고",
                "campaign_id": "C-1",
                "adgroup_id": "g",
                "keyword_id": "k",
                "keyword": "토너",
                "device": "PC",
                "data_status": "확정",
            }
        ],
        *NAVER,
    )
    books.land("ad_effect", [{"date": DAY, "ad": "naver", "keyword": "토너", "data_status": "확정"}])
    books.visited("naver", 3, "2026-11-18")
    assert [row["campaign_id"] for row in books.rows("utm_check") if row["kind"] == "광고"] == ["C-2"]


@settings(max_examples=5)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["naver", "meta", "mystery", "채널 없음", "KK_x", None]),
            st.sampled_from(["cpc", "bsa", "organic", None]),
            st.sampled_from(["C-1", "C-2", "이름", "x|C-1", "x?y", None]),
            st.sampled_from(["C-1-ad", "C-2-ad", "z", None]),
            st.integers(1, 10**6),
        ),
        max_size=12,
    )
)
def test_no_order_is_lost_or_counted_twice_in_any_report_whatever_its_tag(tmp_path_factory, sales):
    books = AdBooks(tmp_path_factory.mktemp("books"))
    books.advertises(NAVER, "C-1", 100, name="이름")
    books.advertises(META, "C-2", 100, name="이름")
    for source, medium, campaign, content, amount in sales:
        books.sells(amount, source=source, medium=medium, campaign=campaign, content=content)
    total = sum(sale[-1] for sale in sales)
    by_medium, by_campaign, by_ad = (books.rows(f"{name}_performance") for name in ("media", "campaign", "ad"))
    of_ads = sum(row["sales"] for row in by_medium if row["medium"] not in ("비광고", "미매핑"))
    assert sum(row["sales"] for row in by_medium) == total
    assert sum(row["sales"] for row in by_campaign) == total
    assert sum(row["sales"] for row in by_ad) == of_ads
    for rows in (by_medium, by_campaign, by_ad):
        assert sum(row["cost"] or 0 for row in rows) == 200
    books.store.close()
