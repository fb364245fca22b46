-- core.report_version: one stretch of time with one text (A → B → A is three)
-- report_id: the report
-- version: number in the order of time, from 1
-- text_sha256: digest of title, outline and text
-- payload_sha256: digest of the payload in which it was first read
-- url: address at which it was first read
-- text_source: page or attachment
-- first_seen_at: first observation of this text
-- last_seen_at: last observation of this text before another, or at all
with page as (
    select distinct
        report_id,
        url,
        page_rank
    from core.text_reading
),

answer as (
    select
        url,
        run_no,
        outcome
    from core.page_answer
    where outcome in ('read', 'gone')
),

second_page as (
    select
        reading.report_id,
        reading.url,
        reading.run_no,
        earlier.url as earlier_url
    from core.text_reading as reading
    inner join page as earlier
        on reading.report_id = earlier.report_id and reading.page_rank > earlier.page_rank
),

-- a second address speaks for the report only while those before it do not answer with it
silenced as (
    select distinct
        second_page.report_id,
        second_page.url,
        second_page.run_no
    from second_page
    asof join answer
        on second_page.earlier_url = answer.url and second_page.run_no >= answer.run_no
    where answer.outcome = 'read'
),

reading as (
    select text_reading.*
    from core.text_reading as text_reading
    anti join silenced
        on
            text_reading.report_id = silenced.report_id
            and text_reading.url = silenced.url
            and text_reading.run_no = silenced.run_no
),

compared as (
    select
        *,
        lag(text_sha256) over nights as text_before,
        lag(parser_version) over nights as parser_before
    from reading
    window nights as (partition by report_id order by run_no, page_rank)
),

changed as (
    select
        *,
        -- texts read by two parsers cannot be compared
        coalesce(text_sha256 <> text_before and parser_version = parser_before, false) as differs
    from compared
),

numbered as (
    select
        *,
        1 + sum(cast(differs as integer)) over (partition by report_id order by run_no, page_rank) as version
    from changed
)

select
    numbered.report_id,
    cast(numbered.version as integer) as version,
    arg_min(numbered.text_sha256, numbered.run_no) as text_sha256,
    arg_min(numbered.payload_sha256, numbered.run_no) as payload_sha256,
    arg_min(numbered.url, numbered.run_no) as url,
    arg_min(numbered.text_source, numbered.run_no) as text_source,
    min(run.as_of) as first_seen_at,
    max(run.as_of) as last_seen_at
from numbered
inner join core.run as run on numbered.run_no = run.run_no
group by numbered.report_id, numbered.version
order by numbered.report_id, version
