-- id: F03
-- title: the results of requests do not sum to their total
-- severity: warning
-- basis: 国办公开办函〔2021〕30号, form of table 3: (七) is the sum of (一) to (六)
-- row: a report whose table 3 was read as a whole and has a column in which the results do not sum to
--   (七)总计, or the parts of a result to its own figure; info where an
--   empty cell may hold every difference; cells that could not be told are not judged
select
    '' as subject,
    case when explained then 'info' else 'warning' end as severity,
    county_code,
    filer_id,
    report_kind,
    report_year,
    report_id,
    cast(null as varchar) as column_url,
    concat(
        filer_name, ': report for ', report_year, ', table 3: 总计 is not the sum of the results: ', told
    ) as message,
    to_json(struct_pack(cells := cells, url := text_url, sha256 := payload_sha256)) as evidence
from core.disclosure_mismatch
where rule = 'results'
