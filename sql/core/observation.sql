-- core.observation: a column in a night in which it was asked: what its answer is worth
-- run_id: the run
-- run_no: its place in the order of nights
-- as_of: the run's clock
-- county_code: county of the column
-- column_url: the column
-- report_kind: kind of report it is for
-- filer_id: owner; null for a shared one
-- believed: read as a listing and neither suspiciously short nor of other entries; it may be partial
-- observed: believed, and the whole list was read
-- reaches_back_to: of a believed partial list in the order of time: the oldest day it shows
-- n_entries: entries shown
-- reason: why it was not observed; null when it was
-- detail: the reason as the reader of the page gave it
with reading as (
    select
        reading.*,
        run.run_no,
        run.as_of,
        dense_rank() over (
            partition by
                reading.column_url, reading.report_kind, reading.filer_id, stretch.stretch_no
            order by run.run_day
        ) as night,
        stretch.readable,
        stretch.had_entries,
        belief.at_once,
        belief.after_nights,
        belief.strange,
        limits.value as nights_needed
    from raw.column_reading as reading
    inner join core.run as run on reading.run_id = run.run_id
    inner join core.column_stretch as stretch
        on
            reading.column_url = stretch.column_url
            and reading.report_kind = stretch.report_kind
            and reading.filer_id is not distinct from stretch.filer_id
            and run.run_no between stretch.first_no and stretch.last_no
    inner join core.column_belief as belief
        on
            stretch.column_url = belief.column_url
            and stretch.report_kind = belief.report_kind
            and stretch.filer_id is not distinct from belief.filer_id
            and stretch.stretch_no = belief.stretch_no
    inner join ref.threshold as limits
        on limits.check_id = 'W02' and limits.name = 'same_answers'
    where reading.reason is distinct from 'not_asked'
),

judged as (
    select
        *,
        at_once or (after_nights and night >= nights_needed) as believed
    from reading
)

select
    run_id,
    run_no,
    as_of,
    county_code,
    column_url,
    report_kind,
    filer_id,
    believed,
    believed and not partial as observed,
    case when believed and partial and newest_first then oldest_listed_on end as reaches_back_to,
    n_entries,
    case
        when believed and not partial then null
        when believed then 'partial'
        when not readable then coalesce(reason, kind, 'not_reached')
        when n_entries = 0 and had_entries then 'entries_gone'
        when n_entries = 0 then 'empty_not_proven'
        when strange then 'other_entries'
        else 'fewer_entries'
    end as reason,
    reason as detail
from judged
order by column_url, report_kind, filer_id, run_no
