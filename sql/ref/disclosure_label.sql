-- ref.disclosure_label: a row or a column of the three statutory tables of the disclosure report
-- table_no: 2, 3 or 4, by the heading it stands under
-- axis: row or column
-- position: its place in the form, from 1
-- code: name used in core.disclosure_figure
-- name: its label in the form
-- part_of: the row whose total it belongs to; null for none
select columns(*)
from
    read_csv(
        'sql/ref/disclosure_label.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '',
        columns = {
            'table_no': 'integer',
            'axis': 'varchar',
            'position': 'integer',
            'code': 'varchar',
            'name': 'varchar',
            'part_of': 'varchar'
        }
    )
order by table_no, axis, position
