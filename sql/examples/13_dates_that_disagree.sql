-- Which reports show different days of publication in different places?
-- For a journalist.
with shown as (
    select
        evidence.report_id,
        evidence.source,
        min(evidence.date) as day
    from core.date_evidence as evidence
    where evidence.meaning = 'published' and evidence.full_day and not evidence.in_migration
    group by evidence.report_id, evidence.source
)

select
    filer.name as filer,
    report.report_kind,
    report.report_year,
    max(shown.day) - min(shown.day) as days_apart,
    string_agg(concat(shown.source, ' ', shown.day), ', ' order by shown.day, shown.source) as days
from shown
inner join core.report as report on shown.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
group by filer.name, report.report_id, report.report_kind, report.report_year
having max(shown.day) - min(shown.day) > 1
order by days_apart desc, filer.name, report.report_year desc;
