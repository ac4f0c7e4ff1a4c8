-- How people in Korea write utm_source and utm_medium, and what Cafe24 itself calls channels: which medium and product
-- is meant where nobody said so on the tab 채널 매핑. In the form of join keys: one case, blanks as one.
-- Ends open: more CTEs follow.
WITH RECURSIVE
source_habits(pattern, medium, ad_product) AS (VALUES
    -- Cafe24's own words for visits without an ad, and how analytics tools write them.
    ('', '비광고', NULL), ('(없음)', '비광고', NULL), ('채널 없음', '비광고', NULL), ('참조 도메인 없음', '비광고', NULL),
    ('direct', '비광고', NULL), ('(direct)', '비광고', NULL), ('(none)', '비광고', NULL),
    ('naver', '네이버', NULL), ('네이버', '네이버', NULL), ('nv', '네이버', NULL), ('na-pc', '네이버', NULL),
    ('na-mo', '네이버', NULL), ('naver[_. -]*', '네이버', NULL), ('nv[_-]*', '네이버', NULL), ('네이버[_ -]*', '네이버', NULL),
    ('nv[_-]bs[_-]*', '네이버', '브랜드검색'), ('nv[_-]bs', '네이버', '브랜드검색'),
    ('네이버 브랜드 검색', '네이버', '브랜드검색'), ('네이버 브랜드검색', '네이버', '브랜드검색'),
    ('네이버 쇼핑', '네이버', '쇼핑검색'), ('네이버 쇼핑검색', '네이버', '쇼핑검색'), ('네이버 쇼핑 검색', '네이버', '쇼핑검색'),
    ('네이버 파워링크', '네이버', '파워링크'), ('네이버 파워컨텐츠', '네이버', '파워컨텐츠'),
    ('gfa', '네이버', '성과형 디스플레이'), ('naver[_-]gfa', '네이버', '성과형 디스플레이'),
    ('nv[_-]gfa', '네이버', '성과형 디스플레이'),
    ('meta', '메타', NULL), ('메타', '메타', NULL), ('facebook', '메타', NULL), ('페이스북', '메타', NULL), ('fb', '메타', NULL),
    ('instagram', '메타', NULL), ('인스타그램', '메타', NULL), ('ig', '메타', NULL), ('insta', '메타', NULL),
    -- {{site_source_name}} of Meta also says these two.
    ('an', '메타', NULL), ('msg', '메타', NULL),
    ('meta[_. -]*', '메타', NULL), ('facebook[_. -]*', '메타', NULL), ('instagram[_. -]*', '메타', NULL),
    ('fb[_-]*', '메타', NULL), ('ig[_-]*', '메타', NULL),
    ('google', '구글', NULL), ('구글', '구글', NULL), ('gg', '구글', NULL), ('adwords', '구글', NULL),
    ('gdn', '구글', '디스플레이'), ('youtube', '구글', '동영상'), ('유튜브', '구글', '동영상'),
    ('google[_. -]*', '구글', NULL), ('gg[_-]*', '구글', NULL),
    ('kakao', '카카오', NULL), ('카카오', '카카오', NULL), ('kk', '카카오', NULL), ('daum', '카카오', NULL), ('다음', '카카오', NULL),
    ('kakaomoment', '카카오', NULL), ('kakao[_. -]*', '카카오', NULL), ('kk[_-]*', '카카오', NULL), ('카카오[_ -]*', '카카오', NULL),
    ('kk[_-]bs[_-]*', '카카오', '브랜드검색'), ('kk[_-]bs', '카카오', '브랜드검색'),
    ('kk[_-]bb[_-]*', '카카오', '비즈보드'), ('kk[_-]bb', '카카오', '비즈보드'), ('카카오 비즈보드', '카카오', '비즈보드'),
    ('tiktok', '틱톡', NULL), ('틱톡', '틱톡', NULL), ('tiktok[_. -]*', '틱톡', NULL),
    ('criteo', '크리테오', NULL), ('크리테오', '크리테오', NULL), ('criteo[_. -]*', '크리테오', NULL),
    ('daangn', '당근', NULL), ('karrot', '당근', NULL), ('당근', '당근', NULL)
),
group_habits(medium, pattern, ad_product) AS (VALUES
    ('네이버', 'cpc', '파워링크'), ('네이버', 'paidsearch', '파워링크'), ('네이버', 'paid_search', '파워링크'),
    ('네이버', 'powerlink', '파워링크'), ('네이버', '파워링크', '파워링크'),
    ('네이버', 'bsa', '브랜드검색'), ('네이버', 'search_brand', '브랜드검색'), ('네이버', 'brandsearch', '브랜드검색'),
    ('네이버', 'brand_search', '브랜드검색'), ('네이버', '브랜드검색', '브랜드검색'),
    ('네이버', 'shopping', '쇼핑검색'), ('네이버', 'shoppingsearch', '쇼핑검색'), ('네이버', '쇼핑', '쇼핑검색'),
    ('네이버', '쇼핑검색', '쇼핑검색'), ('네이버', 'powercontents', '파워컨텐츠'), ('네이버', '파워컨텐츠', '파워컨텐츠'),
    ('네이버', 'place', '플레이스'), ('네이버', '플레이스', '플레이스'),
    ('네이버', 'gfa', '성과형 디스플레이'), ('네이버', 'da', '성과형 디스플레이'), ('네이버', 'display', '성과형 디스플레이'),
    ('카카오', 'bizboard', '비즈보드'), ('카카오', '비즈보드', '비즈보드'), ('카카오', 'bsa', '브랜드검색'),
    ('카카오', 'keyword', '키워드광고'), ('카카오', 'keyword_ad', '키워드광고'), ('카카오', '키워드광고', '키워드광고'),
    ('카카오', 'paidsearch', '키워드광고'), ('카카오', 'cpc', '키워드광고'),
    ('카카오', 'da', '디스플레이'), ('카카오', 'display', '디스플레이'), ('카카오', 'message', '메시지'),
    ('구글', 'cpc', '검색'), ('구글', 'paidsearch', '검색'), ('구글', 'search', '검색'), ('구글', 'pmax', '실적최대화'),
    ('구글', 'performance_max', '실적최대화'), ('구글', 'da', '디스플레이'), ('구글', 'display', '디스플레이'),
    ('구글', 'gdn', '디스플레이'), ('구글', 'video', '동영상'), ('구글', 'shopping', '쇼핑'), ('구글', 'demandgen', '디맨드젠')
),
unpaid_groups(pattern) AS (VALUES
    ('organic'), ('referral'), ('email'), ('e-mail'), ('newsletter'), ('blog'), ('cafe'), ('sms'), ('lms'), ('push')
)
