-- In which ten days of the spring do reports appear?
-- For a researcher.
select
    county.name as county,
    lateness.report_year,
    lateness.period,
    sum(lateness.n_published) as n_published,
    sum(lateness.n_late) as n_late,
    repeat('█', cast(sum(lateness.n_published) as integer)) as bar
from mart.indicator_lateness as lateness
inner join ref.county as county on lateness.county_code = county.county_code
where lateness.report_kind = 'rule_of_law'
group by county.name, lateness.report_year, lateness.period, lateness.period_from
order by county.name, lateness.report_year desc, lateness.period_from;
