-- ref.report_column: a column of a site in which reports are looked for, as of the last run
-- county_code: county that registers it
-- filer_id: owner; null for a column shared by several bodies
-- column_url: address of its first listing page
-- report_kind: kind of report it is for
-- valid_from: first day of the column; null when not known
-- valid_to: last day of the column; null while it is used
with source as (
    select unnest(cast(run.sources as json[])) as source
    from ref.clock as clock
    inner join raw.run as run on clock.run_id = run.run_id
),

filer as (
    select
        source -> 'county' ->> 'code' as county_code,
        unnest(cast(source -> 'filers' as json[])) as filer
    from source
),

registered as (
    select
        source -> 'county' ->> 'code' as county_code,
        null as filer_id,
        unnest(cast(source -> 'county' -> 'columns' as json[])) as entry
    from source
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
