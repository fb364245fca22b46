-- id: N02
-- title: the title names another year than the text
-- severity: warning
-- basis: a text taken over from another year keeps that year's name
-- row: a report whose title's year is not among the years its text names most often
with counted as (
    select
        report.report_id,
        document.years,
        list_max(list_transform(document.years, lambda one: one['count'])) as most
    from core.report as report
    inner join core.page_document as document
        on report.text_url = document.url and report.payload_sha256 = document.sha256
    where report.report_year_source = 'title' and len(document.years) > 0
),

frequent as (
    select
        report_id,
        years,
        list_transform(
            list_filter(years, lambda one: one['count'] = most), lambda one: one['year']
        ) as most_named
    from counted
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
        filer.name, ': the title says ', report.report_year, ', the text most often ',
        array_to_string(list_sort(frequent.most_named), ' and ')
    ) as message,
    to_json(struct_pack(
        title := report.title,
        years_in_text := frequent.years,
        url := report.text_url,
        sha256 := report.payload_sha256
    )) as evidence
from frequent
inner join core.report as report on frequent.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
where not list_contains(frequent.most_named, report.report_year)
