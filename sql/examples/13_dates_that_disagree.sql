-- Which reports show different days of publication in different places?
-- For a journalist.
with shown as (
    select
        evidence.report_id,
        evidence.source,
        evidence.date
    from core.date_evidence as evidence
    where evidence.meaning = 'published' and evidence.full_day and not evidence.in_migration
),

apart as (
    select
        shown.report_id,
        max(shown.date) - min(shown.date) as days_apart
    from shown
    group by shown.report_id
    having max(shown.date) - min(shown.date) > 1
),

first_shown as (
    select
        shown.report_id,
        shown.source,
        min(shown.date) as day
    from shown
    where shown.report_id in (select apart.report_id from apart)
    group by shown.report_id, shown.source
),

listed as (
    select
        report_id,
        string_agg(concat(source, ' ', day), ', ' order by day, source) as days
    from first_shown
    group by report_id
)

select
    filer.name as filer,
    report.report_kind,
    report.report_year,
    apart.days_apart,
    listed.days
from apart
inner join listed on apart.report_id = listed.report_id
inner join core.report as report on apart.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
order by apart.days_apart desc, filer.name, report.report_year desc;
