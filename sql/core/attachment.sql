-- core.attachment: a file hanging on the report, as its page links it now
-- report_id: the report
-- url: address of the file
-- media_type: type by its bytes; null when it was not read
-- sha256: digest of the file as last read
-- text_chars: characters of its text; null when it was not read
-- error: why it has no text, or was not read
-- name: what the page calls it
-- page_url: the page
-- last_outcome: its last answer, see core.page_answer; null when it was never asked for
-- failing_since_no: first of the nights in a row on which it was not read, see core.run
-- is_text: it holds the text of the report
with linked as (
    select
        main.report_id,
        main.url as page_url,
        main.text_url,
        unnest(document.attachments) as link
    from core.report_main as main
    inner join core.page_document as document
        on main.url = document.url and main.page_sha256 = document.sha256
)

select
    linked.report_id,
    linked.link.url,
    file.media_type,
    state.last_sha256 as sha256,
    file.text_chars,
    coalesce(case when state.last_outcome <> 'read' then state.last_reason end, file.error) as error,
    linked.link.name,
    linked.page_url,
    state.last_outcome,
    state.failing_since_no,
    linked.text_url = linked.link.url as is_text
from linked
left join core.page_state as state on linked.link.url = state.url
left join core.page_document as file on state.url = file.url and state.last_sha256 = file.sha256
qualify row_number() over (partition by linked.report_id, linked.link.url order by linked.link.name) = 1
