"""The campaigns of the pretend brand, with the tags people really write: most in order, some in capitals, some
without a campaign, some with a second question mark that swallows what follows."""

from sheets_bridge.sandbox.story.campaigns import Ad, AdGroup, Campaign, Keyword

_HOME = "https://moram-beauty.example/"
_ITEM = "https://moram-beauty.example/product/detail.html"
_GLOBAL = "https://global.moram-beauty.example/"

_BY_ID = "&utm_campaign={campaign}&utm_content={ad}"
_POWERLINK = _HOME + "?utm_source=naver&utm_medium=cpc&utm_term={keyword}" + _BY_ID
_POWERLINK_LOUD = _HOME + "?utm_source=NAVER&utm_medium=paidsearch&utm_campaign=일반키워드_2026&utm_term={keyword}"
_POWERLINK_MIXED = _HOME + "?utm_source=Naver&utm_medium=CPC&utm_campaign=일반키워드_2026&utm_term={keyword}"
_META_SOCIAL = _HOME + "?utm_source=meta&utm_medium=paid_social" + _BY_ID
_GOOGLE_SEARCH = "?utm_source=google&utm_medium=cpc&utm_term={keyword}" + _BY_ID
_NAVER_ALONE = "&n_campaign_type=2&n_media=27758&n_query={keyword}&n_rank=2&n_ad_group={group}&n_ad={ad}"
"""No tags of the brand's own, only Naver's automatic ones."""

_SEARCH = ("search.naver.com/search.naver", "m.search.naver.com/search.naver")
_SHOPPING = ("search.shopping.naver.com/search/all", "msearch.shopping.naver.com/search/all")
_FACEBOOK = ("l.facebook.com/l.php", "l.instagram.com/")
_GOOGLE = ("www.google.com/", "www.google.com/")
_DAUM = ("search.daum.net/search", "m.search.daum.net/search")
_IN_THE_APP = ("", "")


def _naver(kind: str, number: int) -> str:
    """An id as Naver writes them: cmp-, grp-, nad-, nkw-."""
    return f"{kind}-a001-01-{number:015d}"


def _naver_group(number: int, name: str, landing: str, *words: str) -> AdGroup:
    """Two ads, the second shown less, for some words."""
    ads = (
        Ad(_naver("nad", number * 10 + nth), f"{name} 소재{nth}", landing, weight)
        for nth, weight in ((1, 1.0), (2, 0.5))
    )
    keywords = (Keyword(_naver("nkw", number * 100 + nth), word) for nth, word in enumerate(words))
    return AdGroup(_naver("grp", number), name, tuple(ads), tuple(keywords))


NAVER = (
    Campaign(
        _naver("cmp", 3101), "naver", "파워링크", "01_파워링크_브랜드키워드", 1, 150_000,
        (
            _naver_group(4101, "브랜드_자사명", _POWERLINK, "모람뷰티", "모람 뷰티", "모람 공식몰"),
            _naver_group(4102, "브랜드_제품명", _POWERLINK, "모람 토너", "모람 선크림"),
        ),
        pull=6.0, buys=2.2, mobile=0.68, referrers=_SEARCH, engine="네이버",
    ),
    Campaign(
        _naver("cmp", 3102), "naver", "파워링크", "02_파워링크_일반키워드", 1, 300_000,
        (
            _naver_group(4111, "일반_스킨케어", _POWERLINK_LOUD, "수분 토너", "약산성 클렌징폼", "비타민C 세럼"),
            _naver_group(4112, "일반_메이크업", _POWERLINK_MIXED, "촉촉 립틴트", "톤업 선쿠션"),
        ),
        pull=9.0, buys=0.7, mobile=0.74, referrers=_SEARCH, engine="네이버",
    ),
    Campaign(
        _naver("cmp", 3103), "naver", "쇼핑검색", "03_쇼핑검색_전체상품", 1, 200_000,
        (
            _naver_group(4121, "쇼핑_베스트", _ITEM + "?product_no=31" + _NAVER_ALONE, "립틴트", "마스크팩"),
            _naver_group(4122, "쇼핑_의류", _ITEM + "?product_no=131" + _NAVER_ALONE, "오버핏 후드집업", "린넨 셔츠"),
        ),
        pull=8.0, buys=1.3, mobile=0.78, referrers=_SHOPPING, engine="네이버",
    ),
    Campaign(
        _naver("cmp", 3104), "naver", "브랜드검색", "04_브랜드검색_PCMO", 1, 60_000,
        (
            _naver_group(
                4131, "브랜드검색_라이트형",
                _HOME + "event/main.html?utm_source=NV_BS_MO&utm_medium=BSA&utm_campaign=브랜드검색&utm_term={keyword}",
                "모람뷰티", "모람",
            ),
        ),
        pull=5.0, buys=2.6, mobile=0.8, referrers=_SEARCH, engine="네이버",
    ),
)  # fmt: skip

