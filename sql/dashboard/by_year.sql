-- How did the duties of a county stand, year by year?
unpivot (
    select
        report_year,
        cast(sum(n_on_time) as integer) as on_time,
        cast(sum(n_boundary) as integer) as boundary,
        cast(sum(n_late) as integer) as late,
        cast(sum(n_missing) as integer) as missing,
        cast(sum(n_undated) as integer) as undated,
        cast(sum(n_unobserved) as integer) as unobserved,
        cast(sum(n_pending) as integer) as pending
    from mart.county_timeliness
    where county_code = $county and report_kind = $kind
    group by report_year
)
on on_time, boundary, late, missing, undated, unobserved, pending
into name status value n_duties
