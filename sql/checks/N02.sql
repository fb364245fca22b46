-- id: N02
-- title: the title names another year than the text
-- severity: warning
-- basis: a text taken over from another year keeps that year's name
-- row: a report whose title's year is not among the years its text names most often (of the next year what
--   stands outside plans and sign-off counts), or with an outer heading on what was done, what fell short or
--   the leaders that names only years before it
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

-- the next year stands in the plans and in the sign-off of every report: of what is told outside them
outside as (
    select
        section.report_id,
        unnest(section.years) as year
    from core.section as section
    inner join core.section as main
        on
            section.report_id = main.report_id
            and main.level = 1
            and split_part(section.path, '.', 1) = main.path
    where not list_contains(main.items, 'plans') and not list_contains(section.items, 'plans')
),

done as (
    select
        report.report_id,
        sum(outside.year['count']) filter (where outside.year['year'] = report.report_year + 1) as next_year,
        sum(outside.year['count']) filter (where outside.year['year'] = report.report_year) as own_year
    from core.report as report
    inner join outside on report.report_id = outside.report_id
    group by report.report_id
),

judged as (
    select
        report.*,
        text_year.years,
        text_year.most_named,
        other.headings,
        not coalesce(list_contains(text_year.most_named, report.report_year), true)
        and (
            text_year.most_named <> [report.report_year + 1]
            or coalesce(done.next_year, 0) > coalesce(done.own_year, 0)
            or not list_contains(
                list_transform(text_year.years, lambda one: one['year']), report.report_year
            )
        ) as by_text
    from core.report as report
    left join done on report.report_id = done.report_id
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
