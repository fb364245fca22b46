-- What did the last night find that was not known before, and what was settled?
-- For a supervisor.
--
-- A first night finds everything there is: the thousand gravest, without the last line all.
select
    event.event,
    event.severity,
    event.check_id,
    filer.name as filer,
    event.report_year,
    event.message
from raw.finding_event as event
inner join ref.clock as clock on event.run_id = clock.run_id
left join ref.filer as filer on event.filer_id = filer.filer_id
order by
    list_position(['opened', 'reopened', 'closed'], event.event),
    list_position(['error', 'warning', 'info'], event.severity),
    event.check_id, filer.name, event.report_year desc, event.message
limit 1000;
