-- How many columns are in which state?
with state as (
    select
        case
            when not health.registered then 'ended'
            when health.last_asked_at is null then 'never'
            when health.consecutive_failures >= misses.value then 'failing'
            when health.consecutive_failures > 0 then 'flicker'
            when health.last_error is not null then 'partial'
            when health.n_entries = 0 then 'empty'
            else 'ok'
        end as state
    from mart.source_health as health
    cross join ref.threshold as misses
    where
        misses.check_id = 'W02'
        and misses.name = 'misses'
        and ($county = '' or health.county_code = $county)
)

select
    state,
    count(*) as n_columns
from state
group by state
order by state
