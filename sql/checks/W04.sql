-- id: W04
-- title: a report is gone, or off its list
-- severity: warning
-- basis: what was made public stays public; no rule on permanent publicity was found
-- row: a report all of whose pages are off the observed lists and answer 404 or 410 (warning; info where
--   it never could be read); a page merely off every list, or gone while the report stands elsewhere (info)
with gone as (
    select
        '' as subject,
        case when version_count > 0 then 'warning' else 'info' end as severity,
        report_id,
        url,
        concat('report for ', report_year, ' gone since ', china_day(removed_at)) as what,
        removed_at as since
    from core.report
    where removed_at is not null
),

unlisted as (
    select
        fate.url as subject,
        'info' as severity,
        fate.report_id,
        fate.url,
        case
            when fate.removed_at is null
                then concat('no longer listed since ', china_day(fate.unlisted_at), ', not gone')
            else concat('gone since ', china_day(fate.removed_at), ', the report stands elsewhere')
        end as what,
        coalesce(fate.removed_at, fate.unlisted_at) as since
    from core.page_fate as fate
    inner join core.report as report on fate.report_id = report.report_id
    where report.removed_at is null and fate.unlisted_at is not null
),

page as (
    select * from gone
    union all
    select * from unlisted
),

location as (
    select
        report_id,
        url,
        list(
            struct_pack(
                column_url := column_url,
                first_listed_at := china_time(first_listed_at),
                last_listed_at := china_time(last_seen_at),
                unlisted_at := china_time(unlisted_at)
            )
            order by column_url
        ) as columns
    from core.report_location
    where (report_id, url) in (select (report_id, url) from page)
    group by report_id, url
)

select
    page.subject,
    page.severity,
    report.county_code,
    report.filer_id,
    report.report_kind,
    report.report_year,
    report.report_id,
    cast(null as varchar) as column_url,
    concat(filer.name, ': ', page.what) as message,
    to_json(struct_pack(
        url := page.url,
        title := report.title,
        since := china_time(page.since),
        columns := location.columns,
        last_read_at := case when page.subject = '' then china_time(last_read.as_of) end,
        last_status := state.last_status,
        sha256 := state.last_sha256
    )) as evidence
from page
inner join core.report as report on page.report_id = report.report_id
inner join ref.filer as filer on report.filer_id = filer.filer_id
left join core.page_state as state on page.url = state.url
left join core.run as last_read on state.last_read_no = last_read.run_no
left join location on page.report_id = location.report_id and page.url = location.url
