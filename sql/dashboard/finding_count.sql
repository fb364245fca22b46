-- How many findings match, by severity?
select
    count(*) as n_findings,
    count(*) filter (where finding.severity = 'error') as n_error,
    count(*) filter (where finding.severity = 'warning') as n_warning,
    count(*) filter (where finding.severity = 'info') as n_info
from checks.finding as finding
where
    ($county = '' or finding.county_code = $county)
    and ($year = 0 or finding.report_year = $year)
    and ($kind = '' or finding.report_kind = $kind)
    and ($severity = '' or finding.severity = $severity)
    and ($check_id = '' or finding.check_id = $check_id)
    and ($state = 'all' or (finding.closed_at is null) = ($state = 'open'))
    and ($words = '' or contains(lower(finding.message), lower($words)))
