-- core.page_state: where an address stands after all nights
-- url: the address
-- first_read_no: first night it was read, see core.run
-- last_read_no: last night it was read
-- last_no: last night it was asked
-- last_outcome: its last answer, see core.page_answer
-- last_reason: why that was not the page
-- last_status: HTTP status of the last answer
-- last_sha256: digest of the page as last read
-- gone_no: first night of the present absence: it answered 404 or 410 and was not read since
-- failures: nights in a row, up to the last, on which it was not read
-- failing_since_no: the first of these nights
with asked as (
    select
        answer.*,
        run.run_day,
        max(case when answer.outcome = 'read' then answer.run_no end) over (partition by answer.url)
            as last_read_no
    from core.page_answer as answer
    inner join core.run as run on answer.run_no = run.run_no
    where answer.outcome <> 'skipped'
)

select
    url,
    min(run_no) filter (where outcome = 'read') as first_read_no,
    max(last_read_no) as last_read_no,
    max(run_no) as last_no,
    arg_max(outcome, run_no) as last_outcome,
    arg_max(reason, run_no) filter (where run_no > coalesce(last_read_no, 0)) as last_reason,
    arg_max_null(status, run_no) as last_status,
    arg_max(sha256, run_no) filter (where outcome = 'read') as last_sha256,
    min(run_no) filter (where outcome = 'gone' and run_no > coalesce(last_read_no, 0)) as gone_no,
    count(distinct run_day) filter (where run_no > coalesce(last_read_no, 0)) as failures,
    min(run_no) filter (where run_no > coalesce(last_read_no, 0)) as failing_since_no
from asked
group by url
