-- How well was each county watched: on how many nights did its columns answer in full?
-- For a researcher.
select
    county.name as county,
    seen.report_kind,
    count(distinct seen.column_url) as n_columns,
    count(distinct seen.run_id) as n_nights,
    count(*) as n_readings,
    count(*) filter (where seen.observed) as n_observed,
    round(100 * count(*) filter (where seen.observed) / count(*), 1) as percent,
    min(china_day(seen.as_of)) as first_night,
    max(china_day(seen.as_of)) as last_night
from mart.column_observation as seen
inner join ref.county as county on seen.county_code = county.county_code
group by county.name, seen.report_kind
order by county.name, seen.report_kind;
