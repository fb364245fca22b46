-- core.report_rule: whether a rule on publication names the level and year of a report
-- report_id: the report
-- binding: such a rule binds bodies of this level in this year
select
    page.report_id,
    bool_or(rule.binding) as binding
from core.report_page as page
inner join ref.filer as filer on page.filer_id = filer.filer_id
inner join ref.deadline as rule
    on
        filer.level = rule.level
        and page.report_kind = rule.report_kind
        and page.report_year between rule.year_from and coalesce(rule.year_to, 9999)
        and filer.county_code = coalesce(rule.county_code, filer.county_code)
group by page.report_id
