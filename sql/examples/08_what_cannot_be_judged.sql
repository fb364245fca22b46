-- Which duties cannot be judged, and what would have to be done about it?
-- For a supervisor.
--
-- None of these is an accusation: nobody could see.
select
    status.filer_name,
    status.report_kind,
    string_agg(cast(status.report_year as varchar), ', ' order by status.report_year) as years,
    status.reason,
    case status.reason
        when 'no_column' then 'register the column in which it publishes'
        when 'unread_entry' then 'look at the entry and rule which report it is'
        when 'robots' then 'ask the site to admit the collector, or attest what was seen'
        when 'script_list' then 'attest what was seen, or register a list without script'
        when 'not_observed' then 'see why its column did not open'
        else 'nothing'
    end as remedy
from mart.filing_status as status
where status.status = 'unobserved'
group by status.filer_id, status.filer_name, status.report_kind, status.reason
order by status.filer_name, status.report_kind, status.reason;
