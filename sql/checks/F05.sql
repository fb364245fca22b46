-- id: F05
-- title: reviews and lawsuits do not sum to their total
-- severity: warning
-- basis: 国办公开办函〔2021〕30号, form of table 4: each 总计 is the sum of its four results
-- row: a report whose table 4 has a group in which the four results do not sum to 总计; info where an
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
        filer_name, ': report for ', report_year, ', table 4: 总计 is not the sum of the results: ', told
    ) as message,
    to_json(struct_pack(cells := cells, url := text_url, sha256 := payload_sha256)) as evidence
from core.disclosure_mismatch
where rule = 'disputes'
