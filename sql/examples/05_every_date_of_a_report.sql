-- Which dates does a report show, where do they stand, and when was it first seen?
-- For a journalist.
select
    filer.name as filer,
    report.report_year,
    evidence.meaning,
    evidence.date,
    evidence.source,
    evidence.text
from core.date_evidence as evidence
inner join core.report as report on evidence.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
order by
    filer.name, report.report_year desc, report.report_kind, evidence.meaning, evidence.date, evidence.source,
    evidence.text;
