-- Which columns are in this state, the longest silent first? One page at a time.
with state as (
    select
        health.*,
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
),

shown as (
    select *
    from state
    where $state = '' or state = $state
    order by
        list_position(['failing', 'flicker', 'never', 'partial', 'empty', 'ok', 'ended'], state),
        consecutive_failures desc,
        county_code,
        column_url
    limit $size offset $skip
)

select
    shown.state,
    shown.county_code,
    county.name as county_name,
    filer.name as filer_name,
    shown.filer_id,
    shown.report_kind,
    shown.column_url,
    shown.n_entries,
    shown.last_asked_at,
    shown.last_observed_at,
    shown.last_believed_at,
    shown.consecutive_failures,
    shown.failing_since,
    shown.empty_nights,
    shown.last_error
from shown
left join ref.county as county on shown.county_code = county.county_code
left join ref.filer as filer on shown.filer_id = filer.filer_id
order by
    list_position(['failing', 'flicker', 'never', 'partial', 'empty', 'ok', 'ended'], shown.state),
    shown.consecutive_failures desc,
    shown.county_code,
    shown.column_url
