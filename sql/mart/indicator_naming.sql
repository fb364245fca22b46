-- mart.indicator_naming: indicator: how far titles are uniform, by county, kind, level, year
-- county_code: the county
-- report_kind: kind of report
-- level: class of bodies
-- report_year: report year
-- binding: false where the duties rest on local practice or were not binding
-- n_obliged: duties, without bodies that may keep their report secret
-- n_observable: of these, those whose last day has passed and of which it can be told whether they have one
-- n_found: of these, those with a report; of a year not yet due all that are there already
-- n_titled: reports whose title was read; of these the others are counted
-- n_standard_name: called by a name of ref.naming_rule; 情况报告, 工作报告 and 总结 are none
-- n_one_year: their title names the report year and no other
-- n_names_body: their title names a body
-- n_conform: all three
-- standard_name_share: called by such a name, of those titled; null where there are none
-- naming_rate: all three, of those titled
select
    county_code,
    report_kind,
    level,
    report_year,
    binding,
    count(*) as n_obliged,
    count(*) filter (where is_observable) as n_observable,
    count(*) filter (where is_found) as n_found,
    count(*) filter (where has_title) as n_titled,
    count(*) filter (where has_title and standard_name) as n_standard_name,
    count(*) filter (where has_title and one_year) as n_one_year,
    count(*) filter (where has_title and names_body) as n_names_body,
    count(*) filter (where has_title and standard_name and one_year and names_body) as n_conform,
    n_standard_name / nullif(n_titled, 0) as standard_name_share,
    n_conform / nullif(n_titled, 0) as naming_rate
from core.measured_duty
group by county_code, report_kind, level, report_year, binding
order by county_code, report_kind, level, report_year, binding
