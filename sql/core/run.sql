-- core.run: the nights in the order in which they saw the sites
-- run_id: the run
-- run_no: its place in the order, from 1
-- as_of: the run's clock, the time at which its observations count
-- run_day: day of that clock in Asia/Shanghai
select
    run_id,
    cast(row_number() over (order by as_of, started_at, run_id) as integer) as run_no,
    as_of,
    china_day(as_of) as run_day
from raw.run
order by run_no
