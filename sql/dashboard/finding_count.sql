-- How many findings match, by severity, and how many more are waived and hidden?
with matching as (
    select
        finding.severity,
        finding.waived_until is not null as is_waived,
        $waived = 'shown' or is_waived = ($waived = 'only') as is_shown
    from checks.finding as finding
    where
        ($county = '' or finding.county_code = $county)
        and ($year = 0 or finding.report_year = $year)
        and ($kind = '' or finding.report_kind = $kind)
        and ($severity = '' or finding.severity = $severity)
        and ($check_id = '' or finding.check_id = $check_id)
        and ($state = 'all' or (finding.closed_at is null) = ($state = 'open'))
        and (
            $words = ''
            or contains(lower(concat_ws(' ', finding.check_id, finding.message)), lower($words))
            or list_contains($titled, finding.check_id)
        )
)

select
    count(*) filter (where is_shown) as n_findings,
    count(*) filter (where is_shown and severity = 'error') as n_error,
    count(*) filter (where is_shown and severity = 'warning') as n_warning,
    count(*) filter (where is_shown and severity = 'info') as n_info,
    count(*) filter (where is_shown and is_waived) as n_waived,
    count(*) filter (where not is_shown and is_waived) as n_hidden
from matching
