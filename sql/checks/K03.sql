-- id: K03
-- title: shortcomings without their causes
-- severity: warning
-- basis: 厅字〔2019〕28号, art. 26 (二): 存在的不足和原因
-- row: a report with a part about shortcomings in which no word of ref.cause_word stands
with offender as (
    select judged.*
    from core.judged_text as judged
    inner join mart.section_coverage as coverage
        on judged.report_id = coverage.report_id and coverage.item = 'causes'
    where judged.outline_read and not coverage.present
),

problem as (
    select
        section.report_id,
        list(
            struct_pack(
                heading := section.heading,
                "offset" := section.start_offset,
                char_count := section.char_count
            )
            order by section.section_no
        ) as sections
    from core.section as section
    semi join offender on section.report_id = offender.report_id
    where list_contains(section.items, 'problems')
    group by section.report_id
)

select
    '' as subject,
    'warning' as severity,
    judged.county_code,
    judged.filer_id,
    judged.report_kind,
    judged.report_year,
    judged.report_id,
    cast(null as varchar) as column_url,
    concat(
        judged.filer_name, ': report for ', judged.report_year, ' names shortcomings and no cause'
    ) as message,
    to_json(struct_pack(
        sections := problem.sections, url := judged.text_url, sha256 := judged.payload_sha256
    )) as evidence
from offender as judged
inner join problem on judged.report_id = problem.report_id
