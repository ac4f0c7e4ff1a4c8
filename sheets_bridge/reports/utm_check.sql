, medium_hints(part, medium) AS (VALUES
    -- A part of a source that nobody mapped, and the medium it may mean: proposed, never taken.
    ('naver', '네이버'), ('네이버', '네이버'), ('kakao', '카카오'), ('카카오', '카카오'), ('daum', '카카오'), ('google', '구글'),
    ('구글', '구글'), ('youtube', '구글'), ('gdn', '구글'), ('facebook', '메타'), ('insta', '메타'), ('meta', '메타'), ('페이스북', '메타'),
    ('인스타', '메타'), ('tiktok', '틱톡'), ('틱톡', '틱톡'), ('criteo', '크리테오'), ('당근', '당근'), ('influ', '인플루언서'),
    ('인플', '인플루언서'), ('blog', '비광고'), ('블로그', '비광고'), ('mail', '비광고'), ('sms', '비광고'), ('profile', '비광고'),
    ('bio', '비광고'), ('프로필', '비광고')
),
lately AS (
    SELECT * FROM attributed WHERE date > date(:today, '-30 days')
),
channel_visits AS (
    SELECT account, shop_no, COALESCE(ad, '(없음)') AS ad, COALESCE(ad_key, '') AS ad_key, SUM(visit_count) AS visits,
           MAX(date) AS date
    FROM visit_ads WHERE date > date(:today, '-30 days') AND data_status NOT LIKE '미수집%'
    GROUP BY account, shop_no, COALESCE(ad, '(없음)'), COALESCE(ad_key, '')
),
written AS (
    SELECT o.account, o.shop_no, MAX(o.date) AS date, COALESCE(o.ad, '(없음)') AS ad, o.utm_medium, o.campaign, o.medium,
           o.ad_product, MAX(o.campaign_name) AS campaign_name, MIN(o.matched_by) AS matched_by,
           SUM(CASE WHEN o.content LIKE '%?%' OR o.campaign LIKE '%?%' OR o.utm_medium LIKE '%?%' OR o.ad LIKE '%?%'
                    THEN 1 ELSE 0 END) AS swallowed,
           COUNT(*) AS orders, SUM(o.order_amount) AS sales
    FROM lately AS o
    GROUP BY o.account, o.shop_no, COALESCE(o.ad, '(없음)'), o.utm_medium, o.campaign, o.medium, o.ad_product
),
channel_of AS (
    SELECT v.ad_key,
           COALESCE((SELECT t.medium FROM channel_typed AS t WHERE t.ad_key = v.ad_key ORDER BY t.medium_key, t.row_no LIMIT 1),
                    (SELECT h.medium FROM source_habits AS h WHERE v.ad_key GLOB h.pattern
                     ORDER BY length(h.pattern) DESC LIMIT 1), '미매핑') AS medium
    FROM (SELECT DISTINCT ad_key FROM channel_visits) AS v
),
keywords_seen AS (
    -- A visit tells its keyword: a campaign that bids on one that was seen has its links tagged.
    SELECT DISTINCT e.account, e.shop_no, c.medium, join_key(e.keyword) AS word
    FROM ad_effect AS e
    JOIN channel_of AS c ON c.ad_key = COALESCE(join_key(e.ad), '')
    WHERE e.data_status NOT LIKE '미수집%' AND join_key(e.keyword) IS NOT NULL
),
campaign_words AS (
    SELECT DISTINCT a.mall AS account, a.mall_shop_no AS shop_no, m.medium, k.campaign_id, join_key(k.keyword) AS word
    FROM ad_keyword_stats AS k
    JOIN advertised AS a ON a.account = k.account AND a.shop_no = k.shop_no
    JOIN media AS m ON m.label = k.medium
    WHERE k.keyword IS NOT NULL
),
live AS (
    SELECT a.mall AS account, a.mall_shop_no AS shop_no, m.medium, s.campaign_id, MAX(s.date) AS date,
           SUM(s.clicks) AS clicks,
           SUM(CASE WHEN COALESCE(c.currency, 'KRW') = 'KRW' THEN s.cost_in_basis
                    WHEN s.currency = c.currency THEN s.cost_own_currency END) AS cost
    FROM ad_stats AS s
    JOIN advertised AS a ON a.account = s.account AND a.shop_no = s.shop_no
    JOIN media AS m ON m.label = s.medium
    LEFT JOIN shop_currency AS c ON c.account = a.mall AND c.shop_no = a.mall_shop_no
    WHERE s.date > date(:today, '-14 days') AND s.clicks > 0 AND s.campaign_id <> '-'
    GROUP BY a.mall, a.mall_shop_no, m.medium, s.campaign_id
),
unnamed AS (
    SELECT l.*, c.campaign_name, c.ad_product
    FROM live AS l
    JOIN campaigns AS c
      ON c.account = l.account AND c.shop_no = l.shop_no AND c.medium = l.medium AND c.campaign_id = l.campaign_id
    WHERE NOT EXISTS (SELECT 1 FROM attributed AS o
                      WHERE o.account = l.account AND o.shop_no = l.shop_no AND o.medium = l.medium
                        AND o.campaign_id = l.campaign_id)
      AND NOT EXISTS (SELECT 1 FROM campaign_words AS w
                      JOIN keywords_seen AS k
                        ON k.account = w.account AND k.shop_no = w.shop_no AND k.medium = w.medium AND k.word = w.word
                      WHERE w.account = l.account AND w.shop_no = l.shop_no AND w.medium = l.medium
                        AND w.campaign_id = l.campaign_id)
),
checked AS (
    SELECT w.account, w.shop_no, w.date, 'UTM' AS kind,
           w.ad || ' / ' || COALESCE(w.utm_medium, '') || ' / ' || COALESCE(w.campaign, '') AS utm_line,
           w.ad, w.utm_medium, w.campaign, w.medium, w.ad_product, NULL AS campaign_id, w.campaign_name, w.matched_by,
           v.visits, w.orders, w.sales, NULL AS clicks, NULL AS cost,
           CASE WHEN w.medium = '비광고' THEN '광고 아님'
                WHEN w.swallowed > 0 THEN '물음표(?)가 두 번 들어간 주소'
                WHEN w.medium = '미매핑' THEN '채널 매핑에 없음'
                WHEN w.matched_by IN ('직접 지정', '캠페인 ID', '소재 ID', '캠페인 이름') THEN '정상'
                WHEN w.campaign IS NULL THEN 'utm_campaign 없음'
                WHEN w.matched_by LIKE '%여럿%' THEN '같은 이름의 캠페인이 여럿'
                ELSE '맞는 캠페인을 찾지 못함' END AS problem
    FROM written AS w
    LEFT JOIN channel_visits AS v ON v.account = w.account AND v.shop_no = w.shop_no AND v.ad = w.ad
    UNION ALL
    SELECT v.account, v.shop_no, v.date, '방문만', v.ad, v.ad, NULL, NULL, c.medium, NULL, NULL, NULL, NULL,
           v.visits, 0, 0, NULL, NULL,
           CASE c.medium WHEN '비광고' THEN '광고 아님' WHEN '미매핑' THEN '채널 매핑에 없음' ELSE '주문 없음' END
    FROM channel_visits AS v
    JOIN channel_of AS c ON c.ad_key = v.ad_key
    WHERE NOT EXISTS (SELECT 1 FROM written AS w WHERE w.account = v.account AND w.shop_no = v.shop_no AND w.ad = v.ad)
    UNION ALL
    SELECT account, shop_no, date, '광고', medium || ' ' || campaign_id, NULL, NULL, NULL, medium, ad_product,
           campaign_id, campaign_name, NULL, NULL, NULL, NULL, clicks, cost, 'UTM 없음?'
    FROM unnamed
),
uncollected AS (
    SELECT account, shop_no, COUNT(DISTINCT date) AS days FROM order_sources
    WHERE data_status LIKE '미수집%' AND date > date(:today, '-30 days') GROUP BY account, shop_no
)
SELECT c.account, c.shop_no, c.date, c.kind, c.utm_line, c.ad, c.utm_medium, c.campaign, c.problem,
       CASE WHEN c.problem = '물음표(?)가 두 번 들어간 주소' THEN '광고 주소의 두 번째 ?를 &로 바꾸세요'
            WHEN c.problem = '채널 매핑에 없음'
            THEN COALESCE('채널 매핑 탭에 «' || c.ad || '» → ' || (SELECT h.medium FROM medium_hints AS h
                                                          WHERE instr(lower(c.ad || ' ' || COALESCE(c.utm_medium, '')), h.part) > 0
                                                          ORDER BY length(h.part) DESC LIMIT 1) || '로 적으세요',
                          '채널 매핑 탭에 «' || c.ad || '»의 매체를 적으세요')
            WHEN c.problem = 'utm_campaign 없음' THEN '광고 주소에 utm_campaign=캠페인 ID를 넣으세요'
            WHEN c.problem IN ('맞는 캠페인을 찾지 못함', '같은 이름의 캠페인이 여럿')
            THEN 'utm_campaign을 캠페인 ID로 바꾸거나, 캠페인·상품 매핑 탭에 «' || c.campaign || '»의 캠페인 ID를 적으세요'
            WHEN c.problem = 'UTM 없음?' THEN '광고 주소에 utm_source, utm_medium, utm_campaign=' || c.campaign_id || '를 넣으세요'
            END AS advice,
       c.medium, c.ad_product, c.campaign_id, c.campaign_name, c.matched_by, c.visits AS visit_count,
       c.orders AS order_count, ROUND(c.sales, 2) AS sales, c.clicks, ROUND(c.cost, 2) AS cost,
       CASE WHEN u.days > 0 THEN '미수집 (유입 주문 ' || u.days || '일)' ELSE '집계중' END AS data_status
FROM checked AS c
LEFT JOIN uncollected AS u ON u.account = c.account AND u.shop_no = c.shop_no
