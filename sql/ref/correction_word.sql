-- ref.correction_word: a word by which a title says that a report was published before
-- word: the word
-- reason: what it says
select columns(*)
from
    read_csv(
        'sql/ref/correction_word.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '',
        columns = { 'word': 'varchar', 'reason': 'varchar' }
    )
order by word
