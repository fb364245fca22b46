-- id: D01
-- title: no date shown on the page itself
-- severity: error
-- basis: 国办秘函〔2017〕47号: PubDate is a required tag of every article page
-- row: a report none of whose pages that were read shows a day of publication; info where its list,
--   its address or a sign-off dates it
with shown as (
    select
        report_id,
        bool_or(meaning = 'published' and source in ('metadata', 'displayed', 'meta_tag')) as on_page,
        bool_or(meaning in ('published', 'written') and full_day) as anywhere
    from core.date_evidence
    group by report_id
)

select
    '' as subject,
    case when shown.anywhere then 'info' else 'error' end as severity,
    report.county_code,
    report.filer_id,
    report.report_kind,
    report.report_year,
    report.report_id,
    cast(null as varchar) as column_url,
    concat(
        filer.name, ': the page of the report for ', report.report_year, ' shows no day of publication',
        case when report.published_on is not null
            then concat('; ', report.published_on, ' by its ', report.published_on_source) else '' end
    ) as message,
    to_json(struct_pack(
        url := report.url,
        sha256 := report.page_sha256,
        published_on := report.published_on,
        published_on_source := report.published_on_source,
        dates := dates.dates
    )) as evidence
from core.report as report
inner join ref.filer as filer on report.filer_id = filer.filer_id
inner join shown on report.report_id = shown.report_id
inner join core.page_document as page
    on report.url = page.url and report.page_sha256 = page.sha256 and page.kind = 'article'
left join core.report_dates as dates on report.report_id = dates.report_id
where not shown.on_page
