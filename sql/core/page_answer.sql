-- core.page_answer: how an address of an article or a file answered in a night
-- url: the address
-- role: article or attachment
-- run_no: the night, see core.run
-- county_code: county whose site it is
-- column_url: column that led to it
-- outcome: read; gone (404 or 410); unread (it answered with something else); failed (no answer);
--   skipped (robots.txt or the night's budget forbade to ask)
-- sha256: digest of what it answered
-- status: HTTP status
-- reason: why it was not read
-- last_modified: header Last-Modified
with answer as (
    select
        capture.url,
        capture.role,
        run.run_no,
        capture.county_code,
        capture.column_url,
        capture.sha256,
        capture.status,
        capture.last_modified,
        capture.fetched_at,
        case
            when capture.error in ('robots', 'budget', 'not_asked') then 'skipped'
            when page.readable and capture.status in (200, 304) then 'read'
            when capture.status in (404, 410) then 'gone'
            when page.sha256 is not null then 'unread'
            else 'failed'
        end as outcome,
        case
            when page.readable and capture.status in (200, 304) then null
            else coalesce(capture.error, page.reason, page.kind, concat('http_', capture.status), 'no_answer')
        end as reason
    from raw.capture as capture
    inner join core.run as run on capture.run_id = run.run_id
    left join core.page_document as page
        on capture.url = page.url and capture.sha256 = page.sha256
    where capture.role in ('article', 'attachment')
)

select
    url,
    role,
    run_no,
    county_code,
    column_url,
    outcome,
    sha256,
    status,
    reason,
    last_modified
from answer
qualify row_number() over (
    partition by url, run_no
    order by
        list_position(['read', 'gone', 'unread', 'failed', 'skipped'], outcome),
        fetched_at desc, role, column_url
) = 1
