-- core.read_name: a name of a body as titles, lists, breadcrumbs, publishers and sign-offs write it; of a
--   title that names several bodies in a row also the name of each
-- county_code: county whose column led to the page
-- name: the name
-- report_year: report year of such a page; null where none is known
with title as (
    select
        county_code,
        unit as name,
        report_year
    from core.page_reading
    where unit is not null
    union
    select
        county_code,
        title_unit as name,
        title_year as report_year
    from core.entry
    where title_unit is not null
)

select
    county_code,
    name,
    report_year
from title
union
select
    county_code,
    unnest(regexp_split_to_array(name, '[、,，;；/和与及暨]')) as name,
    report_year
from title
where regexp_matches(name, '[、,，;；/和与及暨]')
union
select
    county_code,
    unnest(breadcrumb) as name,
    report_year
from core.page_reading
where len(breadcrumb) > 0
union
select
    county_code,
    body as name,
    report_year
from core.page_signature
