-- core.column_absence: a column that a report belongs in and does not stand in: since when that was seen
-- report_id: the report that is owed
-- column_url: a column registered for the body and kind that was used in the year after the report year
-- ended: it was given up on the boundary day or before; the report may have stood there all the same
-- began_later: it was opened after the boundary day; the report may have stood in another before
-- first_no: first observation after the boundary day, or in the last week of a column that had ended by
--   then, that shows neither it nor an entry that may be it; null for none; see core.run
-- last_no: last such observation; null for a column that had ended
-- reason: why there is none: unread_entry, robots, script_list or not_observed
with owed as (
    select
        duty.report_id,
        duty.filer_id,
        duty.level,
        duty.report_kind,
        duty.report_year,
        own.column_url,
        own.valid_to is not null and own.valid_to <= duty.boundary_on as ended,
        own.valid_from is not null and own.valid_from > duty.boundary_on as began_later,
        timezone(
            'Asia/Shanghai',
            cast(case when ended then own.valid_to - 6 else duty.boundary_on + 1 end as timestamp)
        ) as judged_from
    from core.duty as duty
    cross join ref.clock as clock
    inner join core.filing_column as own
        on
            duty.filer_id = own.filer_id
            and duty.report_kind = own.report_kind
            and coalesce(own.valid_from, date '0001-01-01') <= clock.today
            and coalesce(own.valid_to, date '9999-12-31') >= make_date(duty.report_year + 1, 1, 1)
    where duty.boundary_on < clock.today and duty.report_id not in (select report_id from core.report)
),

since as (
    select
        owed.*,
        run.run_no as judged_no
    from owed
    asof join core.run as run on owed.judged_from <= run.as_of
),

doubt as (
    select
        owed.report_id,
        owed.column_url,
        max(case when entry.stays then 2147483647 else entry.last_no end) as last_no
    from owed
    inner join core.doubtful_entry as entry
        on
            owed.column_url = entry.column_url
            and owed.filer_id = coalesce(entry.filer_id, owed.filer_id)
            and coalesce(list_contains(entry.levels, owed.level), true)
            and owed.report_kind = coalesce(entry.report_kind, owed.report_kind)
            and owed.report_year between entry.earliest_year and entry.latest_year
    group by owed.report_id, owed.column_url
),

-- An outer join with more than comparisons in it would try every duty with every column.
seen as (
    select
        since.report_id,
        since.column_url,
        sight.run_no
    from since
    inner join core.column_sight as sight
        on since.column_url = sight.column_url and since.judged_no <= sight.run_no
    where coalesce(sight.reaches_back_to < make_date(since.report_year + 1, 1, 1), true)
),

sight as (
    select
        seen.report_id,
        seen.column_url,
        min(seen.run_no) filter (where seen.run_no > coalesce(doubt.last_no, 0)) as first_no,
        max(seen.run_no) filter (where seen.run_no > coalesce(doubt.last_no, 0)) as last_no,
        true as was_seen
    from seen
    left join doubt on seen.report_id = doubt.report_id and seen.column_url = doubt.column_url
    group by seen.report_id, seen.column_url
),

last_answer as (
    select
        column_url,
        arg_max(detail, run_no) as detail,
        arg_max(reason, run_no) as reason
    from core.observation
    group by column_url
)

select
    owed.report_id,
    owed.column_url,
    owed.ended,
    owed.began_later,
    sight.first_no,
    case when not owed.ended then sight.last_no end as last_no,
    case
        when sight.first_no is not null then null
        when sight.was_seen then 'unread_entry'
        when contains(last_answer.detail, 'robots') then 'robots'
        when last_answer.reason = 'partial' or starts_with(last_answer.detail, 'script_list')
            then 'script_list'
        else 'not_observed'
    end as reason
from owed
left join sight on owed.report_id = sight.report_id and owed.column_url = sight.column_url
left join last_answer on owed.column_url = last_answer.column_url
