-- Which findings match, the worst and newest first? One page at a time; $titled are the checks whose
-- titles hold the words, $waived is hidden, shown or only.
with matching as (
    select *
    from checks.finding as finding
    where
        ($county = '' or finding.county_code = $county)
        and ($year = 0 or finding.report_year = $year)
        and ($kind = '' or finding.report_kind = $kind)
        and ($severity = '' or finding.severity = $severity)
        and ($check_id = '' or finding.check_id = $check_id)
        and ($state = 'all' or (finding.closed_at is null) = ($state = 'open'))
        and ($waived = 'shown' or (finding.waived_until is not null) = ($waived = 'only'))
        and (
            $words = ''
            or contains(lower(concat_ws(' ', finding.check_id, finding.message)), lower($words))
            or list_contains($titled, finding.check_id)
        )
    order by
        case finding.severity when 'error' then 1 when 'warning' then 2 else 3 end,
        finding.opened_at desc,
        finding.finding_id
    limit $size offset $skip
)

select
    matching.finding_id,
    matching.severity,
    matching.check_id,
    matching.county_code,
    matching.filer_id,
    filer.name as filer_name,
    matching.report_kind,
    matching.report_year,
    matching.report_id,
    matching.column_url,
    matching.message,
    cast(matching.evidence as varchar) as evidence,
    matching.opened_at,
    matching.closed_at,
    matching.waived_until,
    matching.waiver
from matching
left join ref.filer as filer on matching.filer_id = filer.filer_id
order by
    case matching.severity when 'error' then 1 when 'warning' then 2 else 3 end,
    matching.opened_at desc,
    matching.finding_id
