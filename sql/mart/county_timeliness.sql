-- mart.county_timeliness: the duties of a county, by kind of report, level, year and binding force
-- county_code: the county
-- report_kind: kind of report
-- level: class of bodies
-- report_year: report year
-- binding: false where the duties rest on local practice or were not binding
-- n_due: duties
-- n_on_time: published on time
-- n_boundary: published on the day the rule itself names
-- n_late: published late
-- n_missing: not found in columns observed after that day
-- n_undated: found without any date
-- n_unobserved: cannot be told
-- n_pending: the day has not passed yet
-- on_time_rate: on time, of those known to be on time, late or missing; null where there are none
-- median_days_late: median days after due_on, of the late ones
select
    county_code,
    report_kind,
    level,
    report_year,
    binding,
    count(*) as n_due,
    count(*) filter (where status = 'on_time') as n_on_time,
    count(*) filter (where status = 'boundary') as n_boundary,
    count(*) filter (where status = 'late') as n_late,
    count(*) filter (where status = 'missing') as n_missing,
    count(*) filter (where status = 'undated') as n_undated,
    count(*) filter (where status = 'unobserved') as n_unobserved,
    count(*) filter (where status = 'pending') as n_pending,
    -- boundary is on neither side, and what cannot be told is no denominator
    n_on_time / nullif(n_on_time + n_late + n_missing, 0) as on_time_rate,
    median(days_late) as median_days_late
from mart.filing_status
group by county_code, report_kind, level, report_year, binding
order by county_code, report_kind, level, report_year, binding
