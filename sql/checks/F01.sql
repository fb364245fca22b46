-- id: F01
-- title: requests received and carried in are not those handled and carried over
-- severity: warning
-- basis: 国办公开办函〔2021〕30号, the form itself: 第一项加第二项之和，等于第三项加第四项之和
-- row: a report whose table 3 has a column in which 一 + 二 is not 三(七) + 四; info where an
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
        filer_name, ': report for ', report_year, ', table 3: 一 + 二 is not 三(七) + 四: ', told
    ) as message,
    to_json(struct_pack(cells := cells, url := text_url, sha256 := payload_sha256)) as evidence
from core.disclosure_mismatch
where rule = 'balance'
