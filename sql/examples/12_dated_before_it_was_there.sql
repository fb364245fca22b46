-- Which reports bear a date on which an observation did not yet show them?
-- For a journalist.
--
-- not_before is the last sound observation without the report, not_after the first that shows it. Neither
-- can be edited by anybody else. A report may have stood elsewhere before: the row is a question, no answer.
select
    status.filer_name,
    status.report_year,
    status.published_on,
    status.published_on_source,
    status.due_on,
    china_day(status.not_before) as not_there_on,
    china_day(status.not_after) as there_on,
    status.url
from mart.filing_status as status
where status.published_on < china_day(status.not_before)
order by status.report_year desc, status.filer_name;
