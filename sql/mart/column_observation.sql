-- mart.column_observation: a column in a run: observed or not
-- run_id: the run
-- column_url: the column
-- filer_id: owner; null for a shared one
-- report_kind: kind of report it is for
-- observed: it answered in full, was read as a listing, and showed what could be expected
-- n_entries: entries it showed
-- reason: why it was not observed; null when it was
-- county_code: its county
-- as_of: the run's clock
-- believed: as observed, but further pages that only a script shows may be missing
-- reaches_back_to: of a believed partial list in the order of time: the oldest day it shows
select
    reading.run_id,
    reading.column_url,
    reading.filer_id,
    reading.report_kind,
    coalesce(observation.observed, false) as observed,
    reading.n_entries,
    case
        when observation.run_id is null then coalesce(reading.reason, 'not_asked') else observation.reason
    end as reason,
    reading.county_code,
    run.as_of,
    coalesce(observation.believed, false) as believed,
    observation.reaches_back_to
from raw.column_reading as reading
inner join core.run as run on reading.run_id = run.run_id
left join core.observation as observation
    on
        reading.run_id = observation.run_id
        and reading.column_url = observation.column_url
        and reading.report_kind = observation.report_kind
        and reading.filer_id is not distinct from observation.filer_id
order by run.run_no, reading.column_url, reading.report_kind, reading.filer_id
