-- Which dates does a late report show, where do they stand, and when was it first seen?
-- For a journalist.
select
    filer.name as filer,
    duty.report_year,
    evidence.meaning,
    evidence.date,
    evidence.source,
    evidence.text
from mart.filing_status as duty
inner join core.date_evidence as evidence on duty.report_id = evidence.report_id
inner join ref.filer as filer on duty.filer_id = filer.filer_id
where duty.status = 'late'
order by
    filer.name, duty.report_year desc, duty.report_kind, evidence.meaning, evidence.date, evidence.source,
    evidence.text;
