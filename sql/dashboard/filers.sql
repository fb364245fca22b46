-- Which bodies does a county have?
select
    filer.filer_id,
    filer.name
from ref.filer as filer
inner join ref.level as level on filer.level = level.level
where filer.county_code = $county
order by level.position, filer.filer_id
