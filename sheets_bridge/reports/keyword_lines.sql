-- What performance reports add up, at the grain of keywords; what media show without a keyword is not in it.
-- After attribution; ends open.
, media_rows AS (
    SELECT a.mall AS account, a.mall_shop_no AS shop_no, s.account AS login, s.shop_no AS ad_account, s.date, m.medium,
           CASE WHEN s.ad_product IS NULL OR s.ad_product = '미확인' THEN '(상품 구분 없음)' ELSE s.ad_product END
               AS ad_product,
           s.campaign_id, s.campaign_name, s.adgroup_name, COALESCE(join_key(s.keyword), s.keyword_id) AS thing_id,
           s.keyword AS thing_name, s.currency, s.impressions, s.clicks,
           CASE WHEN COALESCE(c.currency, 'KRW') = 'KRW' THEN s.cost_in_basis
                WHEN s.currency = c.currency THEN s.cost_own_currency END AS cost,
           s.conversions,
           CASE WHEN COALESCE(c.currency, 'KRW') = 'KRW' THEN s.value_in_basis
                WHEN s.currency = c.currency THEN s.conversion_value END AS value,
           s.conversion_date_basis, s.data_status
    FROM ad_keyword_stats AS s
    JOIN advertised AS a ON a.account = s.account AND a.shop_no = s.shop_no
    JOIN media AS m ON m.label = s.medium
    LEFT JOIN shop_currency AS c ON c.account = a.mall AND c.shop_no = a.mall_shop_no
),
keywords AS (
    SELECT account, shop_no, medium, campaign_id, thing_id, MAX(ad_product) AS ad_product,
           MAX(campaign_name) AS campaign_name, MAX(thing_name) AS thing_name
    FROM media_rows WHERE campaign_id IS NOT NULL AND campaign_id <> '-' AND thing_name IS NOT NULL
    GROUP BY account, shop_no, medium, campaign_id, thing_id
),
words AS (
    SELECT a.*, join_key(a.keyword) AS word FROM attributed AS a
    WHERE a.medium NOT IN ('비광고', '미매핑') AND join_key(a.keyword) IS NOT NULL
),
words_read AS (
    -- Within the campaign an order is matched to; without one, where just one campaign of the medium bids on the word.
    SELECT w.order_id, w.account, w.shop_no, MAX(k.campaign_id) AS campaign_id, MAX(k.thing_id) AS thing_id,
           MAX(k.thing_name) AS thing_name, MAX(k.campaign_name) AS campaign_name, MAX(k.ad_product) AS ad_product
    FROM words AS w
    JOIN keywords AS k
      ON k.account = w.account AND k.shop_no = w.shop_no AND k.medium = w.medium AND k.thing_id = w.word
     AND (k.campaign_id = w.campaign_id OR w.in_ads = 0)
    GROUP BY w.order_id, w.account, w.shop_no
    HAVING COUNT(*) = 1
),
order_things AS (
    SELECT w.account, w.shop_no, w.date, w.order_id, w.order_amount, w.refund_amount, w.refund_unknown, w.first_order,
           w.data_status, w.ad, w.utm_medium, w.campaign, w.campaign_key, w.medium,
           COALESCE(k.ad_product, w.ad_product) AS ad_product, COALESCE(k.campaign_id, w.campaign_id) AS campaign_id,
           COALESCE(k.campaign_name, w.campaign_name) AS campaign_name,
           CASE WHEN k.campaign_id IS NOT NULL THEN 1 ELSE w.in_ads END AS in_ads,
           CASE WHEN k.thing_id IS NULL THEN '미매칭'
                WHEN w.in_ads = 0 THEN '키워드' ELSE w.matched_by || ' + 키워드' END AS matched_by,
           k.thing_id, k.thing_name, COALESCE(k.thing_id, '(미매칭) ' || w.word) AS thing_line,
           '(미매칭) ' || w.keyword AS thing_said
    FROM words AS w
    LEFT JOIN words_read AS k ON k.order_id = w.order_id AND k.account = w.account AND k.shop_no = w.shop_no
)
