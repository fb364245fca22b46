-- id: F01
-- title: requests received and carried in are not those handled and carried over
-- severity: warning
-- basis: 国办公开办函〔2021〕30号, the form itself: 第一项加第二项之和，等于第三项加第四项之和
-- row: a report whose table 3 has a column in which 一 + 二 is not 三(七) + 四; info where an
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
        ', table 3: 一 + 二 is not 三(七) + 四: ', mismatch.told
    ) as message,
    to_json(struct_pack(
        cells := mismatch.cells, url := report.text_url, sha256 := report.payload_sha256
    )) as evidence
from core.disclosure_mismatch as mismatch
inner join core.report as report on mismatch.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
where mismatch.rule = 'balance'
