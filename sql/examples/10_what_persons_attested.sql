-- Which verdicts rest on what a person knows and no page says?
-- For a supervisor.
select
    status.filer_name,
    status.report_kind,
    status.report_year,
    status.status,
    status.published_on,
    status.ruling
from mart.filing_status as status
where status.ruling is not null
order by status.report_year desc, status.filer_name, status.report_kind;
