-- Which reports leave out a mandatory item, and which one?
-- For a supervisor.
--
-- depth: 0 absent, 1 one sentence, 2 a subsection, 3 a section of its own.
with incomplete as (
    select
        coverage.report_id,
        string_agg(if(coverage.present, null, coverage.item), ', ' order by coverage.item) as leaves_out,
        string_agg(if(coverage.depth = 1, coverage.item, null), ', ' order by coverage.item) as in_a_sentence
    from mart.section_coverage as coverage
    where
        coverage.report_id in (
            select lacking.report_id
            from mart.section_coverage as lacking
            where not lacking.present
        )
    group by coverage.report_id
)

select
    filer.name as filer,
    report.report_year,
    incomplete.leaves_out,
    incomplete.in_a_sentence,
    report.url
from incomplete
inner join core.report as report on incomplete.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
order by report.report_year desc, filer.name, report.url;
