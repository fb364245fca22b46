-- When was each report of a county published, against the day it was due?
select
    filer_name,
    level,
    status,
    published_on,
    due_on,
    boundary_on,
    days_late
from mart.filing_status
where
    county_code = $county
    and report_kind = $kind
    and report_year = $year
    and published_on is not null
order by published_on, filer_id
limit 1000
