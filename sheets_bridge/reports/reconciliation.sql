, compared AS (
    SELECT account, shop_no, date, currency, '통계 순매출' AS figure,
           '통계 > 카페24 애널리틱스 > 매출분석 > 일별' AS menu_path,
           net_estimated AS ours, net_cafe24 AS theirs, ROUND(net_estimated - net_cafe24, 2) AS difference,
           market_net AS market, naver_point, naver_pay_refund, data_status
    FROM figures
    UNION ALL
    SELECT account, shop_no, date, currency, '접속통계 매출액',
           CASE WHEN date < '2023-01-01' THEN '통계 > 접속통계 > 매출액'
                ELSE '통계 > 카페24 애널리틱스 > 대시보드 > 매출액' END,
           access_estimated, access_cafe24, ROUND(access_estimated - access_cafe24, 2),
           market_payment_total, naver_point, 0, data_status
    FROM figures
    UNION ALL
    SELECT account, shop_no, date, currency, '구매건수',
           CASE WHEN date < '2023-01-01' THEN '통계 > 접속통계 > 구매건수'
                ELSE '통계 > 카페24 애널리틱스 > 대시보드 > 구매건수' END,
           order_count, order_count_cafe24, order_count - order_count_cafe24,
           NULL, NULL, NULL, data_status
    FROM figures
)
SELECT account, shop_no, date, currency, figure, menu_path, ours, theirs, difference,
       CASE WHEN theirs IS NULL OR ours IS NULL THEN NULL
            WHEN difference = 0 THEN '일치'
            WHEN date > date(:today, '-2 days') THEN 'Cafe24가 아직 집계 중입니다 (시간별 집계, 다음 날 보정)'
            WHEN figure = '통계 순매출' AND difference = -market THEN '외부 마켓 주문이 Cafe24 값에 들어 있습니다'
            WHEN figure = '통계 순매출' AND difference = -naver_pay_refund
            THEN '네이버페이 환불은 Cafe24 통계에서 차감되지 않습니다'
            WHEN figure = '통계 순매출' AND difference = naver_point
            THEN '네이버포인트가 Cafe24 값에서 빠져 있습니다'
            WHEN figure = '접속통계 매출액' AND difference = -naver_point
            THEN '네이버포인트가 Cafe24 값에 들어 있습니다'
            WHEN figure = '접속통계 매출액' AND difference = -market
            THEN '외부 마켓 주문이 Cafe24 값에 들어 있습니다'
            WHEN figure = '접속통계 매출액' AND abs(difference) <= 0.005 * abs(theirs)
            THEN '0.5% 이내: 다른 몰에서도 알려진 오차'
            WHEN figure = '통계 순매출'
            THEN '알려진 원인 아님. 가능: 배송준비중 전환일과 결제일의 차이, 네이버포인트 환불, 상태를 되돌린 주문'
            ELSE '알려진 원인 아님. 가능: 입금 확인 시점, 부분 결제, 추가 결제' END AS known_reason,
       data_status
FROM compared
