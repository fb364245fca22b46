-- id: D04
-- title: written after it was published
-- severity: warning
-- basis: nothing is published before it is written; days are compared, not hours
-- row: a report whose written date is later than its day of publication
with offender as (
    select report.*
    from core.report as report
    where report.written_on > report.published_on
)

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
        filer.name, ': report for ', report.report_year, ' written on ', report.written_on, ', published on ',
        report.published_on, ' (', report.published_on_source, ')'
    ) as message,
    to_json(struct_pack(
        written_on := report.written_on,
        published_on := report.published_on,
        published_on_source := report.published_on_source,
        url := report.published_url,
        sha256 := report.page_sha256,
        dates := dates.dates
    )) as evidence
from offender as report
inner join ref.filer as filer on report.filer_id = filer.filer_id
left join core.report_date_list as dates on report.report_id = dates.report_id
