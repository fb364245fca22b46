-- core.text_reading: the text a page showed for a report in a night
-- report_id: the report
-- url: the page
-- run_no: the night, see core.run
-- text_sha256: digest of title, outline and text
-- payload_sha256: digest of the payload that holds the text
-- text_source: page or attachment
-- parser_version: code that read it
-- page_rank: place among the pages of the report, in the order in which they were first seen
with page as (
    select
        page.report_id,
        page.filer_id,
        page.report_kind,
        page.report_year,
        page.url,
        row_number() over (partition by page.report_id order by page.first_no, page.url) as page_rank
    from core.report_page as page
),

reading as (
    select
        page.report_id,
        page.url,
        page.page_rank,
        answer.run_no,
        answer.sha256
    from page
    inner join core.page_identity as identity
        on
            page.url = identity.url
            and page.filer_id = identity.filer_id
            and page.report_kind = identity.report_kind
            and page.report_year = identity.report_year
            and identity.verdict = 'report'
    inner join core.page_answer as answer
        on
            identity.url = answer.url
            and identity.sha256 = answer.sha256
            and answer.outcome = 'read'
)

select
    reading.report_id,
    reading.url,
    reading.run_no,
    document.text_sha256,
    reading.sha256 as payload_sha256,
    case when document.kind = 'attachment' then 'attachment' else 'page' end as text_source,
    document.parser_version,
    reading.page_rank
from reading
inner join core.page_document as document
    on reading.url = document.url and reading.sha256 = document.sha256
left join core.attachment_text as file
    on reading.url = file.url and reading.sha256 = file.sha256
where file.url is null
union all
-- a night in which the file was not asked for tells nothing about its text
select
    reading.report_id,
    reading.url,
    reading.run_no,
    document.text_sha256,
    answer.sha256 as payload_sha256,
    'attachment' as text_source,
    document.parser_version,
    reading.page_rank
from reading
inner join core.attachment_text as file
    on reading.url = file.url and reading.sha256 = file.sha256
inner join core.page_answer as answer
    on
        file.attachment_url = answer.url
        and reading.run_no = answer.run_no
        and answer.outcome = 'read'
inner join core.page_document as document
    on answer.url = document.url and answer.sha256 = document.sha256
