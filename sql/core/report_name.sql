-- core.report_name: a body that the page of a report names, and whether it is the one the report is of
-- report_id: the report
-- source: title, breadcrumb, publisher, sign_off, or column for the owner of the column
-- name: the name as written
-- filer_id: the body of the registry that it stands for; null for none or several
-- agrees: it is the body whose report it is, by some name it has or had
with spoken as (
    select
        report.report_id,
        report.filer_id,
        report.report_year,
        report.county_code,
        report.filer_source,
        page.county_code as read_in,
        page.url,
        page.last_sha256 as sha256,
        page.unit,
        document.breadcrumb
    from core.report as report
    inner join core.report_page as page on report.report_id = page.report_id and report.url = page.url
    inner join core.page_document as document
        on page.url = document.url and page.last_sha256 = document.sha256
),

step as (
    select
        report_id,
        unnest(breadcrumb) as name,
        generate_subscripts(breadcrumb, 1) as position
    from spoken
),

-- the body that stands deepest in the path; the county and those above it stand in front of every path
breadcrumb as (
    select
        step.report_id,
        arg_max(step.name, step.position) as name
    from step
    inner join spoken on step.report_id = spoken.report_id
    inner join ref.county as county on spoken.read_in = county.county_code
    where
        regexp_matches(step.name, '(人民政府|办事处|管委会|管理委员会|局|.{2}(镇|乡|街道))$')
        and not regexp_matches(
            step.name, '各|部门|(乡镇|镇街|街镇|镇乡|街道乡镇|镇街道|乡镇街道|乡街道|乡镇人民政府)$'
        )
        and not regexp_matches(
            local_key(body_key(step.name), county.province, county.name),
            '^(@county|[^镇乡]{0,8}(省|市|州|盟|区|地区))?$'
        )
    group by step.report_id
),

said as (
    select
        report_id,
        'title' as source,
        unit as name,
        unit as body
    from spoken
    where unit is not null
    union all
    select
        report_id,
        'breadcrumb' as source,
        name,
        name as body
    from breadcrumb
    union all
    select
        spoken.report_id,
        signature.source,
        signature.name,
        signature.body
    from spoken
    inner join core.page_signature as signature
        on spoken.url = signature.url and spoken.sha256 = signature.sha256
    -- 办公室, 综合科, 管理员: a room in the body's own house and no other body
    where
        regexp_matches(signature.body, '(政府|办事处|局|委员会|管委会|镇|乡|街道|县|区|市)$')
        or regexp_matches(signature.body, '(政府|镇|乡|街道|县|区|市|局|委).*(办公室|办|中心)$')
    union all
    select
        spoken.report_id,
        'column' as source,
        filer.name,
        filer.name as body
    from spoken
    inner join ref.filer as filer on spoken.filer_id = filer.filer_id
    where spoken.filer_source = 'column_despite_title'
),

own as (
    select distinct
        spoken.report_id,
        candidate.name as body
    from spoken
    inner join core.body_name as body on spoken.filer_id = body.filer_id
    inner join core.name_candidate as candidate
        on
            spoken.read_in = candidate.county_code
            and body.county_code = candidate.body_county
            and body.key = candidate.key
)

select distinct
    said.report_id,
    said.source,
    said.name,
    named.filer_id,
    said.source = 'column' or own.body is not null as agrees
from said
inner join spoken on said.report_id = spoken.report_id
left join own on said.report_id = own.report_id and said.body = own.body
left join core.named_body as named
    on
        spoken.read_in = named.county_code
        and said.body = named.name
        and spoken.report_year is not distinct from named.report_year
