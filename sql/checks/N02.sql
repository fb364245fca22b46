-- id: N02
-- title: the title names another year than the text
-- severity: warning
-- basis: a text taken over from another year keeps that year's name
-- row: a report whose title's year is not among the years its text names most often
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
        array_to_string(text_year.most_named, ' and ')
    ) as message,
    to_json(struct_pack(
        title := report.title,
        years_in_text := text_year.years,
        url := report.text_url,
        sha256 := report.payload_sha256
    )) as evidence
from core.report as report
inner join core.most_named_year as text_year
    on report.text_url = text_year.url and report.payload_sha256 = text_year.sha256
inner join ref.filer as filer on report.filer_id = filer.filer_id
where report.report_year_source = 'title' and not list_contains(text_year.most_named, report.report_year)
