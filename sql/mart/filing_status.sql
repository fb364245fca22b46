-- mart.filing_status: one duty: a body, a kind of report and a report year, and how it stands
-- filer_id: the body
-- filer_name: its name
-- county_code: its county
-- level: its class
-- report_kind: kind of report
-- report_year: report year
-- due_on: last day on time under the strict reading
-- binding: false where the duty rests on local practice or was not binding
-- deadline_basis: the rule
-- verified: whether the text of the rule was read
-- local_due_on: earlier day set by the county, shown apart
-- published_on: day of publication by the best evidence, or as attested
-- days_late: days after due_on, of a late one
-- status: on_time, boundary, late, missing, pending, undated or unobserved
-- reason: why unobserved: no_column, not_observed, unread_entry, robots, script_list or exempt
-- proven: of an undated one what our own observations prove: on_time, late or null
-- not_before: last sound observation without the report
-- not_after: first observation that shows it
-- observed_at: the observation that the verdict rests on
-- removed_at: from when the report was gone again
-- ruling: what a person knows and no page says
-- report_id: digest of filer, kind and year; null where no report was found
-- url: page of the report
-- as_of: the clock of the last run
-- boundary_on: the day the rule itself names
-- report_by_on: last day on time for filing with the superiors
-- published_on_source: where published_on stands
-- first_missed_at: first observation that bears out a missing one
with known as (
    select
        duty.*,
        report.report_id is not null as is_found,
        least(report.published_on, ruling.attested_on) as published_on,
        case
            when ruling.attested_on <= coalesce(report.published_on, ruling.attested_on) then 'ruling'
            else report.published_on_source
        end as published_on_source,
        sight.not_before,
        sight.not_after,
        report.last_seen_at,
        report.removed_at,
        coalesce(report.url, ruling.url) as url,
        ruling.ruling,
        coalesce(ruling.is_exempt, false) as is_exempt,
        absence.proven as is_absent,
        absence.reason,
        missed.as_of as first_missed_at,
        last_missed.as_of as last_missed_at,
        clock.today,
        clock.as_of
    from core.duty as duty
    cross join ref.clock as clock
    left join core.report as report on duty.report_id = report.report_id
    left join core.first_sight as sight on report.report_id = sight.report_id
    left join core.absence as absence on duty.report_id = absence.report_id
    left join core.run as missed on absence.first_no = missed.run_no
    left join core.run as last_missed on absence.last_no = last_missed.run_no
    left join core.filing_ruling as ruling
        on
            duty.filer_id = ruling.filer_id
            and duty.report_kind = ruling.report_kind
            and duty.report_year = ruling.report_year
),

judged as (
    select
        *,
        case
            when published_on <= due_on then 'on_time'
            when published_on <= boundary_on then 'boundary'
            -- what may stay secret may be published at any time
            when is_exempt and (url is null or published_on is not null) then 'unobserved'
            when published_on > boundary_on then 'late'
            when url is not null then 'undated'
            when today <= boundary_on then 'pending'
            when is_absent then 'missing'
            else 'unobserved'
        end as status
    from known
)

select
    filer_id,
    filer_name,
    county_code,
    level,
    report_kind,
    report_year,
    due_on,
    binding,
    deadline_basis,
    verified,
    local_due_on,
    published_on,
    case when status = 'late' then published_on - due_on end as days_late,
    status,
    case
        when status <> 'unobserved' then null
        when is_exempt then 'exempt'
        else coalesce(reason, 'no_column')
    end as reason,
    case
        when status <> 'undated' then null
        when china_day(not_after) <= due_on then 'on_time'
        when china_day(not_before) > boundary_on then 'late'
    end as proven,
    not_before,
    not_after,
    case when status = 'missing' then last_missed_at else last_seen_at end as observed_at,
    removed_at,
    ruling,
    case when is_found then report_id end as report_id,
    url,
    as_of,
    boundary_on,
    report_by_on,
    published_on_source,
    case when status = 'missing' then first_missed_at end as first_missed_at
from judged
order by county_code, report_kind, report_year, filer_id
