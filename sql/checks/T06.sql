-- id: T06
-- title: published before the report year ended
-- severity: warning
-- basis: a report on a year cannot be written before the year is over
-- row: a report dated within its report year or before it
select
    '' as subject,
    'warning' as severity,
    report.county_code,
    report.filer_id,
    report.report_kind,
    report.report_year,
    report.report_id,
    cast(null as varchar) as column_url,
    concat(
        filer.name, ': report for ', report.report_year, ' dated ', report.published_on, ' (',
        report.published_on_source, ')'
    ) as message,
    to_json(struct_pack(
        title := report.title,
        published_on := report.published_on,
        published_on_source := report.published_on_source,
        url := report.url,
        sha256 := report.page_sha256,
        dates := dates.dates
    )) as evidence
from core.report as report
inner join ref.filer as filer on report.filer_id = filer.filer_id
left join core.report_date_list as dates on report.report_id = dates.report_id
where report.published_on < make_date(report.report_year + 1, 1, 1)
