-- id: D03
-- title: dated earlier than an observation that did not show it
-- severity: error
-- basis: our own observations are the only dates that nobody else can edit
-- row: a report whose date is more than three days before a sound observation without it; an error where
--   the date claims to be on time and the observation is after the boundary day
with offender as (
    select
        report.*,
        sight.not_before,
        sight.not_after
    from core.report as report
    inner join core.first_sight as sight on report.report_id = sight.report_id
    inner join ref.threshold as limits on limits.check_id = 'D03' and limits.name = 'days_before'
    where report.published_on < china_day(sight.not_before) - cast(limits.value as integer)
)

select
    '' as subject,
    case
        when report.published_on <= duty.due_on and china_day(report.not_before) > duty.boundary_on
            then 'error'
        else 'warning'
    end as severity,
    report.county_code,
    report.filer_id,
    report.report_kind,
    report.report_year,
    report.report_id,
    cast(null as varchar) as column_url,
    concat(
        filer.name, ': report for ', report.report_year, ' dated ', report.published_on, ' (',
        report.published_on_source, '), not there on ', china_day(report.not_before), ', first seen on ',
        china_day(report.not_after)
    ) as message,
    to_json(struct_pack(
        published_on := report.published_on,
        published_on_source := report.published_on_source,
        not_before := china_time(report.not_before),
        not_after := china_time(report.not_after),
        due_on := duty.due_on,
        boundary_on := duty.boundary_on,
        deadline_basis := duty.deadline_basis,
        verified := duty.verified,
        url := report.published_url,
        sha256 := report.page_sha256,
        dates := dates.dates
    )) as evidence
from offender as report
inner join ref.filer as filer on report.filer_id = filer.filer_id
left join core.duty as duty on report.report_id = duty.report_id
left join core.report_date_list as dates on report.report_id = dates.report_id
