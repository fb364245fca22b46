-- Which reports are similar to this one?
select
    other.report_id,
    filer.name as filer_name,
    other.report_year,
    pair.jaccard,
    pair.containment,
    other.payload_sha256,
    other.text_url
from (
    select
        report_id_b as report_id,
        jaccard,
        containment
    from mart.text_reuse
    where report_id_a = $report
    union all
    select
        report_id_a as report_id,
        jaccard,
        containment
    from mart.text_reuse
    where report_id_b = $report
) as pair
inner join core.report as other on pair.report_id = other.report_id
left join ref.filer as filer on other.filer_id = filer.filer_id
order by pair.jaccard desc, other.report_id
limit 20
