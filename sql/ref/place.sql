-- ref.place: a town, a county or a district by name: the reference lists of units and the registry
-- name: name as it stands in texts: 塘坊镇, 宁河街道, 巫溪县
-- kind: town or county
-- county_code: county it is or lies in, GB/T 2260
-- county_name: name of that county
-- province: its province
with listed as (
    select
        name,
        county_code,
        county_name,
        province
    from
        read_csv(
            'flows/sources/units/*.csv',
            header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '',
            columns = {
                'code': 'varchar',
                'name': 'varchar',
                'county_code': 'varchar',
                'county_name': 'varchar',
                'province': 'varchar'
            }
        )
),

registered as (
    select
        body_key(filer.name) as name,
        filer.county_code,
        county.name as county_name,
        county.province
    from ref.filer as filer
    inner join ref.county as county on filer.county_code = county.county_code
    where filer.level in ('township', 'subdistrict')
),

town as (
    select * from listed
    union
    select * from registered
)

select distinct
    name,
    'town' as kind,
    county_code,
    county_name,
    province
from town
-- 城关, 直属库: what does not end like a town is no name to look for
where regexp_matches(name, '^.{1,}(镇|乡|街道)$')
union
select distinct
    county_name as name,
    'county' as kind,
    county_code,
    county_name,
    province
from town
union
select
    name,
    'county' as kind,
    county_code,
    name as county_name,
    province
from ref.county
order by name, kind, county_code
