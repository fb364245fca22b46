-- core.disclosure_term: a figure as a term of a sum that must hold in a table of a disclosure report
-- report_id: the report
-- rule: balance (table 3: 一 + 二 = 三(七) + 四), applicants (table 3: six kinds = 总计), results (table 3:
--   results = 三(七)), subtotal (table 3: parts = their own row), disputes (table 4: four results = 总计)
-- cell_code: the column or row for which it must hold
-- cell_label: label of that column or row
-- is_left: it stands left of the equals sign: the total, but in balance 一 and 二
-- code: row or column of the term
-- label: label of that row or column
-- value: the figure; null where the cell is empty or no figure
-- is_empty: the cell is empty
select
    report_id,
    'balance' as rule,
    column_code as cell_code,
    column_label as cell_label,
    row_code in ('received', 'carried_in') as is_left,
    row_code as code,
    row_label as label,
    value,
    is_empty
from core.disclosure_figure
where table_no = 3 and row_code in ('received', 'carried_in', 'handled', 'carried_over')
union all
select
    report_id,
    case table_no when 3 then 'applicants' else 'disputes' end as rule,
    row_code as cell_code,
    row_label as cell_label,
    column_code = 'total' as is_left,
    column_code as code,
    column_label as label,
    value,
    is_empty
from core.disclosure_figure
where table_no in (3, 4)
union all
select
    report_id,
    'results' as rule,
    column_code as cell_code,
    column_label as cell_label,
    true as is_left,
    row_code as code,
    row_label as label,
    value,
    is_empty
from core.disclosure_figure
where table_no = 3 and row_code = 'handled'
union all
select
    report_id,
    'results' as rule,
    column_code as cell_code,
    column_label as cell_label,
    false as is_left,
    row_code as code,
    row_label as label,
    value,
    is_empty
from core.disclosure_result
-- of a group its own figure counts, else its parts
where
    (row_code = group_code and (group_value is not null or part_count = 0))
    or (row_code <> group_code and group_value is null)
union all
select
    report_id,
    'subtotal' as rule,
    concat(group_code, '.', column_code) as cell_code,
    concat(column_label, ', ', group_label.name) as cell_label,
    row_code = group_code as is_left,
    row_code as code,
    row_label as label,
    value,
    is_empty
from core.disclosure_result
inner join ref.disclosure_label as group_label
    on
        disclosure_result.group_code = group_label.code
        and group_label.table_no = 3
        and group_label.axis = 'row'
where group_value is not null and part_count > 0
