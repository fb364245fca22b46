-- id: W03
-- title: a page or file that a list or page promises does not open
-- severity: warning
-- basis: a promised report that nobody can read is not published; 国办秘函〔2019〕19号 (错链)
-- row: an entry listed now that may be a report and could not be read, or a file of a report that could not
--   be fetched, or holds no text where the page has none either; a page or file that was read before must
--   answer 404 or 410, or fail two nights in a row
with limits as (
    select value as misses
    from ref.threshold
    where check_id = 'W02' and name = 'misses'
),

last_observed as (
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
),

page as (
    select
        listed.url as subject,
        listed.county_code,
        identity.filer_id,
        identity.report_kind,
        coalesce(identity.report_year, listed.title_year) as report_year,
        case
            when identity.verdict = 'report'
                then report_key(identity.filer_id, identity.report_kind, identity.report_year)
        end as report_id,
        listed.column_url,
        concat('listed and does not open (', state.last_reason, '): ', listed.title) as message,
        to_json(struct_pack(
            url := listed.url, title := listed.title, reason := state.last_reason, status := state.last_status,
            since := china_time(since.as_of), sha256 := state.last_sha256
        )) as evidence
    from listed
    inner join core.page_identity as identity
        on listed.url = identity.url and identity.latest and identity.verdict in ('report', 'doubtful')
    inner join core.page_state as state on listed.url = state.url and state.last_outcome <> 'read'
    inner join core.run as since on state.failing_since_no = since.run_no
    cross join limits
    where
        state.last_read_no is null or state.last_outcome = 'gone' or state.failures >= limits.misses
),

file as (
    select
        attachment.url as subject,
        report.county_code,
        report.filer_id,
        report.report_kind,
        report.report_year,
        report.report_id,
        cast(null as varchar) as column_url,
        concat('a file of the report cannot be read (', attachment.error, '): ', attachment.name) as message,
        to_json(struct_pack(
            url := attachment.url, name := attachment.name, reason := attachment.error,
            page := attachment.page_url, since := china_time(since.as_of), sha256 := attachment.sha256
        )) as evidence
    from core.attachment as attachment
    inner join core.report as report on attachment.report_id = report.report_id
    inner join ref.threshold as floor on floor.check_id = 'W03' and floor.name = 'attachment_only_chars'
    cross join limits
    left join core.page_state as state on attachment.url = state.url
    left join core.run as since on attachment.failing_since_no = since.run_no
    where
        report.removed_at is null
        and case
            when attachment.last_outcome <> 'read'
                then
                    attachment.sha256 is null or attachment.last_outcome = 'gone'
                    or state.failures >= limits.misses
            -- a scan matters only where the page itself has no text
            else
                attachment.error is not null
                and report.text_source = 'page' and report.text_chars < floor.value
        end
)

select
    subject,
    'warning' as severity,
    county_code,
    filer_id,
    report_kind,
    report_year,
    report_id,
    column_url,
    message,
    evidence
from page
union all
select
    subject,
    'warning' as severity,
    county_code,
    filer_id,
    report_kind,
    report_year,
    report_id,
    column_url,
    message,
    evidence
from file
