-- What performance reports add up, at the grain of ads: `told_of_ads`. After attribution; ends open.
, media_rows AS (
    SELECT a.mall AS account, a.mall_shop_no AS shop_no, s.account AS login, s.shop_no AS ad_account, s.date, m.medium,
           CASE WHEN s.ad_product IS NULL OR s.ad_product = '미확인' THEN '(상품 구분 없음)' ELSE s.ad_product END
               AS ad_product,
           s.campaign_id, s.campaign_name, s.adgroup_name, s.ad_id AS thing_id, s.ad_name AS thing_name,
           s.landing_product_no, s.currency,
           s.impressions, s.clicks,
           CASE WHEN COALESCE(c.currency, 'KRW') = 'KRW' THEN s.cost_in_basis
                WHEN s.currency = c.currency THEN s.cost_own_currency END AS cost,
           s.conversions,
           CASE WHEN COALESCE(c.currency, 'KRW') = 'KRW' THEN s.value_in_basis
                WHEN s.currency = c.currency THEN s.conversion_value END AS value,
           s.conversion_date_basis, s.data_status
    FROM ad_stats AS s
    JOIN advertised AS a ON a.account = s.account AND a.shop_no = s.shop_no
    JOIN media AS m ON m.label = s.medium
    LEFT JOIN shop_currency AS c ON c.account = a.mall AND c.shop_no = a.mall_shop_no
),
order_things AS (
    -- Which ad an order came by, or how the line is called that it stands in.
    SELECT a.*, a.ad_id AS thing_id, a.ad_name AS thing_name,
           CASE WHEN a.ad_id IS NOT NULL THEN a.ad_id WHEN COALESCE(a.content, '') = '' THEN '(UTM 없음)'
                ELSE '(미매칭) ' || join_key(a.content) END AS thing_line,
           CASE WHEN COALESCE(a.content, '') = '' THEN '(UTM 없음)' ELSE '(미매칭) ' || a.content END AS thing_said
    FROM attributed AS a
)
