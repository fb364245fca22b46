-- For which kinds of report and years does a county owe reports?
select
    report_kind,
    report_year,
    cast(sum(n_pending) as integer) as n_pending
from mart.county_timeliness
where county_code = $county
group by report_kind, report_year
order by report_kind desc, report_year desc
