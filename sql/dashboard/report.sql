-- What is known about a report?
select
    report.report_id,
    report.report_kind,
    report.filer_id,
    report.report_year,
    report.report_year_source,
    report.title,
    report.url,
    report.published_on,
    report.published_on_source,
    report.written_on,
    report.index_number,
    report.document_number,
    report.text_source,
    report.first_seen_at,
    report.last_seen_at,
    report.removed_at,
    report.version_count,
    report.char_count,
    report.county_code,
    report.publisher,
    report.sign_off,
    report.listed,
    report.in_own_column,
    report.payload_sha256,
    report.text_url,
    report.outline_confidence,
    filer.name as filer_name,
    status.status,
    status.due_on,
    status.days_late
from core.report as report
left join ref.filer as filer on report.filer_id = filer.filer_id
left join mart.filing_status as status
    on
        report.filer_id = status.filer_id
        and report.report_kind = status.report_kind
        and report.report_year = status.report_year
where report.report_id = $report