META = (
    Campaign(
        "120210345678900101", "meta", "전환", "META_ASC_전환_상시", 1, 400_000,
        (
            AdGroup("120210345678900201", "ASC_전체", (
                Ad("120210345678900301", "영상_사용후기_15초", _META_SOCIAL),
                Ad("120210345678900302", "이미지_1+1 혜택", _META_SOCIAL, 0.7),
            )),
        ),
        pull=11.0, buys=0.8, mobile=0.96, referrers=_FACEBOOK,
    ),
    Campaign(
        # the campaign forgotten, the source by another habit
        "120210345678900102", "meta", "카탈로그", "META_리타겟팅_카탈로그", 1, 150_000,
        (
            AdGroup("120210345678900202", "RT_장바구니 30일", (
                Ad("120210345678900303", "캐러셀_카탈로그",
                   _ITEM + "?product_no=43&utm_source=Instagram&utm_medium=sns&utm_content=carousel_a"),
            )),
        ),
        pull=5.0, buys=1.9, mobile=0.95, referrers=_FACEBOOK, runs="fortnights",
    ),
    Campaign(
        # a second question mark where & should stand: utm_source is lost, and with it the whole tag
        "120210345678900103", "meta", "트래픽", "META_신제품_런칭", 1, 100_000,
        (
            AdGroup("120210345678900203", "관심사_뷰티 2534", (
                Ad("120210345678900304", "영상_런칭티저",
                   _ITEM + "?product_no=76?utm_source=meta&utm_medium=paid_social&utm_campaign=launch_teaser"),
            )),
        ),
        pull=3.0, buys=0.4, mobile=0.97, referrers=_FACEBOOK, runs="workdays",
    ),
    Campaign(
        "120215556677800101", "meta", "전환", "US_ASC_Prospecting", 2, 120,
        (
            AdGroup("120215556677800201", "US_Broad", (
                Ad("120215556677800301", "UGC_toner_v2",
                   _GLOBAL + "?utm_source=facebook&utm_medium=paid&utm_campaign=US_ASC_Prospecting&utm_content={ad}"),
            )),
        ),
        pull=22.0, buys=0.8, mobile=0.85, referrers=_FACEBOOK,
    ),
)  # fmt: skip

GOOGLE = (
    Campaign(
        "21458890011", "google", "검색", "GG_Search_Brand", 1, 80_000,
        (
            AdGroup(
                "162200110011", "Brand_Exact",
                (Ad("702200330011", "RSA_브랜드", _HOME + _GOOGLE_SEARCH),),
                (Keyword("350000110001", "moram beauty"), Keyword("350000110002", "모람뷰티")),
            ),
        ),
        pull=3.0, buys=1.8, mobile=0.55, referrers=_GOOGLE, engine="구글",
    ),
    Campaign(
        "21458890012", "google", "실적최대화", "GG_PMax 전체상품", 1, 250_000,
        (
            AdGroup("6600220011", "애셋그룹_베스트", (
                Ad("702200330021", "PMax_베스트",
                   _HOME + "?utm_source=Google&utm_medium=pmax&utm_campaign=PMax+%EC%A0%84%EC%B2%B4%EC%83%81%ED%92%88"),
            )),
        ),
        pull=6.0, buys=0.9, mobile=0.7, referrers=_GOOGLE,
    ),
    Campaign(
        "21458891001", "google", "검색", "US_Search_K-beauty", 2, 80,
        (
            AdGroup(
                "162200119001", "Generic",
                (Ad("702200339001", "RSA_generic", _GLOBAL + _GOOGLE_SEARCH),),
                (Keyword("350000119001", "korean toner"), Keyword("350000119002", "mugwort essence")),
            ),
        ),
        pull=14.0, buys=1.1, mobile=0.6, referrers=_GOOGLE, engine="구글",
    ),
)  # fmt: skip

_BIZBOARD = _HOME + "?utm_source=kakao&utm_medium=bizboard&utm_campaign=KK_비즈보드_상시&utm_content={ad}"
_KEYWORD_AD = _HOME + "?utm_source=kakao&utm_medium=keyword&utm_term={keyword}" + _BY_ID
KAKAO = (
    Campaign(
        "1204501", "kakao", "비즈보드", "KK_비즈보드_상시", 1, 200_000,
        (
            AdGroup("2304501", "비즈보드_2040여성", (
                Ad("3404501", "오브젝트_토너", _BIZBOARD),
                Ad("3404502", "썸네일_선쿠션", _BIZBOARD, 0.6),
            )),
        ),
        pull=7.0, buys=0.6, mobile=1.0, referrers=_IN_THE_APP,
    ),
    Campaign(
        # the second question mark and what follows become part of the campaign's name
        "1204502", "kakao", "비즈보드", "KK_비즈보드_세일", 1, 500_000,
        (
            AdGroup("2304502", "비즈보드_전체", (
                Ad("3404511", "세일_최대50%",
                   _HOME + "event/?utm_source=KK_BB_MO&utm_medium=BizBoard&utm_campaign=sale_50?utm_content=b1"),
            )),
        ),
        pull=12.0, buys=0.8, mobile=1.0, referrers=_IN_THE_APP, runs="sales",
    ),
    Campaign(
        "1204601", "kakao", "키워드광고", "KK_키워드_브랜드+일반", 1, 50_000,
        (
            AdGroup(
                "2304601", "키워드_스킨케어",
                (Ad("3404601", "키워드 소재_공식몰", _KEYWORD_AD),),
                (Keyword("4404601", "모람뷰티"), Keyword("4404602", "수분크림 추천"), Keyword("4404603", "쑥 에센스")),
            ),
        ),
        pull=4.0, buys=1.2, mobile=0.72, referrers=_DAUM, engine="다음",
    ),
)  # fmt: skip

CAMPAIGNS = (*NAVER, *META, *GOOGLE, *KAKAO)
"""All campaigns of all shops."""
