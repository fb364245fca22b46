-- id: T04
-- title: published more than 20 working days after it was written
-- severity: warning
-- basis: 《政府信息公开条例》 art. 26: within 20 working days, unless laws or regulations set another limit
-- row: a report published later than that after its written date, by the calendar of the State Council; not
--   testable without both days or beyond the end of the calendar, nor for a report that kept a day set by
--   law or regulation (art. 49)
with offender as (
    select
        report.*,
        published.working_days - written.working_days as n_working_days,
        limits.value as working_days_allowed
    from core.report as report
    inner join ref.working_day as written on report.written_on = written.day
    inner join ref.working_day as published on report.published_on = published.day
    inner join ref.report_kind as kind on report.report_kind = kind.report_kind
    inner join ref.threshold as limits on limits.check_id = 'T04' and limits.name = 'working_days'
    left join core.duty as duty on report.report_id = duty.report_id
    where
        published.working_days - written.working_days > limits.value
        and not coalesce(kind.day_set_by_law and report.published_on <= duty.boundary_on, false)
)

select
    '' as subject,
    'warning' as severity,
    report.county_code,
    report.filer_id,
    report.report_kind,
    report.report_year,
    report.report_id,
    cast(null as varchar) as column_url,
    concat(
        filer.name, ': report for ', report.report_year, ' written on ', report.written_on, ', published on ',
        report.published_on, ' (', report.published_on_source, '), ', report.n_working_days,
        ' working days later'
    ) as message,
    to_json(struct_pack(
        written_on := report.written_on,
        published_on := report.published_on,
        published_on_source := report.published_on_source,
        working_days := report.n_working_days,
        working_days_allowed := report.working_days_allowed,
        url := report.published_url,
        sha256 := report.page_sha256,
        dates := dates.dates
    )) as evidence
from offender as report
inner join ref.filer as filer on report.filer_id = filer.filer_id
left join core.report_date_list as dates on report.report_id = dates.report_id
