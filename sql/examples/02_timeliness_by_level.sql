-- How punctual is each class of bodies, year by year?
-- For a supervisor.
--
-- The rate is over duties that were judged; unobserved and pending ones are not in it.
select
    county.name as county,
    timeliness.report_kind,
    timeliness.level,
    timeliness.report_year,
    timeliness.n_due,
    timeliness.n_on_time,
    timeliness.n_late,
    timeliness.n_missing,
    timeliness.n_unobserved,
    round(100 * timeliness.on_time_rate, 1) as on_time_percent,
    timeliness.median_days_late
from mart.county_timeliness as timeliness
inner join ref.county as county on timeliness.county_code = county.county_code
order by county.name, timeliness.report_kind, timeliness.level, timeliness.report_year desc;
