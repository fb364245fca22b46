-- Which reports of a body are known?
select
    report_id,
    report_kind,
    report_year
from core.report
where filer_id = $filer
order by report_kind desc, report_year desc
