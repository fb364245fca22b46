-- ref.filer_alias: another name a body has or had
-- filer_id: the body
-- alias: the name
-- valid_from: first day of the name; null when not known
-- valid_to: last day of the name; null while it is used
with registry as (
    select unnest(cast(run.sources as json[])) as registry
    from ref.clock as clock
    inner join raw.run as run on clock.run_id = run.run_id
),

filer as (
    select unnest(cast(registry -> 'filers' as json[])) as filer
    from registry
),

alias as (
    select
        filer ->> 'id' as filer_id,
        unnest(cast(filer -> 'aliases' as json[])) as alias
    from filer
)

select
    filer_id,
    alias ->> 'name' as alias,
    cast(alias ->> 'valid_from' as date) as valid_from,
    cast(alias ->> 'valid_to' as date) as valid_to
from alias
order by all
