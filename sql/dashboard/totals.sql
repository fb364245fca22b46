-- How do the duties of a county stand for a kind of report and a year?
select
    cast(coalesce(sum(n_due), 0) as integer) as n_due,
    cast(coalesce(sum(n_due) filter (where binding), 0) as integer) as n_binding,
    cast(coalesce(sum(n_on_time), 0) as integer) as on_time,
    cast(coalesce(sum(n_boundary), 0) as integer) as boundary,
    cast(coalesce(sum(n_late), 0) as integer) as late,
    cast(coalesce(sum(n_missing), 0) as integer) as missing,
    cast(coalesce(sum(n_undated), 0) as integer) as undated,
    cast(coalesce(sum(n_unobserved), 0) as integer) as unobserved,
    cast(coalesce(sum(n_pending), 0) as integer) as pending
from mart.county_timeliness
where county_code = $county and report_kind = $kind and report_year = $year
