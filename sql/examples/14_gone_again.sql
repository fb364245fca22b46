-- Which reports were there and are gone, or stand on no list any more?
-- For a journalist.
select
    filer.name as filer,
    report.report_kind,
    report.report_year,
    report.title,
    china_day(report.first_seen_at) as first_seen_on,
    china_day(report.last_seen_at) as last_seen_on,
    china_day(report.removed_at) as gone_on,
    report.listed,
    report.url
from core.report as report
inner join ref.filer as filer on report.filer_id = filer.filer_id
where report.removed_at is not null or not report.listed
order by report.removed_at desc nulls last, filer.name, report.report_year desc, report.report_kind;
