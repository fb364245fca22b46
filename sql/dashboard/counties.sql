-- Which counties are there?
select
    county_code,
    name,
    province
from ref.county
order by county_code
