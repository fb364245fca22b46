-- What is the outline of a report?
select
    section_no,
    path,
    level,
    number,
    heading,
    item,
    items,
    start_offset,
    end_offset,
    char_count
from core.section
where report_id = $report
order by section_no
limit 500
