-- For which years are reports owed anywhere?
select distinct report_year
from mart.county_timeliness
order by report_year desc
