-- id: unjudgeable
-- row: weekly before the deadline: a duty that could not be judged if the deadline had passed today
with duty as (
    select
        status.county_code,
        status.filer_id,
        status.filer_name,
        status.level,
        status.report_kind,
        status.report_year,
        status.due_on,
        status.boundary_on,
        clock.today,
        coalesce(
            cast(timezone('Asia/Shanghai', cast(getvariable('since') as timestamptz)) as date),
            clock.today - 1
        ) as told_until,
        cast(concat(year(status.due_on), '-', notice.value) as date) as first_day
    from mart.filing_status as status
    cross join ref.clock as clock
    inner join ref.notice as notice on notice.notice = 'unjudgeable' and notice.says = 'weekly_from'
    where status.status = 'pending'
),

of_this_week as (
    select *
    from duty
    where
        today >= first_day
        -- a whole number of weeks after the first day lies in the days since the last message
        and first_day + 7 * cast(floor((today - first_day) / 7) as integer) > told_until
),

last_seen as (
    select
        column_url,
        max(run_no) as run_no
    from core.observation
    where believed
    group by column_url
),

column_state as (
    select
        duty.filer_id,
        duty.report_kind,
        duty.report_year,
        own.column_url,
        max(health.last_believed_at) is null as never_seen,
        coalesce(max(health.consecutive_failures), 0) > 0 as failing,
        count(entry.url) > 0 as unread
    from of_this_week as duty
    inner join core.filing_column as own
        on
            duty.filer_id = own.filer_id
            and duty.report_kind = own.report_kind
            and coalesce(own.valid_from, date '0001-01-01') <= duty.today
            and coalesce(own.valid_to, date '9999-12-31') > duty.boundary_on
    left join mart.source_health as health
        on own.column_url = health.column_url and own.report_kind = health.report_kind
    left join last_seen on own.column_url = last_seen.column_url
    left join core.doubtful_entry as entry
        on
            own.column_url = entry.column_url
            and last_seen.run_no <= entry.last_no
            and duty.filer_id = coalesce(entry.filer_id, duty.filer_id)
            and coalesce(list_contains(entry.levels, duty.level), true)
            and duty.report_kind = coalesce(entry.report_kind, duty.report_kind)
            and duty.report_year between entry.earliest_year and entry.latest_year
    group by duty.filer_id, duty.report_kind, duty.report_year, own.column_url
)

select
    case
        when count(state.column_url) = 0 then 'no_column'
        when bool_or(state.never_seen) then 'never_observed'
        when bool_or(state.failing) then 'not_observed'
        else 'unread_entry'
    end as how,
    county.name as county,
    duty.filer_name as filer,
    duty.report_kind,
    duty.report_year,
    duty.due_on,
    min(state.column_url) filter (state.never_seen or state.failing or state.unread) as url
from of_this_week as duty
inner join ref.county as county on duty.county_code = county.county_code
left join column_state as state
    on
        duty.filer_id = state.filer_id
        and duty.report_kind = state.report_kind
        and duty.report_year = state.report_year
group by
    duty.county_code, county.name, duty.filer_id, duty.filer_name, duty.report_kind, duty.report_year,
    duty.due_on
having count(state.column_url) = 0 or bool_or(state.never_seen or state.failing or state.unread)
order by duty.county_code, how, duty.report_kind desc, duty.filer_id
