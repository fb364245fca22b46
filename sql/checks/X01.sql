-- id: X01
-- title: a body that the registry does not know, or rows without their run
-- severity: info
-- basis: the registry is kept by people; a new, renamed or merged body shows here first
-- row: a name in the titles of reports that no body of the registry bears, or that its body bore only before
--   or after that year; or, for a county, rows of raw
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

-- a title may bear a name that its body no longer has, or not yet
former_name as (
    select
        page.county_code,
        page.filer_id,
        page.report_kind,
        page.report_year,
        page.unit,
        list(distinct page.url order by page.url) as urls,
        max(name.valid_to) as valid_to,
        min(name.valid_from) as valid_from
    from core.page_identity as page
    inner join core.name_candidate as candidate
        on page.county_code = candidate.county_code and page.unit = candidate.name
    inner join core.body_name as name
        on
            page.filer_id = name.filer_id
            and candidate.body_county = name.county_code
            and candidate.key = name.key
    where page.verdict = 'report' and page.latest
    group by page.county_code, page.filer_id, page.report_kind, page.report_year, page.unit
    having
        not bool_or(
            coalesce(name.valid_from, date '0001-01-01') <= make_date(page.report_year + 1, 12, 31)
            and coalesce(name.valid_to, date '9999-12-31') >= make_date(page.report_year, 1, 1)
        )
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
    unit as subject,
    'info' as severity,
    county_code,
    filer_id,
    report_kind,
    report_year,
    report_key(filer_id, report_kind, report_year) as report_id,
    cast(null as varchar) as column_url,
    concat('a name that the body did not bear then: ', unit) as message,
    to_json(struct_pack(
        unit := unit, valid_from := valid_from, valid_to := valid_to, urls := urls
    )) as evidence
from former_name
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
