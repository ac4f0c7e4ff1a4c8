-- Visits are told by channel alone: a campaign, an ad or a keyword has none of its own. Ends open.
, visit_state(account, shop_no, date, there, cause) AS (SELECT NULL, NULL, NULL, NULL, NULL WHERE 1 = 0),
told AS (SELECT * FROM told_of_ads)
