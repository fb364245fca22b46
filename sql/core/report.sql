-- core.report: one report of one filer for one year
-- report_id: digest of filer, kind and year
-- report_kind: kind of report
-- filer_id: whose report it is
-- report_year: the year it is about
-- report_year_source: title, opening, text, published or ruling
-- title: title of the page that speaks for it, else of its entry
-- url: that page
-- published_on: day of publication by the best evidence, see core.published_date
-- published_on_source: where that stands; null for none
-- written_on: day it was written, from the metadata block or the sign-off
-- index_number: 索引号
-- document_number: 发文字号
-- text_source: page or attachment; null when nothing was read
-- first_seen_at: first observation that shows it
-- last_seen_at: last observation that shows it
-- removed_at: from when all its pages were off the lists and answered 404 or 410; null while it stands
-- version_count: texts it has had, one after the other; 0 when its page was never read
-- char_count: characters of its sections; of the whole text where no outline was read
-- county_code: county of the body
-- published_url: page that carries published_on
-- publisher: 发布机构
-- sign_off: body in the sign-off
-- title_unit: body in the title
-- title_years: every year in the title
-- name_form: what the title calls it
-- filer_source: how it is known whose report it is, see core.page_identity
-- in_own_column: some page of it stands or stood in a column registered for this body and kind
-- listed: some column still lists it
-- page_count: pages on which it stands or stood
-- page_sha256: digest of the page as last read
-- text_url: address of the payload that holds the text
-- payload_sha256: digest of that payload
-- text_chars: characters of its text without white space
-- binding: the rule for this level and year binds it
-- outline_confidence: how well its outline was understood: high, low or none
with page as (
    select
        page.report_id,
        any_value(page.filer_id) as filer_id,
        any_value(page.report_kind) as report_kind,
        any_value(page.report_year) as report_year,
        min(page.first_no) as first_no,
        max(page.last_no) as last_no,
        bool_or(fate.in_own_column) as in_own_column,
        bool_or(fate.listed) as listed,
        case when count(*) = count(fate.removed_at) then max(fate.removed_at) end as removed_at,
        count(*) as page_count,
        -- the sign-off of the reading that first carried the date, so that an edit moves no verdict
        arg_min(document.written_on, struct_pack(page.first_no, page.url)) as written_on
    from core.report_page as page
    inner join core.page_fate as fate on page.report_id = fate.report_id and page.url = fate.url
    left join core.page_document as document
        on page.url = document.url and page.first_sha256 = document.sha256
    group by page.report_id
),

version as (
    select
        report_id,
        count(*) as version_count
    from core.report_version
    group by report_id
),

outline as (
    select
        report_id,
        sum(char_count) as char_count
    from core.section
    where level = 1
    group by report_id
)

select
    page.report_id,
    page.report_kind,
    page.filer_id,
    page.report_year,
    spoken.report_year_source,
    coalesce(nullif(document.title, ''), listed.title) as title,
    main.url,
    dated.published_on,
    dated.source as published_on_source,
    page.written_on,
    document.index_number,
    document.document_number,
    main.text_source,
    first_run.as_of as first_seen_at,
    last_run.as_of as last_seen_at,
    page.removed_at,
    cast(coalesce(version.version_count, 0) as integer) as version_count,
    cast(coalesce(outline.char_count, text_document.text_chars) as integer) as char_count,
    filer.county_code,
    dated.url as published_url,
    document.publisher,
    document.sign_off,
    spoken.unit as title_unit,
    spoken.title_years,
    document.name_form,
    spoken.filer_source,
    page.in_own_column,
    page.listed,
    cast(page.page_count as integer) as page_count,
    main.page_sha256,
    main.text_url,
    main.text_sha256 as payload_sha256,
    text_document.text_chars,
    coalesce(bound.binding, false) as binding,
    text_document.outline_confidence
from page
inner join ref.filer as filer on page.filer_id = filer.filer_id
inner join core.report_main as main on page.report_id = main.report_id
inner join core.report_page as spoken on main.report_id = spoken.report_id and main.url = spoken.url
inner join core.run as first_run on page.first_no = first_run.run_no
inner join core.run as last_run on page.last_no = last_run.run_no
left join core.page_document as document
    on main.url = document.url and main.page_sha256 = document.sha256
left join core.page_document as text_document
    on main.text_url = text_document.url and main.text_sha256 = text_document.sha256
left join core.listed_page as listed on main.url = listed.url
left join core.published_date as dated on page.report_id = dated.report_id
left join core.report_rule as bound on page.report_id = bound.report_id
left join version on page.report_id = version.report_id
left join outline on page.report_id = outline.report_id
order by page.report_id
