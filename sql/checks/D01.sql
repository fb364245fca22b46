-- id: D01
-- title: no date shown on the page itself
-- severity: error
-- basis: 国办发〔2017〕47号: PubDate is a required tag of every article page
-- row: a report none of whose pages that were read shows a day of publication; info where its list,
--   its address or a sign-off dates it
with offender as (
    select
        evidence.report_id,
        bool_or(evidence.meaning in ('published', 'written') and evidence.full_day) as is_dated
    from core.date_evidence as evidence
    group by evidence.report_id
    having
        not bool_or(
            evidence.meaning = 'published' and evidence.source in ('metadata', 'displayed', 'meta_tag')
        )
)

select
    '' as subject,
    case when offender.is_dated then 'info' else 'error' end as severity,
    report.county_code,
    report.filer_id,
    report.report_kind,
    report.report_year,
    report.report_id,
    cast(null as varchar) as column_url,
    concat_ws(
        '; ',
        concat(filer.name, ': the page of the report for ', report.report_year, ' shows no day'),
        cast(report.published_on as varchar) || ' by its ' || report.published_on_source
    ) as message,
    to_json(struct_pack(
        url := report.url,
        sha256 := report.page_sha256,
        published_on := report.published_on,
        published_on_source := report.published_on_source,
        dates := dates.dates
    )) as evidence
from offender
inner join core.report as report on offender.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
-- a page that was never read shows nothing, and a file has no page
inner join core.page_document as page
    on report.url = page.url and report.page_sha256 = page.sha256 and page.kind = 'article'
left join core.report_date_list as dates on report.report_id = dates.report_id
