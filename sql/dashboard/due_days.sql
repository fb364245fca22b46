-- On which days are the reports of a county due?
select
    due_on,
    count(*) as n_due
from mart.filing_status
where county_code = $county and report_kind = $kind and report_year = $year
group by due_on
order by due_on
