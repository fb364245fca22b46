-- What was found about a body, or about a report? Open findings first; '' stands for any body or report.
select
    finding.finding_id,
    finding.check_id,
    finding.severity,
    filer.name as filer_name,
    finding.report_kind,
    finding.report_year,
    finding.report_id,
    finding.message,
    cast(finding.evidence as varchar) as evidence,
    finding.opened_at,
    finding.closed_at,
    finding.waived_until,
    finding.waiver
from checks.finding as finding
left join ref.filer as filer on finding.filer_id = filer.filer_id
where
    ($filer = '' or finding.filer_id = $filer)
    and ($report = '' or finding.report_id = $report)
order by
    finding.closed_at is not null,
    case finding.severity when 'error' then 1 when 'warning' then 2 else 3 end,
    finding.report_year desc nulls last,
    finding.check_id,
    finding.finding_id
limit 200
