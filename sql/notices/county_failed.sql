-- id: county_failed
-- row: a county that failed as a whole in the last run that asked it, when the nights in a row reach a number
--   of ref.notice since the last message
with asked as (
    select
        run.run_no,
        run.as_of,
        run.run_day,
        unnest(raw_run.counties) as county_code,
        raw_run.failed
    from raw.run as raw_run
    inner join core.run as run on raw_run.run_id = run.run_id
    where raw_run.status in ('complete', 'partial')
),

judged as (
    select
        *,
        failed[county_code] as reason,
        max(case when failed[county_code] is null then run_no end) over (partition by county_code)
            as last_well_no
    from asked
),

streak as (
    select
        county_code,
        count(distinct run_day) as nights,
        count(distinct run_day) filter (as_of <= cast(getvariable('since') as timestamptz)) as told_nights,
        arg_max(reason, run_no) as reason
    from judged
    where run_no > coalesce(last_well_no, 0)
    group by county_code
)

select
    'down' as how,
    county.name as county,
    streak.county_code,
    streak.nights,
    streak.reason
from streak
inner join ref.county as county on streak.county_code = county.county_code
where
    exists (
        select 1 from ref.notice as notice
        where
            notice.notice = 'county_failed'
            and cast(notice.value as integer) > streak.told_nights
            and cast(notice.value as integer) <= streak.nights
    )
order by streak.county_code
