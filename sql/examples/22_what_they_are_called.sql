-- What do the reports call themselves, and is that becoming uniform?
-- For a researcher.
select
    report.report_kind,
    report.report_year,
    coalesce(report.name_form, 'not told') as name_form,
    count(*) as n_reports,
    round(100 * count(*) / sum(count(*)) over same_year, 1) as percent
from core.report as report
group by report.report_kind, report.report_year, report.name_form
window same_year as (partition by report.report_kind, report.report_year)
order by report.report_kind, report.report_year desc, n_reports desc, name_form;
