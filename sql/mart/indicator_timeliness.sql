-- mart.indicator_timeliness: indicator: how punctual they were, by county, kind, level, year; the day
--   named in the rule itself (boundary) counts on neither side
-- county_code: the county
-- report_kind: kind of report
-- level: class of bodies
-- report_year: report year
-- binding: false where the duties rest on local practice or were not binding
-- n_obliged: duties, without bodies that may keep their report secret
-- n_observable: of these, those whose last day has passed and of which it can be told whether they have one
-- n_found: of these, those with a report; of a year not yet due all that are there already
-- n_dated: found, with a day of publication
-- n_on_time: published on time
-- n_boundary: published on the day the rule itself names
-- n_late: published late
-- n_missing: not found in columns observed after the last day
-- n_undated: found without any date
-- on_time_rate: on time, of those on time, late or missing; null where there are none
-- on_time_rate_of_found: on time, of those on time or late; null where there are none
-- median_days_late: median days after the last day, of the late ones
-- max_days_late: the most of them
-- median_days_before: median days from the day of publication to the last day, of all dated; negative
--   for late
select
    county_code,
    report_kind,
    level,
    report_year,
    binding,
    count(*) as n_obliged,
    count(*) filter (where is_observable) as n_observable,
    count(*) filter (where is_found) as n_found,
    count(*) filter (where is_found and published_on is not null) as n_dated,
    count(*) filter (where status = 'on_time') as n_on_time,
    count(*) filter (where status = 'boundary') as n_boundary,
    count(*) filter (where status = 'late') as n_late,
    count(*) filter (where status = 'missing') as n_missing,
    count(*) filter (where status = 'undated') as n_undated,
    n_on_time / nullif(n_on_time + n_late + n_missing, 0) as on_time_rate,
    n_on_time / nullif(n_on_time + n_late, 0) as on_time_rate_of_found,
    median(days_late) as median_days_late,
    max(days_late) as max_days_late,
    median(due_on - published_on) filter (where is_found) as median_days_before
from core.measured_duty
group by county_code, report_kind, level, report_year, binding
order by county_code, report_kind, level, report_year, binding
