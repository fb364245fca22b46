-- id: source_down
-- row: a column that was not observed for so many nights in a row, when that number reaches one of ref.notice
--   since the last message; columns of a county that failed as a whole are told by county_failed
with night as (
    select
        observation.column_url,
        observation.report_kind,
        observation.filer_id,
        count(distinct run.run_day) as untold
    from core.observation as observation
    inner join core.run as run on observation.run_no = run.run_no
    where observation.as_of > cast(getvariable('since') as timestamptz)
    group by observation.column_url, observation.report_kind, observation.filer_id
)

select
    'down' as how,
    county.name as county,
    filer.name as filer,
    health.report_kind,
    health.column_url as url,
    health.consecutive_failures as nights,
    health.last_error as reason
from mart.source_health as health
inner join night
    on
        health.column_url = night.column_url
        and health.report_kind = night.report_kind
        and health.filer_id is not distinct from night.filer_id
inner join ref.county as county on health.county_code = county.county_code
left join ref.filer as filer on health.filer_id = filer.filer_id
cross join ref.clock as clock
inner join raw.run as last_run on clock.run_id = last_run.run_id
where
    health.registered and last_run.failed[health.county_code] is null
    and exists (
        select 1 from ref.notice as notice
        where
            notice.notice = 'source_down'
            and cast(notice.value as integer) > health.consecutive_failures - night.untold
            and cast(notice.value as integer) <= health.consecutive_failures
    )
order by health.county_code, health.filer_id, health.report_kind desc, health.column_url
