-- Who is this body?
select
    filer.filer_id,
    filer.county_code,
    county.name as county_name,
    filer.name,
    filer.level,
    filer.obligation_basis,
    filer.valid_from,
    filer.valid_to,
    (
        select string_agg(distinct other.alias, '、' order by other.alias)
        from ref.filer_alias as other
        where other.filer_id = filer.filer_id and other.alias <> filer.name
    ) as aliases
from ref.filer as filer
inner join ref.county as county on filer.county_code = county.county_code
where filer.filer_id = $filer
