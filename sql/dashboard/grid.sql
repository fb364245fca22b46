-- How does each body of a county stand in each year? One page of bodies at a time.
with shown as (
    select
        status.filer_id,
        any_value(status.filer_name) as filer_name,
        any_value(status.level) as level,
        min(level.position) as position
    from mart.filing_status as status
    inner join ref.level as level on status.level = level.level
    where status.county_code = $county and status.report_kind = $kind
    group by status.filer_id
    order by position, filer_id
    limit $size offset $skip
)

select
    shown.filer_id,
    shown.filer_name,
    shown.level,
    status.report_year,
    status.status,
    status.reason,
    status.due_on,
    status.published_on,
    status.days_late,
    status.removed_at
from shown
inner join mart.filing_status as status on shown.filer_id = status.filer_id
where status.county_code = $county and status.report_kind = $kind
order by shown.position, shown.filer_id, status.report_year
