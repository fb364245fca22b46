-- id: T03
-- title: written after the day for filing with the superiors
-- severity: warning
-- basis: 厅字〔2019〕28号: 每年3月1日之前报送; filing itself cannot be seen, it is inferred from the written date
-- row: a report written, or known to be filed, after report_by and after the day the rule itself names
with offender as (
    select
        duty.*,
        report.written_on,
        report.url,
        report.page_sha256,
        filed.filed_on
    from core.duty as duty
    left join core.report as report on duty.report_id = report.report_id
    left join core.filing_ruling as filed
        on
            duty.filer_id = filed.filer_id
            and duty.report_kind = filed.report_kind
            and duty.report_year = filed.report_year
    inner join ref.threshold as limits on limits.check_id = 'T03' and limits.name = 'boundary_days'
    where
        coalesce(filed.filed_on, report.written_on)
        > duty.report_by_on + cast(least(limits.value, duty.boundary_days) as integer)
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
    'warning' as severity,
    late.county_code,
    late.filer_id,
    late.report_kind,
    late.report_year,
    late.report_id,
    cast(null as varchar) as column_url,
    concat(
        late.filer_name, ': report for ', late.report_year,
        case when late.filed_on is null then ' written on ' else ' filed, as a person knows, on ' end,
        coalesce(late.filed_on, late.written_on), ', to be filed by ', late.report_by_on
    ) as message,
    to_json(struct_pack(
        written_on := late.written_on,
        filed_on := late.filed_on,
        report_by_on := late.report_by_on,
        deadline_basis := late.deadline_basis,
        verified := late.verified,
        binding := late.binding,
        url := late.url,
        sha256 := late.page_sha256,
        dates := dates.dates
    )) as evidence
from offender as late
left join dates on late.report_id = dates.report_id
