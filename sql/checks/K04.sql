-- id: K04
-- title: nothing on the first responsible person
-- severity: error
-- basis: 厅字〔2019〕28号, art. 26 (三): 党政主要负责人履行推进法治建设第一责任人职责
-- row: a report in which no section and no sentence is about the duty of the principal leaders; a warning
--   where the rule does not bind the body
select
    '' as subject,
    case when judged.is_binding then 'error' else 'warning' end as severity,
    judged.county_code,
    judged.filer_id,
    judged.report_kind,
    judged.report_year,
    judged.report_id,
    cast(null as varchar) as column_url,
    concat(
        judged.filer_name, ': report for ', judged.report_year,
        ' says nothing on the duty of the principal leaders'
    ) as message,
    to_json(struct_pack(
        depth := coverage.depth,
        char_count := judged.char_count,
        binding := judged.is_binding,
        url := judged.text_url,
        sha256 := judged.payload_sha256
    )) as evidence
from core.judged_text as judged
inner join mart.section_coverage as coverage
    on judged.report_id = coverage.report_id and coverage.item = 'leadership'
where not coverage.present
