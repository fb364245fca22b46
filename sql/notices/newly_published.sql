-- id: newly_published
-- row: a report that appeared since the last message and is not late; what stood in a column when it was
--   first read did not appear
select
    status.status as how,
    county.name as county,
    status.filer_name as filer,
    status.report_kind,
    status.report_year,
    status.due_on,
    status.published_on,
    status.url
from mart.filing_status as status
inner join ref.county as county on status.county_code = county.county_code
where
    status.status in ('on_time', 'boundary', 'undated') and status.not_before is not null
    and status.not_after > cast(getvariable('since') as timestamptz)
order by status.county_code, status.report_kind desc, status.report_year desc, status.filer_id
