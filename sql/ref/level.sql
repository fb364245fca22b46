-- ref.level: a class of bodies that file
-- level: name used everywhere
-- name: what such a body is called
-- position: order in which levels are shown, from 1
-- is_government: whether it is a level of government by law
-- note: what it is
select columns(*)
from
    read_csv(
        'sql/ref/level.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '',
        columns = {
            'level': 'varchar',
            'name': 'varchar',
            'position': 'integer',
            'is_government': 'boolean',
            'note': 'varchar'
        }
    )
order by position
