-- id: new_event
-- row: an event of the run $run_id, as in raw.finding_event: an offender that no other run left open is
--   opened or reopened; what another run left open and is no offender any more is closed
--
-- Of a finding that is gone nobody can say more than the last time it was there: the row of the previous
-- publication, which may be newer than its last event.
with last as (
    select event.*
    from raw.finding_event as event
    inner join raw.run as run on event.run_id = run.run_id
    where event.run_id <> $run_id
    qualify
        row_number() over (
            partition by event.finding_id
            order by run.as_of desc, run.started_at desc, run.run_id desc
        ) = 1
),

found as (
    select
        offender.finding_id,
        case when last.event is null then 'opened' else 'reopened' end as event,
        offender.check_id,
        offender.subject,
        offender.severity,
        offender.county_code,
        offender.filer_id,
        offender.report_kind,
        offender.report_year,
        offender.report_id,
        offender.column_url,
        offender.message,
        offender.evidence
    from checks.offender as offender
    left join last on offender.finding_id = last.finding_id
    where last.event is null or last.event = 'closed'
),

gone as (
    select
        last.finding_id,
        'closed' as event,
        last.check_id,
        last.subject,
        coalesce(previous.severity, last.severity) as severity,
        last.county_code,
        last.filer_id,
        last.report_kind,
        last.report_year,
        coalesce(previous.report_id, last.report_id) as report_id,
        last.column_url,
        coalesce(previous.message, last.message) as message,
        coalesce(previous.evidence, last.evidence) as evidence
    from last
    left join checks.finding as previous on last.finding_id = previous.finding_id
    where
        last.event <> 'closed'
        and last.finding_id not in (select offender.finding_id from checks.offender as offender)
)

select
    cast($run_id as varchar) as run_id,
    changed.*
from (
    select * from found
    union all by name
    select * from gone
) as changed
order by changed.check_id, changed.finding_id
