-- core.broken_page: an entry listed now that may be a report and does not open
--   A page that was read before must answer 404 or 410, or fail as many nights in a row as alarm.
-- url: address of the entry
-- county_code: county of the column
-- column_url: a column that lists it
-- title: title as listed
-- filer_id: whose report it is; null where that cannot be told
-- report_kind: kind of report; null where that cannot be told
-- report_year: report year, or the one in the title
-- report_id: the report; null for an entry that may be one
-- reason: why it did not open the last time
-- status: HTTP status of the last answer
-- since: first of the nights in a row on which it did not open
-- sha256: digest of the page as last read
with last_observed as (
    select
        column_url,
        max(run_no) as run_no
    from core.observation
    where believed
    group by column_url
),

listed as (
    select
        entry.url,
        min(entry.column_url) as column_url,
        min(entry.county_code) as county_code,
        arg_min(entry.title, entry.column_url) as title,
        arg_min(entry.title_year, entry.column_url) as title_year
    from core.entry as entry
    left join last_observed on entry.column_url = last_observed.column_url
    where entry.last_no >= coalesce(last_observed.run_no, 0)
    group by entry.url
)

select
    listed.url,
    listed.county_code,
    listed.column_url,
    listed.title,
    identity.filer_id,
    identity.report_kind,
    coalesce(identity.report_year, listed.title_year) as report_year,
    case
        when identity.verdict = 'report'
            then report_key(identity.filer_id, identity.report_kind, identity.report_year)
    end as report_id,
    state.last_reason as reason,
    state.last_status as status,
    since.as_of as since,
    state.last_sha256 as sha256
from listed
inner join core.page_identity as identity
    on listed.url = identity.url and identity.latest and identity.verdict in ('report', 'doubtful')
inner join core.page_state as state on listed.url = state.url and state.last_outcome <> 'read'
inner join core.run as since on state.failing_since_no = since.run_no
inner join ref.threshold as limits on limits.check_id = 'W02' and limits.name = 'misses'
where state.last_read_no is null or state.last_outcome = 'gone' or state.failures >= limits.value
