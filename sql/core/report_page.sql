-- core.report_page: one page that carries or carried a report
-- report_id: the report
-- county_code: county whose column led to the page
-- filer_id: whose report it is
-- filer_source: how that is known, see core.page_identity
-- report_kind: kind of report
-- report_year: report year
-- report_year_source: how that is known
-- url: address of the page
-- unit: body in the title
-- first_no: first night it was seen, in a list or itself; see core.run
-- last_no: last night it was seen
-- first_sha256: payload of the first reading; null for a page that was never read
-- last_sha256: payload of the last reading
-- latest: the page still carries this report, by its last reading
-- title_years: every year in the title
with page as (
    select
        identity.filer_id,
        identity.report_kind,
        identity.report_year,
        identity.url,
        min(identity.county_code) as county_code,
        min(identity.first_no) as first_no,
        max(identity.last_no) as last_no,
        arg_min(identity.sha256, identity.first_no) as first_sha256,
        arg_max(identity.sha256, identity.last_no) as last_sha256,
        bool_or(identity.latest) as latest,
        arg_max(
            struct_pack(
                source := identity.filer_source,
                year_source := identity.report_year_source,
                unit := identity.unit,
                title_years := identity.title_years
            ),
            identity.last_no
        ) as told
    from core.page_identity as identity
    where identity.verdict = 'report'
    group by identity.filer_id, identity.report_kind, identity.report_year, identity.url
),

-- an address that was read before and held no report then
earlier as (
    select
        url,
        min(first_no) as first_no
    from core.page_identity
    where verdict = 'none' and sha256 is not null
    group by url
),

-- 某开发区关坝镇 in the column of 关坝镇: an unknown name of a known body
own_name as (
    select distinct
        page.filer_id,
        page.told.unit
    from page
    inner join core.body_name as body
        on page.filer_id = body.filer_id and ends_with(body_key(page.told.unit), body.key)
    where page.told.source = 'column_despite_title' and length(body.key) > 2
),

ranked as (
    select
        page.*,
        -- the first report an address carried has stood there since the address was first listed
        row_number() over (partition by page.url order by page.first_no, page.report_year) = 1
        and coalesce(earlier.first_no >= page.first_no, true) as is_first,
        bool_and(page.told.source = 'column_despite_title') over (
            partition by page.filer_id, page.report_kind, page.report_year
        ) as only_despite_title
    from page
    left join earlier on page.url = earlier.url
)

select
    report_key(ranked.filer_id, ranked.report_kind, ranked.report_year) as report_id,
    ranked.county_code,
    ranked.filer_id,
    ranked.told.source as filer_source,
    ranked.report_kind,
    ranked.report_year,
    ranked.told.year_source as report_year_source,
    ranked.url,
    ranked.told.unit,
    case
        when ranked.is_first then least(ranked.first_no, listed.first_no) else ranked.first_no
    end as first_no,
    case when ranked.latest then greatest(ranked.last_no, listed.last_no) else ranked.last_no end as last_no,
    ranked.first_sha256,
    ranked.last_sha256,
    ranked.latest,
    ranked.told.title_years
from ranked
left join core.listed_page as listed on ranked.url = listed.url
left join own_name on ranked.filer_id = own_name.filer_id and ranked.told.unit = own_name.unit
where
    ranked.only_despite_title
    or ranked.told.source <> 'column_despite_title'
    or own_name.unit is not null
