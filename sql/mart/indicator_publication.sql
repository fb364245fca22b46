-- mart.indicator_publication: indicator: how many of those who should publish did, by county, kind,
--   level, year
-- county_code: the county
-- report_kind: kind of report
-- level: class of bodies
-- report_year: report year
-- binding: false where the duties rest on local practice or were not binding
-- n_obliged: duties, without bodies that may keep their report secret
-- n_observable: of these, those whose last day has passed and of which it can be told whether they have one
-- n_found: of these, those with a report; of a year not yet due all that are there already
-- n_missing: not found in columns observed after the last day
-- n_unobserved: cannot be told
-- n_pending: the last day has not passed yet
-- n_attested: found, but attested by a person and on no page of the site
-- n_removed: found, and gone again since
-- publication_rate: found, of those observable; null before the last day has passed
-- publication_rate_low: the same if none of the unobserved had published
-- publication_rate_high: the same if all of the unobserved had published
select
    duty.county_code,
    duty.report_kind,
    duty.level,
    duty.report_year,
    duty.binding,
    count(*) as n_obliged,
    count(*) filter (where duty.is_observable) as n_observable,
    count(*) filter (where duty.is_found) as n_found,
    count(*) filter (where duty.status = 'missing') as n_missing,
    count(*) filter (where duty.status = 'unobserved') as n_unobserved,
    count(*) filter (where duty.status = 'pending') as n_pending,
    count(*) filter (where duty.is_found and not duty.is_here) as n_attested,
    count(report.removed_at) as n_removed,
    case when n_observable > 0 then n_found / n_observable end as publication_rate,
    case when n_observable > 0 then n_found / n_obliged end as publication_rate_low,
    case when n_observable > 0 then (n_found + n_unobserved) / n_obliged end as publication_rate_high
from core.measured_duty as duty
left join core.report as report on duty.report_id = report.report_id
group by duty.county_code, duty.report_kind, duty.level, duty.report_year, duty.binding
order by duty.county_code, duty.report_kind, duty.level, duty.report_year, duty.binding
