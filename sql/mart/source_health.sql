-- mart.source_health: a column, as of the last run that asked it
-- column_url: the column
-- last_observed_at: last time it was observed; null for never
-- n_entries: entries it showed when last observed or believed as a partial list
-- consecutive_failures: nights in a row, up to the last, on which its answer was worth nothing
-- last_error: why it was not observed, or only in part, the last time; null when it was
-- county_code: its county
-- filer_id: owner; null for a shared one
-- report_kind: kind of report it is for
-- last_asked_at: last time it was asked
-- failing_since: first of these nights; null for none
-- last_believed_at: last time it was observed or at least believed as a partial list
-- empty_nights: nights on which it was observed and empty, since it last showed an entry
-- registered: whether the registry still asks for it
with history as (
    select
        observation.*,
        run.run_day,
        max(case when observation.believed then observation.run_no end) over (whole) as last_believed_no,
        max(case when observation.n_entries > 0 then observation.run_no end) over (whole) as last_filled_no
    from core.observation as observation
    inner join core.run as run on observation.run_no = run.run_no
    window whole as (
        partition by observation.column_url, observation.report_kind, observation.filer_id
    )
),

health as (
    select
        column_url,
        report_kind,
        filer_id,
        min(county_code) as county_code,
        max(as_of) filter (where observed) as last_observed_at,
        max(as_of) filter (where believed) as last_believed_at,
        max(as_of) as last_asked_at,
        arg_max(n_entries, run_no) filter (where believed) as n_entries,
        count(distinct run_day) filter (where run_no > coalesce(last_believed_no, 0)) as consecutive_failures,
        min(as_of) filter (where run_no > coalesce(last_believed_no, 0)) as failing_since,
        arg_max_null(reason, run_no) as last_error,
        count(distinct run_day) filter (where run_no > coalesce(last_filled_no, 0) and observed)
            as empty_nights
    from history
    group by column_url, report_kind, filer_id
)

select
    coalesce(registered.column_url, health.column_url) as column_url,
    health.last_observed_at,
    health.n_entries,
    cast(coalesce(health.consecutive_failures, 0) as integer) as consecutive_failures,
    health.last_error,
    coalesce(registered.county_code, health.county_code) as county_code,
    coalesce(registered.filer_id, health.filer_id) as filer_id,
    coalesce(registered.report_kind, health.report_kind) as report_kind,
    health.last_asked_at,
    health.failing_since,
    health.last_believed_at,
    cast(coalesce(health.empty_nights, 0) as integer) as empty_nights,
    registered.column_url is not null and clock.today between
    coalesce(registered.valid_from, date '0001-01-01')
    and coalesce(registered.valid_to, date '9999-12-31') as registered
from ref.report_column as registered
full join health
    on
        registered.column_url = health.column_url
        and registered.report_kind = health.report_kind
        and registered.filer_id is not distinct from health.filer_id
cross join ref.clock as clock
order by column_url, report_kind, filer_id
