-- Who published within a week of the last day, or on the very day that the rule names?
-- For a supervisor.
select
    status.filer_name,
    status.report_kind,
    status.report_year,
    status.published_on,
    status.due_on - status.published_on as days_left,
    status.status
from mart.filing_status as status
where
    status.status in ('on_time', 'boundary')
    and status.due_on - status.published_on < 7
order by days_left, status.report_year desc, status.report_kind, status.filer_name;
