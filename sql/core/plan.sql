-- core.plan: what the plans of a report are for
-- report_id: the report
-- headings: headings of its sections about plans, with their offsets in the text
-- heading_years: years in these headings
-- years: years named in these sections, subsections included
-- names_next_year: they say next year
with planned as (
    select
        report_id,
        path,
        number,
        heading,
        start_offset,
        section_no,
        names_next_year
    from core.section
    where list_contains(items, 'plans')
),

named as (
    select
        planned.report_id,
        list_distinct(flatten(list(list_transform(part.years, lambda one: one['year'])))) as years
    from planned
    inner join core.section as part
        on
            planned.report_id = part.report_id
            and (planned.path = part.path or starts_with(part.path, concat(planned.path, '.')))
    group by planned.report_id
)

select
    planned.report_id,
    list(
        struct_pack(
            heading := concat(planned.number, planned.heading), "offset" := planned.start_offset
        ) order by planned.section_no
    ) as headings,
    list_distinct(flatten(list(
        list_transform(
            regexp_extract_all(planned.heading, '(20[0-4]\d)', 1), lambda year: cast(year as integer)
        )
    ))) as heading_years,
    list_sort(any_value(named.years)) as years,
    bool_or(planned.names_next_year) as names_next_year
from planned
left join named on planned.report_id = named.report_id
group by planned.report_id
