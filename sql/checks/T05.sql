-- id: T05
-- title: published after the earlier day set by the county
-- severity: info
-- basis: the yearly notice of the county's supervising office; shown apart from the national deadline
-- row: a report published after local_due_on and still on time
with offender as (
    select *
    from mart.filing_status
    where published_on > local_due_on and published_on <= due_on
),

dates as (
    select
        evidence.report_id,
        list(
            struct_pack(
                source := evidence.source,
                meaning := evidence.meaning,
                date := evidence.date,
                words := evidence.text,
                url := evidence.url,
                first_seen_at := china_time(evidence.first_seen_at),
                as_first_read := evidence.as_first_read
            )
            order by
                evidence.url, coalesce(evidence.rank, 99), evidence.source, evidence.meaning, evidence.date
        ) as dates
    from core.date_evidence as evidence
    semi join offender on evidence.report_id = offender.report_id
    group by evidence.report_id
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
left join dates on status.report_id = dates.report_id
