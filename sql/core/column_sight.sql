-- core.column_sight: a night in which a column was seen, wholly or as far back as it reaches
-- column_url: the column
-- run_no: the night, see core.run
-- reaches_back_to: of a partial list in the order of time: the oldest day it shows; null for a whole one
select
    column_url,
    run_no,
    case when not bool_or(observed) then min(reaches_back_to) end as reaches_back_to
from core.observation
where observed or reaches_back_to is not null
group by column_url, run_no
order by column_url, run_no
