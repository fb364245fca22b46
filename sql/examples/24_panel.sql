-- What does a panel for regressions look like: one row for each body and year?
-- For a researcher.
--
-- Null means that it is not known or does not apply; is_observable says of which rows is_found may be used.
-- Written out: copy (…) to 'panel.csv'.
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
    max(case when coverage.item = 'problems' then coverage.depth end) as problems,
    max(case when coverage.item = 'causes' then coverage.depth end) as causes,
    max(case when coverage.item = 'leadership' then coverage.depth end) as leadership
from core.measured_duty as duty
left join mart.section_coverage as coverage on duty.report_id = coverage.report_id
where duty.report_kind = 'rule_of_law'
group by all
order by duty.county_code, duty.filer_id, duty.report_year;
