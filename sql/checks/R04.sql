-- id: R04
-- title: figures of the year before stand in the report again
-- severity: info
-- basis: figures of one year are rarely those of another
-- row: a report with figures of two digits and more that stand with the same words round them in the body's
--   own report of the year before
with signed as (
    select
        text.*,
        signature.figures
    from core.compared_text as text
    inner join raw.text_signature as signature
        on text.text_sha256 = signature.text_sha256 and text.signature_version = signature.signature_version
),

repeated as (
    select
        later.report_id,
        earlier.report_id as other_id,
        len(later.figures) as n_figures,
        list_sort(list_intersect(later.figures, earlier.figures)) as figures
    from signed as later
    inner join signed as earlier
        on
            later.filer_id = earlier.filer_id
            and later.report_kind = earlier.report_kind
            and later.report_year = earlier.report_year + 1
)

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
        filer.name, ': report for ', report.report_year, ' has ', len(repeated.figures), ' of its ',
        repeated.n_figures, ' figures in the words of the report for ', other.report_year
    ) as message,
    to_json(struct_pack(
        figures := repeated.figures,
        n_figures := repeated.n_figures,
        url := report.text_url,
        sha256 := report.payload_sha256,
        other_url := other.text_url,
        other_sha256 := other.payload_sha256,
        other_year := other.report_year
    )) as evidence
from repeated
inner join core.report as report on repeated.report_id = report.report_id
inner join core.report as other on repeated.other_id = other.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
inner join ref.threshold as mark on mark.check_id = 'R04' and mark.name = 'figures'
where len(repeated.figures) >= mark.value
