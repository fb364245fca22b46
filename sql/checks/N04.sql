-- id: N04
-- title: title, path, publisher and sign-off name different bodies
-- severity: warning
-- basis: a report is one body's, and who it is must not be a riddle
-- row: a report whose page names, in two of these places or more, bodies that are not the same by any name
--   the registry has for them; a title that names an unknown body disagrees with the owner of the column
with said as (
    select
        report_id,
        bool_or(agrees) as agrees
    from core.report_name
    group by report_id, source
),

apart as (
    select report_id
    from said
    group by report_id
    having count(*) > 1 and not bool_and(agrees)
),

place as (
    select
        report_id,
        source,
        -- a joint paper names several
        bool_or(agrees) as agrees,
        list(struct_pack(name := name, filer_id := filer_id, agrees := agrees) order by name) as names
    from core.report_name
    where report_id in (select apart.report_id from apart)
    group by report_id, source
),

judged as (
    select
        report_id,
        list(
            struct_pack(source := source, agrees := agrees, names := names)
            order by list_position(['title', 'breadcrumb', 'publisher', 'sign_off', 'column'], source)
        ) as places
    from place
    group by report_id
)

select
    '' as subject,
    'warning' as severity,
    report.county_code,
    report.filer_id,
    report.report_kind,
    report.report_year,
    report.report_id,
    cast(null as varchar) as column_url,
    concat(
        filer.name, ': report for ', report.report_year, ': ',
        array_to_string(
            list_transform(
                judged.places, lambda place: concat(place['source'], ' ', place['names'][1]['name'])
            ),
            ', '
        )
    ) as message,
    to_json(struct_pack(
        title := report.title,
        places := judged.places,
        filer_source := report.filer_source,
        url := report.url,
        sha256 := report.page_sha256
    )) as evidence
from judged
inner join core.report as report on judged.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
