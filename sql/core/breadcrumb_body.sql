-- core.breadcrumb_body: the body of the registry that stands deepest in the path to a page
-- url: address of the page
-- sha256: digest of the payload
-- filer_id: the body
select
    reading.url,
    reading.sha256,
    arg_max(body.filer_id, list_position(reading.breadcrumb, body.name)) as filer_id
from core.page_reading as reading
inner join core.named_body as body
    on
        reading.county_code = body.county_code
        and list_contains(reading.breadcrumb, body.name)
        and reading.report_year is not distinct from body.report_year
-- the county's own name stands in front of every path
where body.level <> 'county_government' and len(reading.breadcrumb) > 0
group by reading.url, reading.sha256
