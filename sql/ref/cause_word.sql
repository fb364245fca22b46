-- ref.cause_word: a word that counts as naming a cause in the part about problems
-- word: the word
-- reason: what it says
select columns(*)
from
    read_csv(
        'sql/ref/cause_word.csv',
        header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '',
        columns = { 'word': 'varchar', 'reason': 'varchar' }
    )
order by word
