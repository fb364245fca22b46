-- ref.report_kind: a kind of report that is watched
-- report_kind: name used everywhere: rule_of_law, disclosure
-- name: what the rule calls the report
-- name_en: the same in English
-- duty_since: first report year for which a duty is known
-- basis: rule that asks for it
-- verified: whether the text of the rule itself was read
-- day_set_by_law: a law or regulation, and no document of the party, sets its day
select columns(*)
from
    read_csv(
        'sql/ref/report_kind.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '',
        columns = {
            'report_kind': 'varchar',
            'name': 'varchar',
            'name_en': 'varchar',
            'duty_since': 'integer',
            'basis': 'varchar',
            'verified': 'boolean',
            'day_set_by_law': 'boolean'
        }
    )
order by duty_since desc
