-- Which texts has a report had, one after the other?
select
    version,
    text_sha256,
    payload_sha256,
    url,
    text_source,
    first_seen_at,
    last_seen_at
from core.report_version
where report_id = $report
order by version
limit 50
