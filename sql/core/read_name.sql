-- core.read_name: a name of a body as titles, breadcrumbs, publishers and sign-offs write it
-- county_code: county whose column led to the page
-- name: the name
-- report_year: report year of such a page; null where none is known
select
    county_code,
    unit as name,
    report_year
from core.page_reading
where unit is not null
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
