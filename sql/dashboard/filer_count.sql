-- How many bodies of a county owe this kind of report?
select count(distinct filer_id) as n_filers
from mart.filing_status
where county_code = $county and report_kind = $kind
