-- How late were the late ones, and how many of the reports that were found are gone again?
select
    median(days_late) as median_days_late,
    max(days_late) as max_days_late,
    count(removed_at) as n_removed
from mart.filing_status
where county_code = $county and report_kind = $kind and report_year = $year
