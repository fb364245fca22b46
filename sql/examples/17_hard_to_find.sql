-- Which reports stand where nobody would look: not in their own column, on no list, or behind a dead link?
-- For a journalist.
select
    filer.name as filer,
    report.report_kind,
    report.report_year,
    report.in_own_column,
    report.listed,
    report.version_count > 0 as opens,
    report.title,
    report.url
from core.report as report
inner join ref.filer as filer on report.filer_id = filer.filer_id
where not report.in_own_column or not report.listed or report.version_count = 0
order by filer.name, report.report_year desc, report.report_kind;
