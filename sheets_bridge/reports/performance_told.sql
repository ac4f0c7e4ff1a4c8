-- What media tell and what orders came to, as lines to be added up: `told_of_ads`. Ends open.
, sold_products AS (SELECT DISTINCT account, shop_no, medium, ad_product FROM media_rows WHERE campaign_id IS NOT NULL),
campaign_labels AS (
    -- Writings that differ in case or in what a second question mark swallowed are one line; the first one names it.
    SELECT account, shop_no, campaign_key, MIN(campaign) AS campaign FROM attributed
    GROUP BY account, shop_no, campaign_key
),
told_of_ads(
    account, shop_no, date, medium, ad_product, campaign_line, campaign_id, campaign_name, adgroup_name, thing_line,
    thing_id, thing_name, in_product, in_campaign, in_thing, ad_rows, impressions, clicks, cost, costless, conversions,
    value, valueless, conversion_date_basis, counting, visits, orders, sales, refunds, refund_unknown, firsts,
    firsts_known, matched_by, utm) AS (
    SELECT account, shop_no, date, medium, ad_product, COALESCE(NULLIF(campaign_id, '-'), campaign_name, '-'),
           campaign_id, campaign_name, adgroup_name, COALESCE(NULLIF(thing_id, '-'), '-'), thing_id, thing_name,
           1, 1, 1, 1, impressions, clicks, cost, CASE WHEN cost IS NULL THEN currency END, conversions, value,
           CASE WHEN value IS NULL AND conversions > 0 THEN 1 ELSE 0 END, conversion_date_basis,
           CASE WHEN data_status = '집계중' THEN 1 ELSE 0 END,
           NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM media_rows WHERE campaign_id IS NOT NULL AND data_status NOT LIKE '미수집%'
    UNION ALL
    SELECT o.account, o.shop_no, o.date, o.medium, o.ad_product,
           CASE WHEN o.campaign_id IS NOT NULL THEN o.campaign_id WHEN o.campaign_key = '' THEN '(UTM 없음)'
                WHEN o.matched_by LIKE '직접 지정%' THEN o.campaign_key ELSE '(미매칭) ' || o.campaign_key END,
           o.campaign_id,
           CASE WHEN o.in_ads = 1 THEN o.campaign_name WHEN o.campaign_key = '' THEN '(UTM 없음)'
                WHEN o.matched_by LIKE '직접 지정%' THEN l.campaign
                ELSE '(미매칭) ' || l.campaign END,
           NULL, o.thing_line, o.thing_id, COALESCE(o.thing_name, o.thing_said),
           CASE WHEN p.ad_product IS NULL THEN 0 ELSE 1 END, o.in_ads, CASE WHEN o.thing_id IS NULL THEN 0 ELSE 1 END,
           0, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, 0,
           NULL, 1, o.order_amount, o.refund_amount, o.refund_unknown,
           CASE WHEN o.first_order = 'T' THEN 1 ELSE 0 END, CASE WHEN o.first_order IN ('T', 'F') THEN 1 ELSE 0 END,
           o.matched_by,
           COALESCE(o.ad, '(없음)') || ' / ' || COALESCE(o.utm_medium, '(없음)') || ' / ' || COALESCE(o.campaign, '(없음)')
    FROM order_things AS o
    JOIN campaign_labels AS l
      ON l.account = o.account AND l.shop_no = o.shop_no AND l.campaign_key = o.campaign_key
    LEFT JOIN sold_products AS p
      ON p.account = o.account AND p.shop_no = o.shop_no AND p.medium = o.medium AND p.ad_product = o.ad_product
)
