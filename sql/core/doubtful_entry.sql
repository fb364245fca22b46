-- core.doubtful_entry: an entry of a column that may be a report, but which or whose cannot be told; also one
--   that its title or opening says to be of one year while its text and its day say another: it may be of
--   that one too; and those of core.disputed_report
-- county_code: county of the column
-- column_url: the column
-- url: address of the entry
-- title: title as listed
-- filer_id: the only body whose report it may be; null where it may be anybody's
-- levels: the only levels of bodies it may be of, by the name in its title; null where it may be any
-- report_kind: the only kind it may be; null where it may be either
-- report_year: the only year it may be about; null where it may be any from earliest_year on
-- earliest_year: first year it may be about
-- latest_year: last year it may be about
-- first_no: first night the column listed it, see core.run
-- last_no: last night the column listed it
with doubtful as (
    select
        identity.*,
        coalesce(
            least(identity.report_year, identity.other_year),
            -- a title with years, none of them for sure the report's: about one of them, or the year before
            list_min(identity.title_years) - 1,
            0
        ) as earliest_year,
        coalesce(
            greatest(identity.report_year, identity.other_year),
            list_max(identity.title_years),
            year(identity.listed_on),
            9999
        ) as latest_year
    from core.page_identity as identity
    where identity.latest and identity.verdict = 'doubtful'
),

titled as (
    select
        identity.*,
        named.most_named,
        coalesce(page.published_on, identity.listed_on) as published_on,
        year(coalesce(page.published_on, identity.listed_on)) - 1 as year_before
    from core.page_identity as identity
    inner join core.page_document as page on identity.url = page.url and identity.sha256 = page.sha256
    left join core.most_named_year as named on identity.url = named.url and identity.sha256 = named.sha256
    where
        identity.latest and identity.verdict = 'report'
        and identity.report_year_source in ('title', 'opening')
),

-- A slip in the title or the opening, such as the year of the template that it was written on.
slip as (
    select
        * exclude (most_named, published_on, year_before) replace (year_before as report_year),
        year_before as earliest_year,
        year_before as latest_year
    from titled
    where
        (not list_contains(most_named, report_year) and list_contains(most_named, year_before))
        -- no account is given of a year that has months to go
        or (report_year > year_before and month(published_on) < 10)
),

-- 2021年至2022年: a report of two years
span as (
    select
        * exclude (earlier) replace (earlier as report_year),
        earlier as earliest_year,
        earlier as latest_year
    from (
        select
            *,
            unnest(title_years) as earlier
        from core.page_identity
        where latest and verdict = 'report' and report_year_source = 'title'
    ) as spanned
    where earlier < report_year
)

select
    entry.county_code,
    entry.column_url,
    entry.url,
    entry.title,
    identity.filer_id,
    -- a bureau that the registry does not know is no town
    case
        when identity.filer_id is not null then null
        when regexp_matches(identity.unit, '(局|中心|支队|大队)$') then ['department']
        when regexp_matches(identity.unit, '[县区市旗](人民)?政府(办公室|办)$')
            then ['county_government', 'department']
    end as levels,
    coalesce(identity.report_kind, entry.title_report_kind) as report_kind,
    identity.report_year,
    identity.earliest_year,
    identity.latest_year,
    entry.first_no,
    entry.last_no
from (
    select * from doubtful
    union all
    select * from slip
    union all
    select * from span
) as identity
inner join core.entry as entry on identity.url = entry.url
union all
select
    county_code,
    column_url,
    url,
    title,
    filer_id,
    null as levels,
    report_kind,
    report_year,
    report_year as earliest_year,
    report_year as latest_year,
    first_no,
    last_no
from core.disputed_report
