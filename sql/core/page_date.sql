-- core.page_date: one date that a page or its entry has shown for a report, and since when
-- report_id: the report
-- url: address of the page
-- source: metadata, displayed, meta_tag, listing, url or signature
-- meaning: published or written
-- date: the day
-- text: the words it was read from
-- first_no: first night it was read, see core.run
-- as_first_read: the page or its entry carried it when it was first read
-- rank: 1 for the source that counts most
-- position: place among the dates of its source on the page
-- full_day: it names a day, not only a month
with shown as (
    select
        page.report_id,
        page.url,
        identity.first_no,
        identity.sha256 = page.first_sha256 as as_first_read,
        unnest(document.dates) as shown,
        generate_subscripts(document.dates, 1) as position
    from core.report_page as page
    inner join core.page_identity as identity
        on
            page.url = identity.url
            and page.filer_id = identity.filer_id
            and page.report_kind = identity.report_kind
            and page.report_year = identity.report_year
            and identity.verdict = 'report'
    inner join core.page_document as document
        on identity.url = document.url and identity.sha256 = document.sha256
),

listed as (
    select
        page.report_id,
        page.url,
        run.run_no as first_no,
        run.run_no = min(run.run_no) over (partition by page.report_id, page.url) as as_first_read,
        listing.listed_on
    from core.report_page as page
    inner join raw.listing as listing on page.url = listing.url
    inner join core.run as run
        on listing.run_id = run.run_id and run.run_no between page.first_no and page.last_no
    where listing.listed_on is not null
),

told as (
    select
        report_id,
        url,
        shown.source,
        shown.meaning,
        shown.date,
        shown.text,
        first_no,
        as_first_read,
        position
    from shown
    union all
    select
        report_id,
        url,
        'listing' as source,
        'published' as meaning,
        listed_on as date,
        cast(listed_on as varchar) as text,
        first_no,
        as_first_read,
        1 as position
    from listed
)

select
    report_id,
    url,
    source,
    meaning,
    date,
    arg_min(text, first_no) as text,
    min(first_no) as first_no,
    bool_or(as_first_read) as as_first_read,
    list_position(['metadata', 'displayed', 'meta_tag', 'listing', 'url', 'signature'], source) as rank,
    min(position) as position,
    source <> 'url' or bool_or(
        regexp_matches(text, '\d{8}') or regexp_matches(text, '\d{4}\D\d{1,2}\D\d{1,2}(\D|$)')
    ) as full_day
from told
where date is not null
group by report_id, url, source, meaning, date
