-- core.page_document: what the newest parser read from one payload at one address, its texts apart
-- sha256: digest of the payload
-- url: address it was read at
-- parser_version: code that read it
-- kind: what it is: article, attachment, or something that is neither read nor a report
-- family: family of sites it is of; text for a plain text
-- reason: for a page that could not be read: what it is instead
-- readable: an article or a file, so that its facts count
-- title: title
-- is_report: whether it is a report
-- report_kind: of which kind
-- may_be_report: it is a report, or cannot be ruled out
-- why_not: why it is none
-- filer_name: body in the title
-- report_year: report year
-- report_year_source: title, opening, text or published
-- title_years: every year in the title
-- name_form: what the title calls it
-- written_on: day it was written, from the metadata block or the sign-off
-- published_on: day it was published, by the page itself
-- published_on_source: where that stands
-- index_number: 索引号
-- document_number: 发文字号
-- publisher: 发布机构
-- sign_off: body in the sign-off
-- breadcrumb: path to the column
-- dates: every date with its source and words
-- attachments: files it links to
-- years: years named in the text, with their counts
-- markers: words that are judged by, with their offsets
-- places: what may be names of places, with their offsets and a short context
-- meta_tags: the page's meta tags
-- outline_confidence: high, low or none
-- outline_reason: why it is not high
-- text_chars: characters of the text without white space
-- text_sha256: digest of title, outline and text
-- media_type: type by the bytes
-- error: why a file could not be read
with newest as (
    select
        sha256,
        url,
        max(parser_version) as parser_version
    from raw.document
    group by sha256, url
)

select
    raw_document.sha256,
    raw_document.url,
    raw_document.parser_version,
    raw_document.document.kind,
    raw_document.document.family,
    raw_document.document.reason,
    coalesce(raw_document.document.kind in ('article', 'attachment'), false) as readable,
    raw_document.document.title,
    coalesce(raw_document.document.is_report, false) as is_report,
    raw_document.document.report_kind,
    coalesce(raw_document.document.may_be_report, false) or coalesce(raw_document.document.is_report, false)
        as may_be_report,
    raw_document.document.why_not,
    raw_document.document.filer_name,
    raw_document.document.report_year,
    raw_document.document.report_year_source,
    raw_document.document.title_years,
    raw_document.document.name_form,
    raw_document.document.written_on,
    raw_document.document.published_on,
    raw_document.document.published_on_source,
    raw_document.document.index_number,
    raw_document.document.document_number,
    raw_document.document.publisher,
    raw_document.document.sign_off,
    raw_document.document.breadcrumb,
    raw_document.document.dates,
    raw_document.document.attachments,
    raw_document.document.years,
    raw_document.document.markers,
    raw_document.document.places,
    raw_document.document.meta_tags,
    raw_document.document.outline_confidence,
    raw_document.document.outline_reason,
    raw_document.document.text_chars,
    raw_document.document.text_sha256,
    raw_document.document.media_type,
    raw_document.document.error
from raw.document as raw_document
inner join newest
    on
        raw_document.sha256 = newest.sha256
        and raw_document.url = newest.url
        and raw_document.parser_version = newest.parser_version
