-- Which columns of a county were observed in each of the last nights?
with night as (
    select
        run_id,
        as_of
    from raw.run
    order by as_of desc
    limit 14
)

select
    observation.column_url,
    filer.name as filer_name,
    observation.report_kind,
    night.as_of,
    observation.observed,
    observation.believed,
    observation.n_entries,
    observation.reason
from mart.column_observation as observation
inner join night on observation.run_id = night.run_id
left join ref.filer as filer on observation.filer_id = filer.filer_id
where observation.county_code = $county
order by observation.filer_id nulls first, observation.report_kind, observation.column_url, night.as_of
limit 3000
