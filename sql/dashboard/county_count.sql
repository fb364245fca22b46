-- How many counties owe this kind of report for this year?
select count(distinct county_code) as n_counties
from mart.county_timeliness
where report_kind = $kind and report_year = $year
