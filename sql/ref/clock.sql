-- ref.clock: the last run, whose as-of time is "now" for everything built; one row, none before the first run
-- run_id: the last run
-- as_of: its clock
-- today: the day of its clock in Asia/Shanghai
select
    run_id,
    as_of,
    cast(timezone('Asia/Shanghai', as_of) as date) as today
from raw.run
order by as_of desc, started_at desc, run_id desc
limit 1
