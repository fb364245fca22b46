-- core.first_sight: between which two observations a report appeared
--   These are the times that nobody else can edit.
-- report_id: the report
-- not_before: last sound observation without it, when every column that it belongs in and every one in
--   which it appeared had been seen without it; null when one of them was read for the first time
-- not_after: first observation that shows it
with report as (
    select
        page.report_id,
        any_value(page.filer_id) as filer_id,
        any_value(page.report_kind) as report_kind,
        any_value(page.report_year) as report_year,
        min(page.first_no) as first_no
    from core.report_page as page
    group by page.report_id
),

belongs as (
    select
        report.*,
        own.column_url
    from report
    inner join core.run as run on report.first_no = run.run_no
    inner join core.filing_column as own
        on
            report.filer_id = own.filer_id
            and report.report_kind = own.report_kind
            and run.run_day between coalesce(own.valid_from, date '0001-01-01')
            and coalesce(own.valid_to, date '9999-12-31')
    union
    select
        report.*,
        entry.column_url
    from report
    inner join core.report_page as page on report.report_id = page.report_id
    inner join core.entry as entry on page.url = entry.url and report.first_no = entry.first_no
),

-- an entry that may have been this report, before it was seen as such
doubt as (
    select
        belongs.report_id,
        belongs.column_url,
        max(case when entry.stays then 2147483647 else entry.last_no end) as last_no
    from belongs
    inner join core.doubtful_entry as entry
        on
            belongs.column_url = entry.column_url
            and belongs.first_no > entry.first_no
            and belongs.filer_id = coalesce(entry.filer_id, belongs.filer_id)
            and belongs.report_kind = coalesce(entry.report_kind, belongs.report_kind)
            and belongs.report_year between entry.earliest_year and entry.latest_year
    group by belongs.report_id, belongs.column_url
),

-- An outer join with more than comparisons in it would try every report with every column.
seen as (
    select
        belongs.report_id,
        belongs.column_url,
        max(sight.run_no) as run_no
    from belongs
    inner join core.column_sight as sight
        on belongs.column_url = sight.column_url and belongs.first_no > sight.run_no
    left join doubt on belongs.report_id = doubt.report_id and belongs.column_url = doubt.column_url
    where
        coalesce(doubt.last_no, 0) < sight.run_no
        and coalesce(sight.reaches_back_to < make_date(belongs.report_year + 1, 1, 1), true)
    group by belongs.report_id, belongs.column_url
),

seen_without as (
    select
        belongs.report_id,
        seen.run_no
    from belongs
    left join seen on belongs.report_id = seen.report_id and belongs.column_url = seen.column_url
),

bound as (
    select
        report_id,
        case when count(*) = count(run_no) then min(run_no) end as run_no
    from seen_without
    group by report_id
)

select
    report.report_id,
    before_run.as_of as not_before,
    after_run.as_of as not_after
from report
inner join core.run as after_run on report.first_no = after_run.run_no
left join bound on report.report_id = bound.report_id
left join core.run as before_run on bound.run_no = before_run.run_no
