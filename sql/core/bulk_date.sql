-- core.bulk_date: a late day of a report that came in one night with many of its host, within three days of
--   one another: of two bodies or more for several report years each, or with a move of the site's dates
--   A site that is built anew dates everything it takes over by its own day. Such a day says nothing about
--   any body, also where nobody has seen what the site showed before, nor when it shows up again later.
-- report_id: the report
-- date: the day
-- run_no: night in which it was first read, see core.run
-- county_code: county of the report
-- host: the host
-- since_no: night in which the many came
-- n_reports: reports of the host with such a day that night
-- n_known: known reports of the host then
with limits as (
    select
        max(value) filter (where name = 'migration_reports') as reports,
        max(value) filter (where name = 'migration_share') as share
    from ref.threshold
    where check_id = 'D02'
),

page as (
    select
        *,
        host_of(url) as host
    from core.report_page
),

late as (
    select distinct
        page.report_id,
        page.county_code,
        page.filer_id,
        page.report_year,
        page.host,
        shown.date,
        shown.first_no as run_no
    from page
    inner join core.page_date as shown on page.report_id = shown.report_id and page.url = shown.url
    left join core.duty as duty on page.report_id = duty.report_id
    where
        shown.meaning = 'published' and shown.full_day
        and shown.date > coalesce(duty.boundary_on, make_date(page.report_year + 1, 4, 1))
),

-- every day lies in three windows of three days: what grows with the reports, not with their square
windowed as (
    select
        *,
        unnest([date - 2, date - 1, date]) as first_on
    from late
),

of_body as (
    select
        host,
        run_no,
        first_on,
        filer_id,
        count(distinct report_id) as n_reports,
        count(distinct report_year) as n_years
    from windowed
    group by host, run_no, first_on, filer_id
),

counted as (
    select
        of_body.host,
        of_body.run_no,
        of_body.first_on,
        sum(of_body.n_reports) as n_reports,
        count(*) filter (where of_body.n_years > 1) as n_bodies
    from of_body
    group by of_body.host, of_body.run_no, of_body.first_on
),

suspect as (
    select
        counted.host,
        counted.run_no,
        counted.first_on,
        counted.n_reports
    from counted
    left join core.site_migration as moved on counted.host = moved.host and counted.run_no = moved.run_no
    cross join limits
    where counted.n_reports >= limits.reports and (counted.n_bodies > 1 or moved.host is not null)
),

night as (
    select distinct
        host,
        run_no
    from suspect
),

known as (
    select
        night.host,
        night.run_no,
        count(distinct page.report_id) as n_known
    from night
    inner join page on night.host = page.host and night.run_no >= page.first_no
    group by night.host, night.run_no
)

select
    windowed.report_id,
    windowed.date,
    windowed.run_no,
    min(windowed.county_code) as county_code,
    windowed.host,
    min(suspect.run_no) as since_no,
    cast(max(suspect.n_reports) as integer) as n_reports,
    min(known.n_known) as n_known
from suspect
inner join known on suspect.host = known.host and suspect.run_no = known.run_no
inner join windowed
    on
        suspect.host = windowed.host
        and suspect.run_no <= windowed.run_no
        and suspect.first_on = windowed.first_on
cross join limits
where suspect.n_reports >= limits.share * known.n_known
group by windowed.report_id, windowed.date, windowed.run_no, windowed.host
order by windowed.report_id, windowed.date, windowed.run_no
