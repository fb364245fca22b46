-- ref.deadline: the rule for a kind of report, a level and years
-- report_kind: kind of report
-- level: class of bodies it holds for
-- county_code: county it holds for; null for all
-- year_from: first report year
-- year_to: last report year; null while it holds
-- report_by: last day for filing with the superiors, see due_day; null for none
-- publish_by: last day on time for publication under the strict reading, see due_day
-- boundary_days: days after publish_by that the wording leaves open: the day the rule names
-- binding: false where the duty rests on local practice or was not binding
-- basis: rule it comes from
-- verified: whether the text of the rule itself was read
select columns(*)
from
    read_csv(
        'sql/ref/deadline.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '',
        columns = {
            'report_kind': 'varchar',
            'level': 'varchar',
            'county_code': 'varchar',
            'year_from': 'integer',
            'year_to': 'integer',
            'report_by': 'varchar',
            'publish_by': 'varchar',
            'boundary_days': 'integer',
            'binding': 'boolean',
            'basis': 'varchar',
            'verified': 'boolean'
        }
    )
order by report_kind, level, county_code, year_from
