-- How many of those who must publish did, and how far could that be off by what nobody could see?
-- For a researcher.
--
-- Out of n_observable; low and high are the rate if none or all of the unobserved had published.
select
    county.name as county,
    rate.level,
    rate.report_year,
    rate.binding,
    rate.n_obliged,
    rate.n_observable,
    rate.n_found,
    round(100 * rate.publication_rate, 1) as percent,
    round(100 * rate.publication_rate_low, 1) as low,
    round(100 * rate.publication_rate_high, 1) as high
from mart.indicator_publication as rate
inner join ref.county as county on rate.county_code = county.county_code
where rate.report_kind = 'rule_of_law'
order by county.name, rate.level, rate.report_year;
