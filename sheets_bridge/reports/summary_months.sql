-- The months that `summary_periods` adds days up to. Today is in none: it is not over.
, spans AS (
    SELECT date, date(date, 'start of month') AS first_day, date(date, 'start of month', '+1 month', '-1 day') AS last_day,
           date(date, 'start of month', '-1 month') AS before_first,
           date(date, 'start of month', '-1 day') AS before_last
    FROM (SELECT DISTINCT date FROM dates WHERE date < :today) AS over
)
