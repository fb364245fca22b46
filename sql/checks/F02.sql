-- id: F02
-- title: the applicants do not sum to their total
-- severity: warning
-- basis: 国办公开办函〔2021〕30号, form of table 3: 总计 is the sum of the columns before it
-- row: a report whose table 3 has a row in which the six kinds of applicants do not sum to 总计; info where an
--   empty cell may hold every difference; cells that could not be told are not judged
select
    '' as subject,
    case when mismatch.explained then 'info' else 'warning' end as severity,
    report.county_code,
    report.filer_id,
    report.report_kind,
    report.report_year,
    report.report_id,
    cast(null as varchar) as column_url,
    concat(
        filer.name, ': report for ', report.report_year,
        ', table 3: 总计 is not the sum of the applicants: ', mismatch.told
    ) as message,
    to_json(struct_pack(
        cells := mismatch.cells, url := report.text_url, sha256 := report.payload_sha256
    )) as evidence
from core.disclosure_mismatch as mismatch
inner join core.report as report on mismatch.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
where mismatch.rule = 'applicants'
