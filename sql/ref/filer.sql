-- ref.filer: a body that must, or by local practice does, file; as of the last run
-- filer_id: NBS code of a town, county code and slug of a department; never reused
-- county_code: county it belongs to
-- name: full name
-- level: class of bodies, see ref.level
-- obligation_basis: why it owes a report, where the level alone does not say so
-- valid_from: first day of the body; null when not known
-- valid_to: last day of the body; null while it exists
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
)

select
    filer ->> 'id' as filer_id,
    county_code,
    filer ->> 'name' as name,
    filer ->> 'level' as level,
    filer ->> 'obligation_basis' as obligation_basis,
    cast(filer ->> 'valid_from' as date) as valid_from,
    cast(filer ->> 'valid_to' as date) as valid_to
from filer
order by filer_id
