-- core.page_reading: one text of one page, or a page known from its entry alone: which report it is
-- url: address of the page
-- sha256: digest of the payload; null for a page that was never read
-- county_code: county whose column led to it
-- owner_id: owner of that column; null for a shared one
-- first_no: first night with this payload, or listed; see core.run
-- last_no: last night with it
-- latest: the page as last read
-- report_kind: kind of report; null where none can be told
-- report_year: report year; null where none can be told
-- report_year_source: title, opening, text or published
-- other_year: another year that it may be about: the one before its publication, where only a count of the
--   years in its text tells another, or where none of its days leaves time for the year that is told; where
--   nothing but the day of publication tells it and that lies at the end of a year, this year
-- unit: body in the title
-- breadcrumb: path to the column
-- index_owner: first part of the index number, where that is a credit code
-- may_be_report: it is a report or cannot be ruled out
-- title_years: every year in the title
-- listed_on: date first shown beside its entry
-- published_on: day of publication by the page, or by its entry
with reading as (
    select
        url,
        sha256,
        min(run_no) as first_no,
        max(run_no) as last_no,
        min(county_code) as county_code,
        arg_min(column_url, run_no) as column_url
    from core.page_answer
    where outcome = 'read' and role = 'article'
    group by url, sha256
),

never_read as (
    select
        url,
        cast(null as varchar) as sha256,
        first_no,
        last_no,
        county_code,
        column_url
    from core.listed_page
    where may_be_report and url not in (select url from reading)
),

page as (
    select * from reading
    union all
    select * from never_read
),

told as (
    select
        page.url,
        page.sha256,
        coalesce(listed.county_code, page.county_code) as county_code,
        coalesce(listed.owner_id, watched.filer_id) as owner_id,
        page.first_no,
        page.last_no,
        row_number() over (partition by page.url order by page.last_no desc, page.sha256) = 1 as latest,
        case
            when document.is_report then document.report_kind
            -- a file has no page of its own to judge by, and a page that leaves it open follows its entry
            when document.sha256 is null or document.may_be_report or document.kind = 'attachment'
                then listed.title_report_kind
        end as report_kind,
        cast(case
            when document.report_year_source = 'title' then document.report_year
            else coalesce(
                listed.title_year,
                document.report_year,
                case when document.sha256 is not null then year(listed.listed_on) - 1 end
            )
        end as integer) as report_year,
        case
            when document.report_year_source = 'title' or listed.title_year is not null then 'title'
            when document.report_year is not null then document.report_year_source
            when document.sha256 is not null and listed.listed_on is not null then 'published'
        end as report_year_source,
        coalesce(document.filer_name, listed.title_unit) as unit,
        document.breadcrumb,
        regexp_extract(document.index_number, '^([0-9A-Z]{18})/', 1) as index_owner,
        case
            when document.sha256 is null or document.kind = 'attachment'
                then coalesce(document.may_be_report, false) or coalesce(listed.may_be_report, false)
            -- entry and page contradict each other: a person has to look
            else document.may_be_report or listed.title_report_kind is not null
        end as may_be_report,
        coalesce(nullif(document.title_years, []), listed.title_years) as title_years,
        listed.listed_on,
        coalesce(document.published_on, listed.listed_on) as published_on,
        greatest(
            listed.listed_on,
            list_max(list_transform(
                list_filter(document.dates, lambda one: one['meaning'] = 'published'), lambda one: one['date']
            ))
        ) as last_day
    from page
    left join core.listed_page as listed on page.url = listed.url
    left join core.watched_column as watched on page.column_url = watched.column_url
    left join core.page_document as document on page.url = document.url and page.sha256 = document.sha256
)

select
    * exclude (last_day),
    cast(case
        -- an account of a year that has months to go
        when year(last_day) = report_year and month(last_day) < 10 then report_year - 1
        -- the end of a year: a report may be early by weeks as well as late by months
        when month(published_on) >= 10 and report_year = year(published_on) then null
        when month(published_on) >= 10 and report_year_source = 'published' then year(published_on)
        when report_year_source = 'text' then nullif(year(published_on) - 1, report_year)
    end as integer) as other_year
from told
