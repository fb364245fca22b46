-- What is wrong now, the worst first, and what does it rest on?
-- For a supervisor.
--
-- Waived findings are left out; waived_until tells them. The thousand gravest: without the last line all.
select
    finding.severity,
    finding.check_id,
    rule.title,
    filer.name as filer,
    finding.report_year,
    finding.message,
    finding.evidence
from checks.finding as finding
inner join checks."check" as rule on finding.check_id = rule.check_id
left join ref.filer as filer on finding.filer_id = filer.filer_id
where finding.closed_at is null and finding.waived_until is null
order by
    list_position(['error', 'warning', 'info'], finding.severity),
    finding.check_id, filer.name, finding.report_year desc, finding.message
limit 1000;
