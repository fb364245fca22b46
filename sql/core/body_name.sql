-- core.body_name: names under which the bodies of the registry are found
-- county_code: county of the body
-- filer_id: the body
-- name: the name as registered
-- key: what is compared, see local_key
-- valid_from: first day of the name; null when not known
-- valid_to: last day of the name; null while it is used
with name as (
    select
        filer_id,
        name,
        valid_from,
        valid_to
    from ref.filer
    union all
    select
        alias.filer_id,
        alias.alias as name,
        coalesce(alias.valid_from, filer.valid_from) as valid_from,
        coalesce(alias.valid_to, filer.valid_to) as valid_to
    from ref.filer_alias as alias
    inner join ref.filer as filer on alias.filer_id = filer.filer_id
),

keyed as (
    select
        filer.county_code,
        filer.filer_id,
        name.name,
        case
            when filer.level = 'county_government' and name.name = filer.name then '@county'
            else local_key(body_key(name.name), county.province, county.name)
        end as key,
        name.valid_from,
        name.valid_to
    from name
    inner join ref.filer as filer on name.filer_id = filer.filer_id
    inner join ref.county as county on filer.county_code = county.county_code
)

select distinct
    county_code,
    filer_id,
    name,
    -- 后坪苗族土家族乡 is written 后坪乡 as well
    unnest(list_distinct([key, plain_name(key)])) as key,
    valid_from,
    valid_to
from keyed
order by filer_id, name, key, valid_from
