-- id: K08
-- title: hardly any figure in the text
-- severity: warning
-- basis: 运用事例少 (a study of 2017): what was done is told without a single number
-- row: a report with fewer facts with a figure for each 1,000 characters of its sections than ref.threshold
--   asks for; years, days and numbers of lists and documents are none
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
        judged.filer_name, ': report for ', judged.report_year, ' has ', measure.figure_count,
        ' facts with a figure in ', measure.char_count, ' characters'
    ) as message,
    to_json(struct_pack(
        figure_count := measure.figure_count,
        char_count := measure.char_count,
        figures_per_1000 := round(1000 * measure.figure_count / measure.char_count, 2),
        figures_per_1000_limit := limits.value,
        url := judged.text_url,
        sha256 := judged.payload_sha256
    )) as evidence
from core.judged_text as judged
inner join core.text_measure as measure on judged.report_id = measure.report_id and measure.char_count > 0
inner join ref.threshold as limits on limits.check_id = 'K08' and limits.name = 'figures_per_1000'
where judged.outline_read and 1000 * measure.figure_count < limits.value * measure.char_count
