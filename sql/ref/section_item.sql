-- ref.section_item: a subject that a kind of report must, or may, speak of
-- report_kind: kind of report
-- item: name used in core.section
-- position: its place in the rule, from 1
-- name: wording of the rule, shortened
-- mandatory: whether its absence is a defect
-- scored: whether it counts in the completeness of 0 to 4
-- basis: rule it comes from
-- verified: whether the text of the rule itself was read
select columns(*)
from
    read_csv(
        'sql/ref/section_item.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '',
        columns = {
            'report_kind': 'varchar',
            'item': 'varchar',
            'position': 'integer',
            'name': 'varchar',
            'mandatory': 'boolean',
            'scored': 'boolean',
            'basis': 'varchar',
            'verified': 'boolean'
        }
    )
order by report_kind, position
