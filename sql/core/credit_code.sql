-- core.credit_code: a credit code that stood on reports of one body only, as their titles name it
-- county_code: county of the column
-- index_owner: the credit code
-- filer_id: the body
select
    reading.county_code,
    reading.index_owner,
    min(body.filer_id) as filer_id
from core.page_reading as reading
inner join core.named_body as body
    on
        reading.county_code = body.county_code
        and reading.unit = body.name
        and reading.report_year is not distinct from body.report_year
where reading.index_owner <> '' and reading.report_kind is not null
group by reading.county_code, reading.index_owner
-- one page is not enough: an office that publishes for others uses its own code
having count(distinct body.filer_id) = 1 and count(distinct reading.report_year) > 1
