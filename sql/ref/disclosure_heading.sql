-- ref.disclosure_heading: words that a heading of the disclosure report is known by
-- item: what the heading is about, see ref.section_item
-- pattern: regular expression on the heading without white space
select columns(*)
from
    read_csv(
        'sql/ref/disclosure_heading.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '',
        columns = { 'item': 'varchar', 'pattern': 'varchar' }
    )
order by item
