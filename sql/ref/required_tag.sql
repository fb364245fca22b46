-- ref.required_tag: a meta tag that an article page of a government site must carry (国办发〔2017〕47号)
-- tag: its name
-- position: its place in the rule
-- reason: which pages must carry it
select columns(*)
from
    read_csv(
        'sql/ref/required_tag.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '',
        columns = {
            'tag': 'varchar',
            'position': 'integer',
            'reason': 'varchar'
        }
    )
order by position
