-- Which dates were read for a report, and where?
select
    source,
    meaning,
    date,
    text,
    url,
    first_seen_at,
    as_first_read,
    in_migration,
    rank
from core.date_evidence
where report_id = $report
order by rank nulls last, date, source
limit 100
