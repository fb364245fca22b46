-- At which addresses does a report stand, and in which columns?
select
    url,
    column_url,
    in_own_column,
    listed,
    unlisted_at
from core.report_location
where report_id = $report
order by listed desc, url, column_url
limit 50
