-- id: K01
-- title: item (一), what was done and achieved, is missing
-- severity: error
-- basis: 厅字〔2019〕28号, art. 26 (一)
-- row: a report whose outline was read and in which no section and no sentence is about achievements;
--   a warning where the rule does not bind the body or the outline was understood only in part
select
    '' as subject,
    judged.severity,
    judged.county_code,
    judged.filer_id,
    judged.report_kind,
    judged.report_year,
    judged.report_id,
    cast(null as varchar) as column_url,
    concat(
        judged.filer_name, ': report for ', judged.report_year,
        ' has nothing on what was done and achieved'
    ) as message,
    to_json(struct_pack(
        headings := heading.headings,
        char_count := judged.char_count,
        binding := judged.is_binding,
        url := judged.text_url,
        sha256 := judged.payload_sha256
    )) as evidence
from core.judged_text as judged
inner join mart.section_coverage as coverage
    on judged.report_id = coverage.report_id and coverage.item = 'achievements'
left join core.report_heading_list as heading on judged.report_id = heading.report_id
where judged.outline_read and not coverage.present
