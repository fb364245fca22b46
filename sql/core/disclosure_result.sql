-- core.disclosure_result: a result of requests (table 3, 三) by what it counts towards
-- report_id: the report
-- row_code: the result
-- row_label: its label
-- column_code: kind of applicant
-- column_label: its label
-- value: the figure; null where the cell is empty or no figure
-- is_empty: the cell is empty
-- group_code: the result it is a part of, its own code for one that is of none
-- group_value: what the table shows for that group itself; null where only its parts have figures
-- part_count: parts of the group that the table shows
with labelled as (
    select
        figure.*,
        case label.part_of when 'handled' then figure.row_code else label.part_of end as group_code
    from core.disclosure_figure as figure
    inner join ref.disclosure_label as label
        on figure.table_no = label.table_no and figure.row_code = label.code and label.axis = 'row'
    -- a row that could not be told would be missing in the sum
    inner join core.disclosure_table as stated
        on
            figure.report_id = stated.report_id
            and figure.table_no = stated.table_no
            and stated.state = 'read'
    where figure.table_no = 3 and label.part_of is not null
)

select
    report_id,
    row_code,
    row_label,
    column_code,
    column_label,
    value,
    is_empty,
    group_code,
    max(value) filter (where row_code = group_code) over of_group as group_value,
    count(*) filter (where row_code <> group_code) over of_group as part_count
from labelled
window of_group as (partition by report_id, column_code, group_code)
