-- Which bodies were late or missing in more than one year?
-- For a supervisor.
--
-- Only binding duties; years that cannot be judged count on neither side.
select
    status.filer_name,
    count(*) filter (where status.status in ('late', 'missing')) as n_years,
    count(*) filter (where status.status not in ('unobserved', 'pending')) as of_years,
    string_agg(
        concat(status.report_year, ' ', status.status), ', ' order by status.report_year
    ) filter (where status.status in ('late', 'missing')) as which
from mart.filing_status as status
where status.report_kind = 'rule_of_law' and status.binding
group by status.filer_id, status.filer_name
having count(*) filter (where status.status in ('late', 'missing')) > 1
order by n_years desc, status.filer_name;
