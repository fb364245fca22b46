-- checks.finding: something a check found, over time; open while closed_at is null
-- finding_id: digest of what the finding is about, the same in every run
-- check_id: the check
-- severity: error (breach of a rule), warning (likely defect) or info (for review)
-- county_code: county
-- filer_id: body; null where it is about none
-- report_kind: kind of report
-- report_year: report year
-- report_id: report, where there is one
-- column_url: column, where it is about one
-- subject: what tells two findings of one check apart, often empty
-- message: what was found, in words; of a closed finding what was last found
-- evidence: what it rests on
-- opened_at: as-of time of the run that first found it
-- closed_at: as-of time of the run that no longer found it; null while it is open
-- opened_run_id: run that first found it
-- last_event_run_id: run that opened, closed or reopened it last
-- waived_until: last day on which it raises no alarm, see ref.waiver; null where it does
-- waiver: why, and who says so
--
-- Whether a finding is open is asked of the rows and not in the joins: DuckDB compares every row with every
-- other for an outer join with a condition on one side.
with event as (
    select
        event.*,
        run.as_of,
        row_number() over newest_first as age,
        first_value(run.as_of) over oldest_first as opened_at,
        first_value(event.run_id) over oldest_first as opened_run_id
    from raw.finding_event as event
    inner join raw.run as run on event.run_id = run.run_id
    window
        oldest_first as (
            partition by event.finding_id
            order by run.as_of, run.started_at, run.run_id
        ),
        newest_first as (
            partition by event.finding_id
            order by run.as_of desc, run.started_at desc, run.run_id desc
        )
),

last as (
    select * from event
    where age = 1
),

waived as (
    select
        last.finding_id,
        max(waiver.until) as until,
        arg_max(
            concat(waiver.reason, ' (', waiver.waived_by, ')'),
            struct_pack(until := waiver.until, reason := waiver.reason)
        ) as waiver
    from last
    inner join ref.waiver as waiver
        on
            waiver.in_force
            and last.county_code = waiver.county_code
            and last.check_id = waiver.check_id
            and last.filer_id is not distinct from waiver.filer_id
            and (waiver.report_year is null or last.report_year = waiver.report_year)
            and (waiver.report_kind is null or last.report_kind = waiver.report_kind)
    where last.event <> 'closed'
    group by last.finding_id
),

-- of an open finding the offender says what it is now
told as (
    select
        last.*,
        last.event <> 'closed' and offender.finding_id is not null as is_current,
        offender.severity as current_severity,
        offender.report_id as current_report_id,
        offender.message as current_message,
        offender.evidence as current_evidence
    from last
    left join checks.offender as offender on last.finding_id = offender.finding_id
)

select
    told.finding_id,
    told.check_id,
    case when told.is_current then told.current_severity else told.severity end as severity,
    told.county_code,
    told.filer_id,
    told.report_kind,
    told.report_year,
    case when told.is_current then told.current_report_id else told.report_id end as report_id,
    told.column_url,
    told.subject,
    case when told.is_current then told.current_message else told.message end as message,
    case when told.is_current then told.current_evidence else told.evidence end as evidence,
    told.opened_at,
    case when told.event = 'closed' then told.as_of end as closed_at,
    told.opened_run_id,
    told.run_id as last_event_run_id,
    waived.until as waived_until,
    waived.waiver
from told
left join waived on told.finding_id = waived.finding_id
order by told.check_id, told.finding_id
