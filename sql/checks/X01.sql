-- id: X01
-- title: a body that the registry does not know, or rows without their run
-- severity: info
-- basis: the registry is kept by people; a new, renamed or merged body shows here first
-- row: a name in the titles of reports that no body of the registry bears; or, for a county, rows of raw
--   tables that belong to no run
with unknown_name as (
    select
        page.county_code,
        page.unit,
        list(distinct page.url order by page.url) as urls
    from core.page_identity as page
    left join core.named_body as body
        on
            page.county_code = body.county_code
            and page.unit = body.name
            and page.report_year is not distinct from body.report_year
    where page.verdict <> 'none' and page.unit is not null and body.filer_id is null
    group by page.county_code, page.unit
),

orphan as (
    select
        county_code,
        'raw.capture' as table_name,
        run_id
    from raw.capture
    union all
    select
        county_code,
        'raw.column_reading' as table_name,
        run_id
    from raw.column_reading
    union all
    select
        county_code,
        'raw.listing' as table_name,
        run_id
    from raw.listing
),

counted as (
    select
        orphan.county_code,
        orphan.table_name,
        count(*) as n_rows
    from orphan
    anti join raw.run as run on orphan.run_id = run.run_id
    group by orphan.county_code, orphan.table_name
)

select
    unit as subject,
    'info' as severity,
    county_code,
    cast(null as varchar) as filer_id,
    cast(null as varchar) as report_kind,
    cast(null as integer) as report_year,
    cast(null as varchar) as report_id,
    cast(null as varchar) as column_url,
    concat('not in the registry: ', unit) as message,
    to_json(struct_pack(unit := unit, urls := urls)) as evidence
from unknown_name
union all
select
    table_name as subject,
    'info' as severity,
    county_code,
    cast(null as varchar) as filer_id,
    cast(null as varchar) as report_kind,
    cast(null as integer) as report_year,
    cast(null as varchar) as report_id,
    cast(null as varchar) as column_url,
    concat(n_rows, ' rows of ', table_name, ' belong to no run') as message,
    to_json(struct_pack(table_name := table_name, n_rows := n_rows)) as evidence
from counted
