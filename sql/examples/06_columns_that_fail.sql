-- Which columns could not be read lately, since when, and why?
-- For a supervisor.
select
    health.column_url,
    health.last_observed_at,
    health.n_entries,
    health.consecutive_failures,
    health.last_error
from mart.source_health as health
where health.consecutive_failures > 0 or health.last_observed_at is null
order by health.consecutive_failures desc, health.column_url;
