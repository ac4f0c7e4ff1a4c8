-- Which ad led to which order: `attributed` has one row per order that Cafe24 Analytics tells a way of (docs/reports-ads.md
-- has the rules in words). After channel_habits and shop_currency; ends open.
, media(label, medium) AS MATERIALIZED (
    -- One medium under several labels is one: 네이버 검색광고 by its API and 네이버 out of a file.
    SELECT label,
           CASE WHEN label LIKE '네이버%' THEN '네이버' WHEN label LIKE '카카오%' THEN '카카오' WHEN label LIKE '구글%' THEN '구글'
                WHEN label LIKE '메타%' THEN '메타' ELSE label END
    FROM (SELECT medium AS label FROM ad_stats WHERE medium IS NOT NULL
          UNION SELECT medium FROM channel_map WHERE medium IS NOT NULL
          UNION SELECT medium FROM campaign_map WHERE medium IS NOT NULL) AS labels
),
ads_shown AS MATERIALIZED (
    -- Every ad that was ever told of, at its latest. Days are many and ads are few: added up first, joined after.
    SELECT a.mall AS account, a.mall_shop_no AS shop_no, m.medium, s.campaign_id, s.ad_id, s.campaign_key,
           s.campaign_name, s.ad_name, s.ad_product, MAX(s.last_date) AS last_date
    FROM (SELECT account, shop_no, medium, campaign_id, ad_id, campaign_key, campaign_name, ad_name, ad_product,
                 MAX(date) AS last_date
          FROM ad_stats WHERE campaign_id IS NOT NULL
          GROUP BY ad_id, campaign_id, ad_name, campaign_name, campaign_key, ad_product, medium, account, shop_no) AS s
    JOIN advertised AS a ON a.account = s.account AND a.shop_no = s.shop_no
    JOIN media AS m ON m.label = s.medium
    GROUP BY a.mall, a.mall_shop_no, m.medium, s.campaign_id, s.ad_id, s.campaign_key, s.campaign_name, s.ad_name,
             s.ad_product
),
ads_named AS MATERIALIZED (
    -- By which words a tag's content may name an ad: made once for each ad.
    SELECT account, shop_no, medium, campaign_id, ad_id, ad_name, lower(ad_id) AS id_key, join_key(ad_name) AS name_key
    FROM (SELECT DISTINCT account, shop_no, medium, campaign_id, ad_id, ad_name FROM ads_shown WHERE ad_id <> '-') AS s
),
campaigns AS (
    SELECT account, shop_no, medium, campaign_id, campaign_name, ad_product
    FROM (SELECT account, shop_no, medium, campaign_id, campaign_name,
                 CASE WHEN ad_product IS NULL OR ad_product = '미확인' THEN '(상품 구분 없음)' ELSE ad_product END AS ad_product,
                 ROW_NUMBER() OVER (PARTITION BY account, shop_no, medium, campaign_id
                                    ORDER BY last_date DESC, campaign_name, ad_product, ad_id) AS place
          FROM ads_shown WHERE campaign_id <> '-') AS newest_first
    WHERE place = 1
),
sourced AS MATERIALIZED (
    SELECT account, shop_no, date, order_id, order_amount, ad, medium, campaign, keyword, content, data_status,
           COALESCE(ad_key, '') AS ad_key, COALESCE(medium_key, '') AS medium_key,
           COALESCE(campaign_key, '') AS campaign_key, COALESCE(content_key, '') AS content_key
    FROM order_sources WHERE order_id IS NOT NULL
),
tags AS (
    -- An id may stand after a name, «name|id»: a tail is what follows the last stroke, or everything.
    SELECT account, shop_no, ad_key, medium_key, campaign_key, content_key,
           ROW_NUMBER() OVER (ORDER BY account, shop_no, ad_key, medium_key, campaign_key, content_key) AS tag,
           trim(substr(campaign_key, length(rtrim(campaign_key, replace(campaign_key, '|', ''))) + 1)) AS campaign_tail,
           trim(substr(content_key, length(rtrim(content_key, replace(content_key, '|', ''))) + 1)) AS content_tail
    FROM (SELECT DISTINCT account, shop_no, ad_key, medium_key, campaign_key, content_key FROM sourced) AS seen
),
channel_typed AS (
    SELECT join_key(c.utm_source) AS ad_key, COALESCE(join_key(c.utm_medium), '') AS medium_key, m.medium, c.ad_product,
           c.row_no
    FROM channel_map AS c JOIN media AS m ON m.label = c.medium
    WHERE join_key(c.utm_source) IS NOT NULL
),
channel_words AS (SELECT DISTINCT ad_key, medium_key FROM tags),
channels_told AS (
    -- Typed rows win over habits, a pair over a source alone, a longer pattern over a shorter one.
    SELECT w.ad_key, w.medium_key, 1 AS rank, t.row_no AS place, t.medium, t.ad_product
    FROM channel_words AS w JOIN channel_typed AS t ON t.ad_key = w.ad_key AND t.medium_key = w.medium_key
    WHERE w.medium_key <> ''
    UNION ALL
    SELECT w.ad_key, w.medium_key, 2, t.row_no, t.medium, t.ad_product
    FROM channel_words AS w JOIN channel_typed AS t ON t.ad_key = w.ad_key AND t.medium_key = ''
    UNION ALL
    SELECT w.ad_key, w.medium_key, 3, 0, '비광고', NULL
    FROM channel_words AS w JOIN unpaid_groups AS u ON u.pattern = w.medium_key
    UNION ALL
    SELECT w.ad_key, w.medium_key, 4, -length(h.pattern), h.medium, h.ad_product
    FROM channel_words AS w JOIN source_habits AS h ON w.ad_key GLOB h.pattern
),
channels AS (
    SELECT c.ad_key, c.medium_key, c.rank, c.medium, COALESCE(c.ad_product, g.ad_product) AS ad_product
    FROM (SELECT t.*, ROW_NUMBER() OVER (PARTITION BY ad_key, medium_key ORDER BY rank, place) AS best
          FROM channels_told AS t) AS c
    LEFT JOIN group_habits AS g ON g.medium = c.medium AND g.pattern = c.medium_key
    WHERE c.best = 1
),
named_by_hand AS (
    SELECT DISTINCT join_key(p.utm_campaign) AS campaign_key, m.medium, lower(trim(p.campaign_id)) AS campaign_id
    FROM campaign_map AS p LEFT JOIN media AS m ON m.label = p.medium
    WHERE p.utm_campaign IS NOT NULL AND (p.medium IS NOT NULL OR p.campaign_id IS NOT NULL)
),
matches AS (
    -- What each step finds for a tag. A person's word may leave the medium out where the id alone tells it.
    SELECT t.tag, 1 AS step, COALESCE(p.medium, c.medium) AS medium, p.campaign_id
    FROM tags AS t
    JOIN named_by_hand AS p ON p.campaign_key = t.campaign_key
    LEFT JOIN campaigns AS c
      ON c.account = t.account AND c.shop_no = t.shop_no AND lower(c.campaign_id) = p.campaign_id AND p.medium IS NULL
    UNION
    SELECT t.tag, 2, c.medium, lower(c.campaign_id)
    FROM tags AS t
    JOIN campaigns AS c
      ON c.account = t.account AND c.shop_no = t.shop_no AND lower(c.campaign_id) IN (t.campaign_tail, t.campaign_key)
    UNION
    -- Each word on its own: joined by either of two, every tag would look at every ad.
    SELECT t.tag, 3, s.medium, lower(s.campaign_id)
    FROM (SELECT tag, account, shop_no, content_tail AS word FROM tags
          UNION SELECT tag, account, shop_no, content_key FROM tags) AS t
    JOIN ads_named AS s ON s.account = t.account AND s.shop_no = t.shop_no AND s.id_key = t.word
    WHERE s.campaign_id <> '-'
    UNION
    SELECT t.tag, 4, s.medium, lower(s.campaign_id)
    FROM tags AS t
    LEFT JOIN channels AS c ON c.ad_key = t.ad_key AND c.medium_key = t.medium_key
    JOIN (SELECT DISTINCT account, shop_no, medium, campaign_id, campaign_key FROM ads_shown
          WHERE campaign_id <> '-' AND campaign_key IS NOT NULL) AS s
      ON s.account = t.account AND s.shop_no = t.shop_no AND s.campaign_key = t.campaign_key
    WHERE s.medium = COALESCE(c.medium, s.medium)
),
steps AS (
    SELECT tag, step, COUNT(*) AS found, MAX(medium) AS medium, MAX(campaign_id) AS campaign_id
    FROM matches GROUP BY tag, step
),
first_steps AS (
    -- A step that finds several campaigns decides nothing.
    SELECT tag, MIN(CASE WHEN found = 1 THEN step END) AS step, MAX(found) AS most FROM steps GROUP BY tag
),
tags_read AS MATERIALIZED (
    SELECT t.tag, t.content_key, t.content_tail, t.account, t.shop_no, t.ad_key, t.medium_key, t.campaign_key,
           f.step, f.most, h.rank AS channel_rank,
           COALESCE(s.medium, h.medium, '미매핑') AS medium,
           CASE WHEN c.campaign_id IS NOT NULL THEN c.ad_product
                WHEN s.medium IS NULL OR s.medium = h.medium THEN h.ad_product END AS ad_product,
           COALESCE(c.campaign_id, s.campaign_id) AS campaign_id, c.campaign_name,
           CASE WHEN c.campaign_id IS NULL THEN 0 ELSE 1 END AS in_ads
    FROM tags AS t
    LEFT JOIN first_steps AS f ON f.tag = t.tag
    LEFT JOIN steps AS s ON s.tag = t.tag AND s.step = f.step
    LEFT JOIN channels AS h ON h.ad_key = t.ad_key AND h.medium_key = t.medium_key
    LEFT JOIN campaigns AS c
      ON c.account = t.account AND c.shop_no = t.shop_no AND c.medium = s.medium AND lower(c.campaign_id) = s.campaign_id
),
ads_read AS (
    -- The ad that a tag's content names within its campaign, by id before name: only where it is just one.
    SELECT tag, MAX(ad_id) AS ad_id, MAX(ad_name) AS ad_name
    FROM (SELECT r.tag, s.ad_id, s.ad_name, DENSE_RANK() OVER (PARTITION BY r.tag ORDER BY s.by_name) AS place
          FROM (SELECT tag, account, shop_no, medium, campaign_id, content_key AS word, 1 AS may_be_name FROM tags_read
                WHERE content_key <> ''
                UNION ALL
                SELECT tag, account, shop_no, medium, campaign_id, content_tail, 0 FROM tags_read
                WHERE content_key <> '') AS r
          JOIN (SELECT account, shop_no, medium, campaign_id, ad_id, ad_name, id_key AS word, 0 AS by_name FROM ads_named
                UNION ALL
                SELECT account, shop_no, medium, campaign_id, ad_id, ad_name, name_key, 1 FROM ads_named) AS s
            ON s.account = r.account AND s.shop_no = r.shop_no AND s.medium = r.medium AND s.campaign_id = r.campaign_id
           AND s.word = r.word AND s.by_name <= r.may_be_name) AS named
    WHERE place = 1
    GROUP BY tag
    HAVING COUNT(DISTINCT ad_id) = 1
),
refunded AS (
    -- What was given back of an order by now, on whatever day; unknown where an amount is, or is in another currency.
    SELECT r.account, r.shop_no, r.order_id,
           SUM(r.actual_refund_amount + COALESCE(r.used_points, 0) + COALESCE(r.used_credits, 0)) AS amount,
           SUM(CASE WHEN r.actual_refund_amount IS NULL OR COALESCE(r.currency, s.currency) <> s.currency THEN 1
                    ELSE 0 END) AS unknown
    FROM refunds AS r
    LEFT JOIN shop_currency AS s ON s.account = r.account AND s.shop_no = r.shop_no
    WHERE COALESCE(r.status, 'T') = 'T' AND r.refund_date IS NOT NULL
    GROUP BY r.account, r.shop_no, r.order_id
),
only_products AS (
    -- Where a medium is bought in one product alone, whatever came of it came of that.
    SELECT account, shop_no, medium, MAX(ad_product) AS ad_product FROM campaigns
    WHERE ad_product <> '(상품 구분 없음)' GROUP BY account, shop_no, medium HAVING COUNT(DISTINCT ad_product) = 1
),
attributed AS MATERIALIZED (
    SELECT o.account, o.shop_no, o.date, o.order_id, o.order_amount,
           COALESCE(b.amount, 0) AS refund_amount, COALESCE(b.unknown, 0) AS refund_unknown, p.first_order,
           o.data_status, o.ad, o.medium AS utm_medium, o.campaign, o.keyword, o.content, r.campaign_key,
           r.medium,
           CASE WHEN r.medium IN ('비광고', '미매핑') THEN '-' ELSE COALESCE(r.ad_product, y.ad_product, '(상품 구분 없음)') END
               AS ad_product,
           r.campaign_id, r.campaign_name, r.in_ads, a.ad_id, a.ad_name,
           CASE WHEN r.step = 1 THEN '직접 지정' WHEN r.step = 2 THEN '캠페인 ID' WHEN r.step = 3 THEN '소재 ID'
                WHEN r.step = 4 THEN '캠페인 이름' WHEN r.most > 1 THEN '미매칭 (해당 캠페인 여럿)'
                WHEN r.campaign_key = '' THEN 'UTM 없음' ELSE '미매칭' END AS matched_by
    FROM sourced AS o
    JOIN tags_read AS r
      ON r.account = o.account AND r.shop_no = o.shop_no AND r.ad_key = o.ad_key AND r.medium_key = o.medium_key
     AND r.campaign_key = o.campaign_key AND r.content_key = o.content_key
    LEFT JOIN ads_read AS a ON a.tag = r.tag
    LEFT JOIN only_products AS y ON y.account = o.account AND y.shop_no = o.shop_no AND y.medium = r.medium
    LEFT JOIN orders AS p ON p.account = o.account AND p.shop_no = o.shop_no AND p.order_id = o.order_id
    LEFT JOIN refunded AS b ON b.account = o.account AND b.shop_no = o.shop_no AND b.order_id = o.order_id
)
