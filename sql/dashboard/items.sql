-- Which of the items that a report must speak of are there, and how fully?
select
    coverage.item,
    item.name,
    coverage.present,
    coverage.depth,
    coverage.char_share,
    coverage.evidence
from mart.section_coverage as coverage
inner join core.report as report on coverage.report_id = report.report_id
inner join ref.section_item as item
    on report.report_kind = item.report_kind and coverage.item = item.item
where coverage.report_id = $report
order by item.position
