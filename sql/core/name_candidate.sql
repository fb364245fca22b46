-- core.name_candidate: what a name read in a title or breadcrumb may be called in the registry
-- county_code: county whose column led to the page
-- name: the name as read
-- body_county: county in which the body is looked for
-- key: what is compared, see local_key
-- rank: how far the name was bent, 1 not at all
with named as (
    select distinct
        county_code,
        name
    from core.read_name
),

local_name as (
    select
        named.*,
        county.name as county_name,
        plain_name(county.name) as short_name,
        county.province,
        local_key(body_key(named.name), county.province, county.name) as key,
        local_key(
            body_key(regexp_replace(named.name, '^中(国)?共(产党)?', '')), county.province, county.name
        ) as party_key
    from named
    inner join ref.county as county on named.county_code = county.county_code
),

without_province as (
    select
        local_name.*,
        case
            when starts_with(key, province) then substring(key, length(province) + 1) else key
        end as rest,
        unnest(range(2, 9)) as length
    from local_name
),

office as (
    select
        county_code,
        name,
        -- 县人社局 and 青岩人社局 as well
        unnest(list_distinct([
            key,
            case when left(key, 1) = right(county_name, 1) then substring(key, 2) end,
            case
                when length(short_name) > 2 and starts_with(key, left(short_name, length(short_name) - 1))
                    then substring(key, length(short_name))
            end
        ])) as key
    from local_name
    where regexp_matches(key, '[局委]$')
),

abbreviated as (
    select
        county_code,
        name,
        key,
        regexp_replace(key, '(.)', '\1%', 'g') as pattern
    from office
    where length(key) between 3 and 6
)

select
    county_code,
    name,
    county_code as body_county,
    key,
    1 as rank
from local_name
union all
-- 县司法局, 区司法局: only the class of the county is named
select
    county_code,
    name,
    county_code as body_county,
    substring(key, 2) as key,
    2 as rank
from local_name
where left(key, 1) = right(county_name, 1) and length(key) > 2
union all
-- 荣昌司法局 in 荣昌区, 彭水司法局 in 彭水苗族土家族自治县
select
    county_code,
    name,
    county_code as body_county,
    coalesce(nullif(substring(key, length(short_name)), ''), '@county') as key,
    3 as rank
from local_name
where length(short_name) > 2 and starts_with(key, left(short_name, length(short_name) - 1))
union all
-- the office that writes for its town
select
    county_code,
    name,
    county_code as body_county,
    regexp_extract(key, '^(.+(?:镇|乡|街道))(?:政府|党政|办事处)*(?:办|办公室)$', 1) as key,
    4 as rank
from local_name
where regexp_matches(key, '^(.+(?:镇|乡|街道))(?:政府|党政|办事处)*(?:办|办公室)$')
union all
-- 中共青岩县清水镇委员会, 清水镇党委: a town's committee and government are one house and report together
select
    county_code,
    name,
    county_code as body_county,
    regexp_extract(party_key, '^(.+(?:镇|乡|街道))(?:党|工作?)*委$', 1) as key,
    4 as rank
from local_name
where regexp_matches(party_key, '^(.+(?:镇|乡|街道))(?:党|工作?)*委$')
union all
-- a body of another county, by its full name
select
    without_province.county_code,
    without_province.name,
    county.county_code as body_county,
    coalesce(nullif(substring(without_province.rest, without_province.length + 1), ''), '@county') as key,
    5 as rank
from without_province
inner join ref.county as county
    on
        left(without_province.rest, without_province.length) = county.name
        and without_province.county_code <> county.county_code
union all
-- 后坪苗族土家族乡 where the registry says 后坪乡
select
    county_code,
    name,
    county_code as body_county,
    plain_name(key) as key,
    3 as rank
from local_name
where plain_name(key) <> key
union all
-- 新市街, as Guangdong writes it
select
    county_code,
    name,
    county_code as body_county,
    concat(key, '道') as key,
    4 as rank
from local_name
where regexp_matches(key, '^.{2,}街$')
union all
-- 人社局, 住建局, 卫健委: characters of the name in their order, the first and the last among them
select distinct
    abbreviated.county_code,
    abbreviated.name,
    abbreviated.county_code as body_county,
    body.key,
    6 as rank
from abbreviated
inner join core.body_name as body
    on
        abbreviated.county_code = body.county_code
        and left(abbreviated.key, 1) = left(body.key, 1)
        and right(abbreviated.key, 1) = right(body.key, 1)
        and length(abbreviated.key) < length(body.key)
        and body.key like abbreviated.pattern
inner join ref.filer as filer on body.filer_id = filer.filer_id and filer.level = 'department'
