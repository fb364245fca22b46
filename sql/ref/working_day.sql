-- ref.working_day: the calendar of working days in China, as the State Council arranges it (调休)
--   Ends with the last year that is arranged; what lies beyond cannot be counted.
-- day: the day
-- is_working: people work on it
-- working_days: working days up to and including this day, from the first day of the calendar
-- occasion: why it departs from the week; null where it does not
with exception as (
    select columns(*)
    from
        read_csv(
            'sql/ref/working_day.csv',
            header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '',
            columns = {
                'day': 'date',
                'is_working': 'boolean',
                'occasion': 'varchar'
            }
        )
),

span as (
    select
        make_date(year(min(day)), 1, 1) as first_day,
        make_date(year(max(day)), 12, 31) as last_day
    from exception
),

calendar as (
    select cast(unnest(generate_series(first_day, last_day, interval 1 day)) as date) as day
    from span
),

judged as (
    select
        calendar.day,
        coalesce(exception.is_working, isodow(calendar.day) < 6) as is_working,
        exception.occasion
    from calendar
    left join exception on calendar.day = exception.day
)

select
    day,
    is_working,
    cast(sum(cast(is_working as integer)) over (order by day) as integer) as working_days,
    occasion
from judged
order by day
