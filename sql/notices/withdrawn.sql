-- id: withdrawn
-- row: a report that was found gone since the last message
select
    'gone' as how,
    county.name as county,
    filer.name as filer,
    report.report_kind,
    report.report_year,
    report.title,
    report.url
from core.report as report
inner join ref.filer as filer on report.filer_id = filer.filer_id
inner join ref.county as county on filer.county_code = county.county_code
where report.removed_at > cast(getvariable('since') as timestamptz)
order by filer.county_code, report.report_kind desc, report.report_year desc, report.filer_id
