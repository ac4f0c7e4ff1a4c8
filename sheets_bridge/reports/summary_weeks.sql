-- The weeks, Monday to Sunday, that `summary_periods` adds days up to. Today is in none: it is not over.
, spans AS (
    SELECT date, date(date, 'weekday 0', '-6 days') AS first_day, date(date, 'weekday 0') AS last_day,
           date(date, 'weekday 0', '-13 days') AS before_first, date(date, 'weekday 0', '-7 days') AS before_last
    FROM (SELECT DISTINCT date FROM dates WHERE date < :today) AS over
)
