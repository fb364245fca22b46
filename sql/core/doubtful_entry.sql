-- core.doubtful_entry: an entry of a column that may be a report, but which or whose cannot be told; also one
--   that its title or opening says to be of one year while its text and its day say another: it may be of
--   that one too; and those of core.disputed_report
-- county_code: county of the column
-- column_url: the column that lists it; where that is none of the body named, also each column of that body
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
-- stays: it counts also when it is gone: it was a report, or was read, or body and year are known, so that it
--   may well have been the one that is owed
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

-- the days with which an address was first read and listed: one that is changed later tells nothing
first_day as (
    select distinct
        url,
        unnest(case
            when coalesce(read_on, listed_on) is null then [null]
            else list_filter([read_on, listed_on], lambda one: one is not null)
        end) as published_on,
        seen_on
    from (
        select
            reading.url,
            arg_min(reading.published_on, reading.first_no) as read_on,
            min(reading.listed_on) as listed_on,
            min(run.run_day) as seen_on
        from core.page_reading as reading
        inner join core.run as run on reading.first_no = run.run_no
        group by reading.url
    ) as shown
),

titled as (
    select
        identity.*,
        named.most_named,
        year(coalesce(shown.published_on, shown.seen_on)) - 1 as year_before,
        -- no account is given of a year that has months to go; the end of a year may be early or late
        month(coalesce(shown.published_on, shown.seen_on)) >= 10 as year_end,
        shown.published_on is not null as dated
    from core.page_identity as identity
    inner join first_day as shown on identity.url = shown.url
    left join core.most_named_year as named on identity.url = named.url and identity.sha256 = named.sha256
    -- also of an earlier reading, whose title was put right when the day had moved too
    where
        identity.verdict = 'report' and identity.report_year_source in ('title', 'opening')
        and identity.report_year <> year(coalesce(shown.published_on, shown.seen_on)) - 1
),

-- A slip in the title or the opening, such as the year of the template that it was written on: where the
-- day speaks against it, the text tells; where there is none to read, the day alone leaves it open.
slip as (
    select
        * exclude (most_named, year_before, year_end, dated, other) replace (other as report_year),
        other as earliest_year,
        other as latest_year
    from (
        select
            *,
            unnest(list_distinct(list_concat(
                list_filter(
                    case when not list_contains(most_named, report_year) then most_named end,
                    lambda one: one <= year_before + cast(year_end as integer)
                ),
                case
                    when report_year > year_before and not year_end then [year_before]
                    when report_year = year_before - 1 and dated and most_named is null then [year_before]
                end
            ))) as other
        from titled
    ) as told
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
),

identity as (
    select * from doubtful
    union all
    select * from slip
    union all
    select * from span
),

listed as (
    select
        identity.* replace (coalesce(identity.report_kind, entry.title_report_kind) as report_kind),
        entry.county_code as listed_in,
        entry.column_url,
        entry.title,
        entry.first_no as listed_no,
        entry.last_no as last_listed_no
    from identity
    inner join core.entry as entry on identity.url = entry.url
),

placed as (
    select * from listed
    union all
    select listed.* replace (own.column_url as column_url)
    from listed
    anti join core.filing_column as here
        on listed.filer_id = here.filer_id and listed.column_url = here.column_url
    inner join core.filing_column as own
        on
            listed.filer_id = own.filer_id
            and coalesce(listed.report_kind, own.report_kind) = own.report_kind
)

select
    listed_in as county_code,
    column_url,
    url,
    title,
    filer_id,
    -- a bureau that the registry does not know is no town
    case
        when filer_id is not null then null
        when regexp_matches(unit, '(局|中心|支队|大队)$') then ['department']
        when regexp_matches(unit, '[县区市旗](人民)?政府(办公室|办)$')
            then ['county_government', 'department']
    end as levels,
    report_kind,
    report_year,
    earliest_year,
    latest_year,
    listed_no as first_no,
    last_listed_no as last_no,
    verdict = 'report' or sha256 is not null or (filer_id is not null and report_year is not null) as stays
from placed
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
    last_no,
    true as stays
from core.disputed_report
