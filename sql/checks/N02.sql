-- id: N02
-- title: the title names another year than the text
-- severity: warning
-- basis: a text taken over from another year keeps that year's name
-- row: a report whose title's year is not among the years its text names most often, or with an outer heading
--   on what was done, what fell short or the leaders that names only years before it
with heading as (
    select
        section.report_id,
        section.section_no,
        section.heading,
        section.start_offset,
        -- what a named paper is about, and spans of years, say nothing of the year of the report
        list_transform(
            regexp_extract_all(
                regexp_replace(section.heading, '《[^》]*》', '', 'g'), '(20[0-4]\d)\s*年', 1
            ),
            lambda year: cast(year as integer)
        ) as years
    from core.section as section
    where
        section.level = 1
        and section.item in ('achievements', 'problems', 'leadership')
        and not regexp_matches(section.heading, '整改|反馈|以来|20\d\d\s*年?度?\s*[-—–~～至到、]|上一?年|去年')
),

other_heading as (
    select
        heading.report_id,
        list(
            struct_pack(heading := heading.heading, "offset" := heading.start_offset)
            order by heading.section_no
        ) as headings
    from heading
    inner join core.report as report on heading.report_id = report.report_id
    where len(heading.years) > 0 and list_max(heading.years) < report.report_year
    group by heading.report_id
),

judged as (
    select
        report.*,
        text_year.years,
        text_year.most_named,
        other.headings,
        not coalesce(list_contains(text_year.most_named, report.report_year), true) as by_text
    from core.report as report
    left join core.most_named_year as text_year
        on report.text_url = text_year.url and report.payload_sha256 = text_year.sha256
    left join other_heading as other on report.report_id = other.report_id
    where report.report_year_source = 'title'
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
        filer.name, ': the title says ', judged.report_year,
        case
            when judged.by_text
                then concat(', the text most often ', array_to_string(judged.most_named, ' and '))
            else concat(', a heading: ', judged.headings[1]['heading'])
        end
    ) as message,
    to_json(struct_pack(
        title := judged.title,
        years_in_text := judged.years,
        headings := judged.headings,
        url := judged.text_url,
        sha256 := judged.payload_sha256
    )) as evidence
from judged
inner join ref.filer as filer on judged.filer_id = filer.filer_id
where judged.by_text or judged.headings is not null
