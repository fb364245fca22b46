-- When was any column of a county last observed, and when was it last asked?
select
    max(last_observed_at) as last_observed_at,
    max(last_asked_at) as last_asked_at
from mart.source_health
where county_code = $county
