-- mart.indicator_findability: indicator: whether a reader finds the reports, by county, kind,
--   level, year: column, list, place in it; clicks from the home page are not measured
-- county_code: the county
-- report_kind: kind of report
-- level: class of bodies
-- report_year: report year
-- binding: false where the duties rest on local practice or were not binding
-- n_obliged: duties, without bodies that may keep their report secret
-- n_observable: of these, those whose last day has passed and of which it can be told whether they have one
-- n_found: of these, those with a report; of a year not yet due all that are there already
-- n_with_column: duties of bodies for which a column of this kind is registered
-- n_here: reports on a page of the site, not only attested by a person
-- n_in_own_column: of these, in a column registered for the body and kind
-- n_listed: of these, still in some list
-- n_open: of these, with a page that could be read
-- column_share: duties of bodies with a column, of all duties
-- own_column_share: in their own column, of those on the site; null where there are none
-- listed_share: still listed, of those on the site
-- open_share: with a page that could be read, of those on the site
-- median_list_position: median place in the list, from 1, of those listed
select
    county_code,
    report_kind,
    level,
    report_year,
    binding,
    count(*) as n_obliged,
    count(*) filter (where is_observable) as n_observable,
    count(*) filter (where is_found) as n_found,
    count(*) filter (where has_column) as n_with_column,
    count(*) filter (where is_here) as n_here,
    count(*) filter (where in_own_column) as n_in_own_column,
    count(*) filter (where listed) as n_listed,
    count(*) filter (where is_open) as n_open,
    n_with_column / n_obliged as column_share,
    n_in_own_column / nullif(n_here, 0) as own_column_share,
    n_listed / nullif(n_here, 0) as listed_share,
    n_open / nullif(n_here, 0) as open_share,
    median(list_position) as median_list_position
from core.measured_duty
group by county_code, report_kind, level, report_year, binding
order by county_code, report_kind, level, report_year, binding
