SELECT account, shop_no, date, currency, order_count, payment_total, refund_total,
       COALESCE(net_cafe24, net_estimated) AS net_sales,
       CASE WHEN net_cafe24 IS NOT NULL THEN 'Cafe24' WHEN net_estimated IS NOT NULL THEN '추정' END AS net_sales_basis,
       net_estimated AS net_sales_estimated,
       net_cafe24 AS net_sales_cafe24,
       ROUND(net_estimated - net_cafe24, 2) AS net_sales_difference,
       COALESCE(access_cafe24, access_estimated) AS access_sales,
       CASE WHEN access_cafe24 IS NOT NULL THEN 'Cafe24' WHEN access_estimated IS NOT NULL THEN '추정' END
           AS access_sales_basis,
       access_estimated AS access_sales_estimated,
       access_cafe24 AS access_sales_cafe24,
       ROUND(access_estimated - access_cafe24, 2) AS access_sales_difference,
       ROUND(COALESCE(access_cafe24, access_estimated) / NULLIF(COALESCE(order_count_cafe24, order_count), 0), 2)
           AS sales_per_order,
       market_payment_total, market_refund_total, market_net AS market_net_sales,
       data_status
FROM figures
