-- As of when is what is shown, and how did that night end?
select
    clock.as_of,
    clock.today,
    run.run_id,
    run.status,
    run.started_at,
    run.finished_at,
    run.counties,
    run.counts,
    run.failed
from ref.clock as clock
inner join raw.run as run on clock.run_id = run.run_id
