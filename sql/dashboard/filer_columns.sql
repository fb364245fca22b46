-- In which columns is a body looked for, and when were they last observed?
select
    registered.column_url,
    registered.report_kind,
    registered.filer_id is null as is_shared,
    health.last_believed_at,
    health.last_error
from ref.report_column as registered
left join mart.source_health as health
    on
        registered.column_url = health.column_url
        and registered.report_kind = health.report_kind
        and registered.filer_id is not distinct from health.filer_id
where
    registered.county_code = $county
    and (registered.filer_id = $filer or registered.filer_id is null)
order by registered.report_kind desc, registered.column_url
limit 50
