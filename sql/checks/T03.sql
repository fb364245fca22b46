-- id: T03
-- title: written after the day for filing with the superiors
-- severity: warning
-- basis: 厅字〔2019〕28号: 每年3月1日之前报送; filing itself cannot be seen, it is inferred from the written date
-- row: a report written, or known to be filed, after report_by and after the day the rule itself names
select
    '' as subject,
    'warning' as severity,
    duty.county_code,
    duty.filer_id,
    duty.report_kind,
    duty.report_year,
    duty.report_id,
    cast(null as varchar) as column_url,
    concat(
        duty.filer_name, ': report for ', duty.report_year,
        case when filed.filed_on is null then ' written on ' else ' filed, as a person knows, on ' end,
        coalesce(filed.filed_on, report.written_on), ', to be filed by ', duty.report_by_on
    ) as message,
    to_json(struct_pack(
        written_on := report.written_on,
        filed_on := filed.filed_on,
        report_by_on := duty.report_by_on,
        deadline_basis := duty.deadline_basis,
        verified := duty.verified,
        binding := duty.binding,
        url := report.url,
        sha256 := report.page_sha256,
        dates := dates.dates
    )) as evidence
from core.duty as duty
inner join ref.threshold as limits on limits.check_id = 'T03' and limits.name = 'boundary_days'
left join core.report as report on duty.report_id = report.report_id
left join core.filing_ruling as filed
    on
        duty.filer_id = filed.filer_id
        and duty.report_kind = filed.report_kind
        and duty.report_year = filed.report_year
left join core.report_date_list as dates on duty.report_id = dates.report_id
where
    coalesce(filed.filed_on, report.written_on)
    > duty.report_by_on + cast(least(limits.value, duty.boundary_days) as integer)
