-- How does a body stand in each year, and on what evidence?
select
    report_kind,
    report_year,
    status,
    reason,
    proven,
    due_on,
    boundary_on,
    local_due_on,
    published_on,
    published_on_source,
    days_late,
    binding,
    deadline_basis,
    verified,
    not_before,
    not_after,
    observed_at,
    first_missed_at,
    removed_at,
    ruling,
    report_id,
    url
from mart.filing_status
where filer_id = $filer
order by report_kind desc, report_year desc
