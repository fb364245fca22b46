-- id: R05
-- title: much of the text stands in the reports of many bodies of the county
-- severity: info
-- basis: a report is about its own unit
-- row: a report of which half or more are sentences that five bodies of the county had by that year;
--   sentences that differ only in their digits are one
select
    '' as subject,
    'info' as severity,
    report.county_code,
    report.filer_id,
    report.report_kind,
    report.report_year,
    report.report_id,
    cast(null as varchar) as column_url,
    concat(
        filer.name, ': ', cast(floor(100 * part.share) as integer), ' % of the report for ',
        report.report_year, ' are sentences that at least ', cast(units.value as integer),
        ' bodies of the county have'
    ) as message,
    to_json(struct_pack(
        share := round(part.share, 3),
        n_sentences := part.n_sentences,
        char_count := part.char_count,
        boilerplate_chars := part.boilerplate_chars,
        url := report.text_url,
        sha256 := report.payload_sha256
    )) as evidence
from core.boilerplate_part as part
inner join core.report as report on part.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
inner join ref.threshold as mark on mark.check_id = 'R05' and mark.name = 'share'
inner join ref.threshold as units on units.check_id = 'R05' and units.name = 'units'
where part.share >= mark.value
