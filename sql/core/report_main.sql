-- core.report_main: the page that speaks for a report now, and the payload its text comes from
-- report_id: the report
-- url: the page
-- page_sha256: its payload as last read; null for a page that was never read
-- text_url: address of the payload that holds the text: the page, or a file that hangs on it
-- text_sha256: digest of that payload
-- text_source: page or attachment
-- parser_version: code that read the text
with main_page as (
    select
        page.report_id,
        page.url,
        page.last_sha256
    from core.report_page as page
    inner join core.page_fate as fate on page.report_id = fate.report_id and page.url = fate.url
    qualify row_number() over (
        partition by page.report_id
        order by
            page.last_sha256 is not null desc,
            fate.removed_at is null desc,
            page.latest desc,
            fate.listed desc,
            fate.in_own_column desc,
            page.first_no,
            page.url
    ) = 1
)

select
    main_page.report_id,
    main_page.url,
    main_page.last_sha256 as page_sha256,
    coalesce(file.attachment_url, main_page.url) as text_url,
    coalesce(file.attachment_sha256, main_page.last_sha256) as text_sha256,
    case
        when main_page.last_sha256 is null then null
        when file.url is not null or document.kind = 'attachment' then 'attachment'
        else 'page'
    end as text_source,
    text_document.parser_version
from main_page
left join core.page_document as document
    on main_page.url = document.url and main_page.last_sha256 = document.sha256
left join core.attachment_text as file
    on main_page.url = file.url and main_page.last_sha256 = file.sha256
left join core.page_document as text_document
    on
        coalesce(file.attachment_url, main_page.url) = text_document.url
        and coalesce(file.attachment_sha256, main_page.last_sha256) = text_document.sha256
