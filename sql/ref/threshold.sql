-- ref.threshold: a number that judges
-- check_id: check whose verdict depends on it
-- name: what it is called there
-- value: the number
-- unit: what it counts
-- reason: why this number
select columns(*)
from
    read_csv(
        'sql/ref/threshold.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '',
        columns = {
            'check_id': 'varchar',
            'name': 'varchar',
            'value': 'double',
            'unit': 'varchar',
            'reason': 'varchar'
        }
    )
order by check_id, name
