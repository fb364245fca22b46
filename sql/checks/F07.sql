-- id: F07
-- title: a heading of the national format is missing
-- severity: warning
-- basis: 《政府信息公开条例》 art. 50; 国办公开办函〔2021〕30号: six headings, 不能遗漏
-- row: a report whose outline was read and has no heading, at any level, for one of the six parts; info where
--   the rule does not bind the body, where files hang on the page or the outline was understood only in part
with named as (
    select
        section.report_id,
        heading.item
    from core.section as section
    inner join core.disclosure_text as judged on section.report_id = judged.report_id
    inner join ref.disclosure_heading as heading
        on regexp_matches(regexp_replace(section.heading, '\s', '', 'g'), heading.pattern)
),

offender as (
    select
        judged.report_id,
        judged.severity,
        judged.has_files,
        list(item.name order by item.position) as missing
    from core.disclosure_text as judged
    cross join ref.section_item as item
    where
        item.report_kind = 'disclosure'
        and not exists (
            select 1 from named
            where named.report_id = judged.report_id and named.item = item.item
        )
    group by judged.report_id, judged.severity, judged.has_files
)

select
    '' as subject,
    case
        when offender.has_files or report.outline_confidence <> 'high' then 'info'
        else offender.severity
    end as severity,
    report.county_code,
    report.filer_id,
    report.report_kind,
    report.report_year,
    report.report_id,
    cast(null as varchar) as column_url,
    concat(
        filer.name, ': report for ', report.report_year, ' has no heading for ',
        array_to_string(offender.missing, ', ')
    ) as message,
    to_json(struct_pack(
        missing := offender.missing,
        headings := heading.headings,
        url := report.text_url,
        sha256 := report.payload_sha256
    )) as evidence
from offender
inner join core.report as report on offender.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
left join core.report_heading_list as heading on offender.report_id = heading.report_id
where report.outline_confidence in ('high', 'low')
