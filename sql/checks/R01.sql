-- id: R01
-- title: the text is similar to the body's own report of the year before
-- severity: warning
-- basis: a report is about its year; the 中央纪委 names 跨时抄 among eight kinds of copying
-- row: a report that shares most of its runs of 5 characters with the body's own of the year before, whole
--   and without the sentences that many bodies of the county have; the finding says how similar the texts
--   are, not why
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
        filer.name, ': report for ', report.report_year, ' is similar to its own for ', before.report_year,
        ', ', cast(round(100 * reuse.own_containment) as integer), ' % of the shorter text, boilerplate apart'
    ) as message,
    to_json(struct_pack(
        jaccard := round(reuse.jaccard, 3),
        containment := round(reuse.containment, 3),
        own_jaccard := round(reuse.own_jaccard, 3),
        own_containment := round(reuse.own_containment, 3),
        passages := reuse.passages,
        url := report.text_url,
        sha256 := report.payload_sha256,
        published_on := report.published_on,
        other_url := before.text_url,
        other_sha256 := before.payload_sha256,
        other_year := before.report_year,
        other_published_on := before.published_on
    )) as evidence
from mart.text_reuse as reuse
inner join core.report as before on reuse.report_id_a = before.report_id
inner join core.report as report on reuse.report_id_b = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
where reuse.same_filer and reuse.is_similar
