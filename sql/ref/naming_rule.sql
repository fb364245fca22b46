-- ref.naming_rule: a name that a report may bear
-- report_kind: kind of report
-- province: province whose rule it is; null for all
-- name: the name
-- year_from: first report year for which it is right; null for all
-- requires: the rule demands this name, so that another one breaks it
-- verified: whether the text of the rule was read
-- basis: where the name comes from
select columns(*)
from
    read_csv(
        'sql/ref/naming_rule.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '',
        columns = {
            'report_kind': 'varchar',
            'province': 'varchar',
            'name': 'varchar',
            'year_from': 'integer',
            'requires': 'boolean',
            'verified': 'boolean',
            'basis': 'varchar'
        }
    )
order by report_kind, province nulls first, name
