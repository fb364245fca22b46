-- id: T02
-- title: published late
-- severity: error
-- basis: 厅字〔2019〕28号: 每年4月1日之前公开; 《政府信息公开条例》 art. 49
-- row: a duty with the status late; a warning where the duty does not bind or the year is before 2019
select
    '' as subject,
    case when status.binding and status.report_year >= limits.value then 'error' else 'warning' end as severity,
    status.county_code,
    status.filer_id,
    status.report_kind,
    status.report_year,
    status.report_id,
    cast(null as varchar) as column_url,
    concat(
        status.filer_name, ': ', kind.name, ' for ', status.report_year, ' dated ', status.published_on, ' (',
        status.published_on_source, '), ', status.days_late, ' days after ', status.due_on
    ) as message,
    to_json(struct_pack(
        published_on := status.published_on,
        published_on_source := status.published_on_source,
        due_on := status.due_on,
        boundary_on := status.boundary_on,
        days_late := status.days_late,
        deadline_basis := status.deadline_basis,
        verified := status.verified,
        binding := status.binding,
        not_before := china_time(status.not_before),
        not_after := china_time(status.not_after),
        url := status.url,
        sha256 := report.page_sha256,
        dates := dates.dates,
        ruling := status.ruling
    )) as evidence
from mart.filing_status as status
inner join ref.report_kind as kind on status.report_kind = kind.report_kind
inner join ref.threshold as limits on limits.check_id = 'T02' and limits.name = 'error_from_year'
left join core.report as report on status.report_id = report.report_id
left join core.report_dates as dates on status.report_id = dates.report_id
where status.status = 'late'
