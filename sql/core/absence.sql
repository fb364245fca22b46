-- core.absence: a report that is owed and found nowhere: whether its columns bear that out
-- report_id: the report that is owed
-- proven: every column it belongs in was seen without it after the boundary day, or in its last week, and
--   one of them was in use then and still is
-- first_no: from this night on every column had been seen without it, see core.run
-- last_no: until this night every column was seen without it
-- reason: why that is not proven: the column that stands most in the way decides
select
    report_id,
    count(*) = count(first_no) and bool_or(not ended and not began_later) as proven,
    case when count(*) = count(first_no) then max(first_no) end as first_no,
    case when count(*) = count(first_no) then min(last_no) end as last_no,
    arg_min(
        reason, list_position(['robots', 'script_list', 'not_observed', 'unread_entry'], reason)
    ) as reason
from core.column_absence
group by report_id
