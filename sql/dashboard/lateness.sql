-- How many weeks before or after the last day on time were the reports published?
select
    greatest(least(cast(floor((published_on - due_on - 1) / 7) as integer), 26), -26) as week,
    status,
    count(*) as n_reports
from mart.filing_status
where
    county_code = $county
    and report_kind = $kind
    and report_year = $year
    and published_on is not null
group by week, status
order by week, status
