-- core.named_body: a name read in a title or breadcrumb, and the one body of the registry it stands for
-- county_code: county whose column led to the page
-- name: the name as read
-- report_year: report year of the page; null where none is known
-- filer_id: the body
-- level: its class
with matched as (
    select
        named.county_code,
        named.name,
        named.report_year,
        body.filer_id,
        candidate.rank,
        -- a name counts while it was borne, and otherwise only where no other body bears it
        named.report_year is null or (
            coalesce(body.valid_from, date '0001-01-01') <= make_date(named.report_year + 1, 12, 31)
            and coalesce(body.valid_to, date '9999-12-31') >= make_date(named.report_year, 1, 1)
        ) as in_use,
        named.report_year is null or (
            make_date(named.report_year, 12, 31) between coalesce(body.valid_from, date '0001-01-01')
            and coalesce(body.valid_to, date '9999-12-31')
        ) as at_year_end
    from core.read_name as named
    inner join core.name_candidate as candidate
        on named.county_code = candidate.county_code and named.name = candidate.name
    inner join core.body_name as body
        on candidate.body_county = body.county_code and candidate.key = body.key
),

best as (
    select
        county_code,
        name,
        report_year,
        filer_id
    from matched
    qualify
        rank() over (
            partition by county_code, name, report_year
            order by in_use desc, rank, at_year_end desc
        ) = 1
)

select
    best.county_code,
    best.name,
    best.report_year,
    min(best.filer_id) as filer_id,
    min(filer.level) as level
from best
inner join ref.filer as filer on best.filer_id = filer.filer_id
group by best.county_code, best.name, best.report_year
having count(distinct best.filer_id) = 1
