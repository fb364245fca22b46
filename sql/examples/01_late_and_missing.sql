-- Who was late or is missing for the newest report year that is due, and how sure is that?
-- For a supervisor.
--
-- "missing" is only said of columns that were observed after the deadline; observed_at is when.
select
    status.filer_name,
    status.report_year,
    status.status,
    status.due_on,
    status.published_on,
    status.days_late,
    status.binding,
    timezone('Asia/Shanghai', status.observed_at)::date as observed_on
from mart.filing_status as status
where
    status.report_kind = 'rule_of_law'
    and status.status in ('late', 'missing')
    and status.report_year = (
        select max(due.report_year)
        from mart.filing_status as due
        where due.report_kind = 'rule_of_law' and due.status <> 'pending'
    )
order by status.status, status.days_late desc, status.filer_name;
