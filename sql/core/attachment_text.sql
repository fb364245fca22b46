-- core.attachment_text: the file whose text stands for a page that has none of its own
-- url: the page
-- sha256: its payload
-- attachment_url: the file with the longest text
-- attachment_sha256: payload of the file as last read
-- parser_version: code that read the file
with thin_page as (
    select
        page.url,
        page.sha256,
        unnest(page.attachments) as attachment
    from core.page_document as page
    where
        page.kind = 'article' and len(page.attachments) > 0
        and page.text_chars < (
            select value from ref.threshold
            where check_id = 'W03' and name = 'attachment_only_chars'
        )
)

select
    thin_page.url,
    thin_page.sha256,
    thin_page.attachment.url as attachment_url,
    file.sha256 as attachment_sha256,
    file.parser_version
from thin_page
inner join core.page_state as state on thin_page.attachment.url = state.url
inner join core.page_document as file
    on state.url = file.url and state.last_sha256 = file.sha256 and file.text_chars > 0
qualify row_number() over (
    partition by thin_page.url, thin_page.sha256
    order by file.text_chars desc, thin_page.attachment.url
) = 1
