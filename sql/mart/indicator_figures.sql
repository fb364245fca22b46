-- mart.indicator_figures: indicator: how far the reports give figures, by county, kind, level, year; the
--   use of cases is not measured
-- county_code: the county
-- report_kind: kind of report
-- level: class of bodies
-- report_year: report year
-- binding: false where the duties rest on local practice or were not binding
-- n_obliged: duties, without bodies that may keep their report secret
-- n_observable: of these, those whose last day has passed and of which it can be told whether they have one
-- n_found: of these, those with a report; of a year not yet due all that are there already
-- n_read: reports with an outline, whose figures are counted; of these all else is counted
-- median_figures_per_1000: median of facts with a figure per 1,000 characters; null where there are none
-- max_figures_per_1000: the most
-- n_few: with fewer than K08 in ref.threshold asks for
-- few_share: the same, of those read
with limits as (
    select value as figures
    from ref.threshold
    where check_id = 'K08' and name = 'figures_per_1000'
)

select
    duty.county_code,
    duty.report_kind,
    duty.level,
    duty.report_year,
    duty.binding,
    count(*) as n_obliged,
    count(*) filter (where duty.is_observable) as n_observable,
    count(*) filter (where duty.is_found) as n_found,
    count(*) filter (where duty.outline_read) as n_read,
    median(duty.figures_per_1000) filter (where duty.outline_read) as median_figures_per_1000,
    max(duty.figures_per_1000) filter (where duty.outline_read) as max_figures_per_1000,
    count(*) filter (where duty.outline_read and duty.figures_per_1000 < limits.figures) as n_few,
    n_few / nullif(n_read, 0) as few_share
from core.measured_duty as duty
cross join limits
group by duty.county_code, duty.report_kind, duty.level, duty.report_year, duty.binding
order by duty.county_code, duty.report_kind, duty.level, duty.report_year, duty.binding
