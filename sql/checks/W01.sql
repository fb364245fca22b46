-- id: W01
-- title: report only in a wrong column
-- severity: warning
-- basis: a report that is not in its column is not found (不便于查询)
-- row: a report that stands or stood in no column registered for its body and kind, though there is one
with location as (
    select
        report_id,
        list(distinct column_url order by column_url) as columns
    from core.report_location
    where column_url is not null
    group by report_id
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
        filer.name, ': report for ', report.report_year, ' only in ', array_to_string(location.columns, ', ')
    ) as message,
    to_json(struct_pack(
        title := report.title,
        url := report.url,
        columns := location.columns,
        sha256 := report.page_sha256
    )) as evidence
from core.report as report
inner join ref.filer as filer on report.filer_id = filer.filer_id
inner join location on report.report_id = location.report_id
where
    not report.in_own_column
    and (report.filer_id, report.report_kind) in (select (filer_id, report_kind) from core.filing_column)
