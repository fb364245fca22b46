-- Who has not yet published while the day it is due has not passed, and how many days are left?
select
    status.filer_id,
    status.filer_name,
    status.due_on,
    status.local_due_on,
    status.binding,
    cast(status.due_on - clock.today as integer) as days_left
from mart.filing_status as status
cross join ref.clock as clock
where
    status.county_code = $county
    and status.report_kind = $kind
    and status.report_year = $year
    and status.status = 'pending'
order by status.due_on, status.level, status.filer_id
limit 1000
