-- id: first_night
-- row: a county and kind of report, newest report year, when nothing was told before
select
    'counts' as how,
    county.name as county,
    timeliness.report_kind,
    timeliness.report_year,
    sum(timeliness.n_due) as n_due,
    sum(timeliness.n_on_time + timeliness.n_boundary) as n_in_time,
    sum(timeliness.n_late) as n_late,
    sum(timeliness.n_missing) as n_missing,
    sum(timeliness.n_pending) as n_pending,
    sum(timeliness.n_unobserved) as n_unobserved
from mart.county_timeliness as timeliness
inner join ref.county as county on timeliness.county_code = county.county_code
where getvariable('since') is null
group by county.county_code, county.name, timeliness.report_kind, timeliness.report_year
qualify
    timeliness.report_year = max(timeliness.report_year) over (
        partition by county.county_code, timeliness.report_kind
    )
order by county.county_code, timeliness.report_kind desc
