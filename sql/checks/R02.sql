-- id: R02
-- title: the text is similar to another body's report for the same year
-- severity: warning
-- basis: a report is about its own unit; the 中央纪委 names 跨地抄 among eight kinds of copying
-- row: a report that shares most of its runs of 5 characters with another body's for the same year that was
--   published before it, or on the same day, or where that is not known; whole and without the sentences that
--   many bodies of the county have; the finding says how similar the texts are, not why
with met as (
    select
        report_id_b as report_id,
        report_id_a as other_id,
        'b' as this_report,
        *
    from mart.text_reuse
    where same_year and is_similar
    union all
    select
        report_id_a as report_id,
        report_id_b as other_id,
        'a' as this_report,
        *
    from mart.text_reuse
    where same_year and is_similar and not is_first
),

ranked as (
    select
        met.*,
        other_filer.name as other_name,
        struct_pack(
            filer_id := other.filer_id,
            filer_name := other_filer.name,
            url := other.text_url,
            sha256 := other.payload_sha256,
            published_on := other.published_on,
            jaccard := round(met.jaccard, 3),
            containment := round(met.containment, 3),
            own_jaccard := round(met.own_jaccard, 3),
            own_containment := round(met.own_containment, 3)
        ) as told,
        -- the nearest first
        row_number() over (
            partition by met.report_id
            order by met.own_jaccard desc, met.own_containment desc, met.other_id
        ) as place
    from met
    inner join core.report as other on met.other_id = other.report_id
    inner join ref.filer as other_filer on other.filer_id = other_filer.filer_id
),

gathered as (
    select
        report_id,
        count(*) as n_others,
        any_value(other_name) filter (where place = 1) as other_name,
        any_value(own_containment) filter (where place = 1) as own_containment,
        any_value(passages) filter (where place = 1) as passages,
        any_value(this_report) filter (where place = 1) as this_report,
        list(told order by place) filter (where place <= 5) as others
    from ranked
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
        filer.name, ': report for ', report.report_year, ' is similar to that of ', gathered.other_name,
        case when gathered.n_others > 1 then concat(' and ', gathered.n_others - 1, ' more') else '' end,
        ', ', cast(round(100 * gathered.own_containment) as integer),
        ' % of the shorter text, boilerplate apart'
    ) as message,
    to_json(struct_pack(
        n_others := gathered.n_others,
        others := gathered.others,
        passages := gathered.passages,
        this_report := gathered.this_report,
        url := report.text_url,
        sha256 := report.payload_sha256,
        published_on := report.published_on
    )) as evidence
from gathered
inner join core.report as report on gathered.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
