-- id: W06
-- title: the same report at two addresses with different text or date
-- severity: info
-- basis: which of the two holds is not for the reader to guess
-- row: a report that stands at several addresses now, read by the same parser, whose texts differ, or whose
--   days of publication by the page itself are more than a day apart
with several as (
    select report_id
    from core.report_page
    where latest
    group by report_id
    having count(*) > 1
),

standing as (
    select
        page.report_id,
        page.url,
        page.last_sha256 as sha256,
        document.text_sha256,
        document.text_chars,
        document.parser_version,
        case when document.published_on_source <> 'url' then document.published_on end as published_on,
        document.published_on_source
    from core.report_page as page
    inner join several on page.report_id = several.report_id
    inner join core.page_fate as fate on page.report_id = fate.report_id and page.url = fate.url
    inner join core.page_document as document
        on page.url = document.url and page.last_sha256 = document.sha256 and document.kind = 'article'
    inner join ref.threshold as cover
        on cover.check_id = 'W03' and cover.name = 'attachment_only_chars'
    where page.latest and fate.removed_at is null and document.text_chars >= cover.value
),

judged as (
    select
        standing.report_id,
        count(distinct standing.text_sha256) > 1 and count(distinct standing.parser_version) = 1
            as texts_differ,
        max(standing.published_on) - min(standing.published_on) > any_value(limits.value) as dates_differ,
        min(standing.published_on) as first_day,
        max(standing.published_on) as last_day,
        list(
            struct_pack(
                url := standing.url,
                published_on := standing.published_on,
                published_on_source := standing.published_on_source,
                text_chars := standing.text_chars,
                text_sha256 := standing.text_sha256,
                sha256 := standing.sha256
            )
            order by standing.url
        ) as pages
    from standing
    inner join ref.threshold as limits on limits.check_id = 'W06' and limits.name = 'days_apart'
    group by standing.report_id
    having count(*) > 1
)

select
    '' as subject,
    'info' as severity,
    report.county_code,
    report.filer_id,
    report.report_kind,
    report.report_year,
    report.report_id,
    cast(null as varchar) as column_url,
    concat(
        filer.name, ': report for ', report.report_year, ' stands at ', len(judged.pages), ' addresses with ',
        concat_ws(
            ' and ',
            case when judged.texts_differ then 'different texts' end,
            case
                when judged.dates_differ
                    then concat('days from ', judged.first_day, ' to ', judged.last_day)
            end
        )
    ) as message,
    to_json(struct_pack(
        texts_differ := judged.texts_differ,
        dates_differ := coalesce(judged.dates_differ, false),
        pages := judged.pages
    )) as evidence
from judged
inner join core.report as report on judged.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
where judged.texts_differ or judged.dates_differ
