-- id: W03
-- title: a page or file that a list or page promises does not open
-- severity: warning
-- basis: a promised report that nobody can read is not published; 国办秘函〔2019〕19号 (错链)
-- row: an entry listed now that may be a report and could not be read, or a file of a report that could not
--   be fetched, or holds no text where the page has none either; a page or file that was read before must
--   answer 404 or 410, or fail two nights in a row
with file as (
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
    inner join ref.threshold as limits on limits.check_id = 'W02' and limits.name = 'misses'
    left join core.page_state as state on attachment.url = state.url
    left join core.run as since on attachment.failing_since_no = since.run_no
    where
        report.removed_at is null
        and case
            when attachment.last_outcome <> 'read'
                then
                    attachment.sha256 is null or attachment.last_outcome = 'gone'
                    or state.failures >= limits.value
            -- a scan matters only where the page itself has no text
            else
                attachment.error is not null
                and report.text_source = 'page' and report.text_chars < floor.value
        end
)

select
    url as subject,
    'warning' as severity,
    county_code,
    filer_id,
    report_kind,
    report_year,
    report_id,
    column_url,
    concat('listed and does not open (', reason, '): ', title) as message,
    to_json(struct_pack(
        url := url,
        title := title,
        reason := reason,
        status := status,
        since := china_time(since),
        sha256 := sha256
    )) as evidence
from core.broken_page
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
