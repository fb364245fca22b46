-- Which reports leave out a mandatory item, and which one?
-- For a supervisor.
--
-- depth: 0 absent, 1 one sentence, 2 a subsection, 3 a section of its own.
select
    filer.name as filer,
    report.report_year,
    string_agg(if(coverage.present, null, coverage.item), ', ' order by coverage.item) as leaves_out,
    string_agg(if(coverage.depth = 1, coverage.item, null), ', ' order by coverage.item) as in_a_sentence,
    report.url
from mart.section_coverage as coverage
inner join core.report as report on coverage.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
group by filer.name, report.report_year, report.url
having not bool_and(coverage.present)
order by report.report_year desc, filer.name, report.url;
