-- id: reminder
-- row: a county, kind of report and last day, on the days before and after it that ref.notice names
with duty as (
    select
        status.*,
        clock.today,
        coalesce(
            cast(timezone('Asia/Shanghai', cast(getvariable('since') as timestamptz)) as date),
            clock.today - 1
        ) as told_until,
        status.status not in ('pending', 'missing', 'unobserved') as is_done
    from mart.filing_status as status
    cross join ref.clock as clock
    where status.report_year = year(clock.today) - 1
),

reminded as (
    select distinct
        duty.report_kind,
        duty.due_on,
        duty.boundary_on,
        notice.says
    from duty
    inner join ref.notice as notice
        on notice.notice = 'reminder' and coalesce(notice.report_kind, duty.report_kind) = duty.report_kind
    where
        (
            notice.says = 'day'
            and cast(concat(year(duty.due_on), '-', notice.value) as date) between duty.told_until + 1
            and least(duty.today, duty.due_on)
        )
        or (
            notice.says = 'days_after'
            and duty.boundary_on + try_cast(notice.value as integer)
            between duty.told_until + 1 and duty.today
        )
)

select
    case
        when count(*) = count(*) filter (duty.is_done) then 'done'
        when duty.today <= duty.boundary_on then 'before'
        else 'after'
    end as how,
    county.name as county,
    duty.report_kind,
    duty.report_year,
    duty.due_on,
    abs(duty.due_on - duty.today) as days,
    count(*) as n_due,
    count(*) filter (duty.is_done) as n_done,
    count(*) - count(*) filter (duty.is_done) as n_open,
    count(*) filter (duty.status = 'unobserved') as n_unobserved,
    string_agg(duty.filer_name, '、' order by duty.filer_id) filter (not duty.is_done) as filers
from duty
inner join ref.county as county on duty.county_code = county.county_code
where
    (duty.report_kind, duty.due_on) in (
        select (reminded.report_kind, reminded.due_on) from reminded
        where (reminded.says = 'day') = (duty.today <= duty.due_on)
    )
group by
    county.county_code, county.name, duty.report_kind, duty.report_year, duty.due_on, duty.boundary_on,
    duty.today
order by county.county_code, duty.report_kind desc, duty.due_on
