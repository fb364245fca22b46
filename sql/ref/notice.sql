-- ref.notice: when something is told to people, see sql/notices
-- notice: the notice
-- report_kind: kind of report; null for both
-- says: what the value is: day (MM-DD of the year of the deadline), days_after (the boundary day),
--   weekly_from (MM-DD of the year of the deadline) or nights (in a row)
-- value: the day or the number
-- reason: why then
select columns(*)
from
    read_csv(
        'sql/ref/notice.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '',
        columns = {
            'notice': 'varchar',
            'report_kind': 'varchar',
            'says': 'varchar',
            'value': 'varchar',
            'reason': 'varchar'
        }
    )
order by notice, report_kind, says, value
