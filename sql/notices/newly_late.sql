-- id: newly_late
-- row: a duty whose report appeared late, or was found missing, since the last message
select
    status.status as how,
    county.name as county,
    status.filer_name as filer,
    status.report_kind,
    status.report_year,
    status.due_on,
    status.published_on,
    status.days_late,
    status.url
from mart.filing_status as status
inner join ref.county as county on status.county_code = county.county_code
where
    (
        status.status = 'late' and status.not_before is not null
        and status.not_after > cast(getvariable('since') as timestamptz)
    )
    or (status.status = 'missing' and status.first_missed_at > cast(getvariable('since') as timestamptz))
order by status.county_code, status.status, status.report_kind desc, status.report_year desc, status.filer_id
