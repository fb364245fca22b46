-- How did the last nights go?
select
    run_id,
    as_of,
    started_at,
    finished_at,
    status,
    counts,
    counties,
    failed
from raw.run
order by as_of desc
limit 14
