-- id: T05
-- title: published after the earlier day set by the county
-- severity: info
-- basis: the yearly notice of the county's supervising office; shown apart from the national deadline
-- row: a report published after local_due_on and still on time
with offender as (
    select *
    from mart.filing_status
    where published_on > local_due_on and published_on <= due_on
)

select
    '' as subject,
    'info' as severity,
    status.county_code,
    status.filer_id,
    status.report_kind,
    status.report_year,
    status.report_id,
    cast(null as varchar) as column_url,
    concat(
        status.filer_name, ': report for ', status.report_year, ' published on ', status.published_on, ' (',
        status.published_on_source, '), after ', status.local_due_on, ', the day set by the county'
    ) as message,
    to_json(struct_pack(
        local_due_on := status.local_due_on,
        due_on := status.due_on,
        published_on := status.published_on,
        published_on_source := status.published_on_source,
        ruling := status.ruling,
        url := status.url,
        sha256 := report.page_sha256,
        dates := dates.dates
    )) as evidence
from offender as status
left join core.report as report on status.report_id = report.report_id
left join core.report_date_list as dates on status.report_id = dates.report_id
