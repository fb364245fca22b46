-- ref.place_word: words beside the name of a place that say whether a body means itself by it
-- place: town, county or any
-- side: before or after the name
-- says: own: the body means itself or whom it obeys; other: it means somebody else
-- pattern: regular expression on the few characters on that side
-- reason: why it says so
select columns(*)
from
    read_csv(
        'sql/ref/place_word.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '',
        columns = {
            'place': 'varchar',
            'side': 'varchar',
            'says': 'varchar',
            'pattern': 'varchar',
            'reason': 'varchar'
        }
    )
order by all
