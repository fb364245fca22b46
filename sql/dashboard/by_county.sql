-- How punctual are the counties, the most punctual first? One page at a time.
select
    timeliness.county_code,
    county.name,
    cast(sum(timeliness.n_due) as integer) as n_due,
    cast(sum(timeliness.n_on_time) as integer) as n_on_time,
    cast(sum(timeliness.n_boundary) as integer) as n_boundary,
    cast(sum(timeliness.n_late) as integer) as n_late,
    cast(sum(timeliness.n_missing) as integer) as n_missing,
    cast(sum(timeliness.n_undated) as integer) as n_undated,
    cast(sum(timeliness.n_unobserved) as integer) as n_unobserved,
    cast(sum(timeliness.n_pending) as integer) as n_pending,
    cast(sum(timeliness.n_on_time + timeliness.n_late + timeliness.n_missing) as integer) as n_known,
    sum(timeliness.n_on_time)
    / nullif(sum(timeliness.n_on_time + timeliness.n_late + timeliness.n_missing), 0) as on_time_rate
from mart.county_timeliness as timeliness
inner join ref.county as county on timeliness.county_code = county.county_code
where timeliness.report_kind = $kind and timeliness.report_year = $year
group by timeliness.county_code, county.name
order by on_time_rate desc nulls last, timeliness.county_code
limit $size offset $skip
