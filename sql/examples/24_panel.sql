-- What does a panel for regressions look like: one row for each body and year?
-- For a researcher.
--
-- Null means that it is not known or does not apply; is_observable says of which rows is_found may be used.
-- Written out: copy (…) to 'panel.csv'.
with depth as (
    select
        coverage.report_id,
        max(if(coverage.item = 'problems', coverage.depth, null)) as problems,
        max(if(coverage.item = 'causes', coverage.depth, null)) as causes,
        max(if(coverage.item = 'leadership', coverage.depth, null)) as leadership
    from mart.section_coverage as coverage
    group by coverage.report_id
)

select
    duty.county_code,
    duty.filer_id,
    duty.level,
    duty.report_year,
    duty.binding,
    duty.is_observable,
    duty.is_found,
    duty.published_on - duty.due_on as days_after_due,
    duty.text_chars,
    round(duty.figures_per_1000, 2) as figures_per_1000,
    depth.problems,
    depth.causes,
    depth.leadership
from core.measured_duty as duty
left join depth on duty.report_id = depth.report_id
where duty.report_kind = 'rule_of_law'
order by duty.county_code, duty.filer_id, duty.report_year;
