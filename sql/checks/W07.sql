-- id: W07
-- title: required meta tags missing or empty
-- severity: info
-- basis: 国办发〔2017〕47号: ten meta tags of every article page
-- row: a column whose pages of reports lack one of the tags of ref.required_tag, or leave it empty; one row
--   for a column, since its template is at fault and not each page
with page as (
    select
        located.column_url,
        page.url,
        page.last_sha256 as sha256,
        list_transform(document.meta_tags, lambda tag: lower(tag['name'])) as names,
        list_transform(
            list_filter(document.meta_tags, lambda tag: trim(tag['content']) <> ''),
            lambda tag: lower(tag['name'])
        ) as filled
    from core.report_location as located
    inner join core.report_page as page
        on located.report_id = page.report_id and located.url = page.url and page.latest
    inner join core.page_document as document
        on
            page.url = document.url
            and page.last_sha256 = document.sha256
            and document.kind = 'article'
            -- a plain text has no head to carry them
            and document.family <> 'text'
    where located.listed and located.column_url is not null
),

tag as (
    select list(tag order by position) as tags
    from ref.required_tag
),

judged as (
    select distinct
        page.column_url,
        page.url,
        page.sha256,
        list_filter(tag.tags, lambda one: not list_contains(page.names, lower(one))) as missing,
        list_filter(
            tag.tags,
            lambda one: list_contains(page.names, lower(one)) and not list_contains(page.filled, lower(one))
        ) as empty
    from page
    cross join tag
),

offender as (
    select
        column_url,
        count(*) as n_pages,
        list_sort(list_distinct(flatten(list(missing)))) as missing,
        list_sort(list_distinct(flatten(list(empty)))) as empty,
        list(struct_pack(url := url, missing := missing, empty := empty, sha256 := sha256) order by url)
            as pages
    from judged
    where len(missing) > 0 or len(empty) > 0
    group by column_url
)

select
    '' as subject,
    'info' as severity,
    watched.county_code,
    watched.filer_id,
    watched.report_kinds[1] as report_kind,
    cast(null as integer) as report_year,
    cast(null as varchar) as report_id,
    offender.column_url,
    concat_ws(
        '; ',
        concat(offender.n_pages, ' pages of reports in the column lack required meta tags'),
        'missing ' || nullif(array_to_string(offender.missing, ', '), ''),
        'empty ' || nullif(array_to_string(offender.empty, ', '), '')
    ) as message,
    to_json(struct_pack(
        missing := offender.missing,
        empty := offender.empty,
        -- the first of them show the template
        pages := offender.pages[1:10]
    )) as evidence
from offender
inner join core.watched_column as watched on offender.column_url = watched.column_url and watched.registered
