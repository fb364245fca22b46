-- mart.indicator_length: indicator: how long the reports are, by county, kind, level,
--   year; in characters without white space
-- county_code: the county
-- report_kind: kind of report
-- level: class of bodies
-- report_year: report year
-- binding: false where the duties rest on local practice or were not binding
-- n_obliged: duties, without bodies that may keep their report secret
-- n_observable: of these, those whose last day has passed and of which it can be told whether they have one
-- n_found: of these, those with a report; of a year not yet due all that are there already
-- n_read: reports with enough text to be measured; of these all else is counted
-- min_chars: the shortest
-- quarter_chars: a quarter of them is at most so long
-- median_chars: half of them is at most so long; null where there are none
-- three_quarter_chars: three quarters of them are at most so long
-- max_chars: the longest
-- mean_chars: on average
-- n_short: shorter than the floor of K07 in ref.threshold
-- short_share: the same, of those read
with floor as (
    select value as chars
    from ref.threshold
    where check_id = 'K07' and name = 'floor'
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
    count(*) filter (where duty.is_read) as n_read,
    min(duty.text_chars) filter (where duty.is_read) as min_chars,
    quantile_cont(duty.text_chars, 0.25) filter (where duty.is_read) as quarter_chars,
    median(duty.text_chars) filter (where duty.is_read) as median_chars,
    quantile_cont(duty.text_chars, 0.75) filter (where duty.is_read) as three_quarter_chars,
    max(duty.text_chars) filter (where duty.is_read) as max_chars,
    -- a sum of integers: the mean does not depend on the order of the rows
    sum(duty.text_chars) filter (where duty.is_read) / nullif(n_read, 0) as mean_chars,
    count(*) filter (where duty.is_read and duty.text_chars < floor.chars) as n_short,
    n_short / nullif(n_read, 0) as short_share
from core.measured_duty as duty
cross join floor
group by duty.county_code, duty.report_kind, duty.level, duty.report_year, duty.binding
order by duty.county_code, duty.report_kind, duty.level, duty.report_year, duty.binding
