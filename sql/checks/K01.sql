-- id: K01
-- title: item (一), what was done and achieved, is missing
-- severity: error
-- basis: 厅字〔2019〕28号, art. 26 (一)
-- row: a report whose outline was read and in which no section and no sentence is about achievements;
--   a warning where the rule does not bind the body or the outline was understood only in part
with offender as (
    select judged.*
    from core.judged_text as judged
    inner join mart.section_coverage as coverage
        on judged.report_id = coverage.report_id and coverage.item = 'achievements'
    where judged.outline_read and not coverage.present
),

heading as (
    select
        section.report_id,
        list(concat(section.number, section.heading) order by section.section_no) as headings
    from core.section as section
    semi join offender on section.report_id = offender.report_id
    where section.level = 1
    group by section.report_id
)

select
    '' as subject,
    offender.severity,
    offender.county_code,
    offender.filer_id,
    offender.report_kind,
    offender.report_year,
    offender.report_id,
    cast(null as varchar) as column_url,
    concat(
        offender.filer_name, ': report for ', offender.report_year,
        ' has nothing on what was done and achieved'
    ) as message,
    to_json(struct_pack(
        headings := heading.headings,
        char_count := offender.char_count,
        binding := offender.is_binding,
        url := offender.text_url,
        sha256 := offender.payload_sha256
    )) as evidence
from offender
left join heading on offender.report_id = heading.report_id
