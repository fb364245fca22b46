-- ref.report_column: a column of a site in which reports are looked for, as of the last run
-- county_code: county that registers it
-- filer_id: owner; null for a column shared by several bodies
-- column_url: address of its first listing page
-- report_kind: kind of report it is for
-- valid_from: first day of the column; null when not known
-- valid_to: last day of the column; null while it is used
with registry as (
    select unnest(cast(run.sources as json[])) as registry
    from ref.clock as clock
    inner join raw.run as run on clock.run_id = run.run_id
),

filer as (
    select
        registry -> 'county' ->> 'code' as county_code,
        unnest(cast(registry -> 'filers' as json[])) as filer
    from registry
),

registered as (
    select
        registry -> 'county' ->> 'code' as county_code,
        null as filer_id,
        unnest(cast(registry -> 'county' -> 'columns' as json[])) as entry
    from registry
    union all
    select
        county_code,
        filer ->> 'id' as filer_id,
        unnest(cast(filer -> 'columns' as json[])) as entry
    from filer
)

select
    county_code,
    filer_id,
    entry ->> 'url' as column_url,
    entry ->> 'kind' as report_kind,
    cast(entry ->> 'valid_from' as date) as valid_from,
    cast(entry ->> 'valid_to' as date) as valid_to
from registered
order by all
