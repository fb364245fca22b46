-- core.site_migration: a night in which the dates of a host's reports moved together
--   Such a move says something about the site's software and nothing about any body.
-- county_code: county of the reports
-- host: the host
-- run_no: the night, see core.run
-- as_of: its clock
-- n_moved: known reports whose date moved
-- n_known: known reports of the host
with limits as (
    select
        max(value) filter (where name = 'migration_reports') as reports,
        max(value) filter (where name = 'migration_share') as share
    from ref.threshold
    where check_id = 'D02'
),

page as (
    select
        page.report_id,
        page.county_code,
        page.url,
        page.first_no,
        arg_min(page.url, struct_pack(page.first_no, page.url)) over (partition by page.report_id)
            as first_url,
        min(page.first_no) over (partition by page.report_id) as known_no
    from core.report_page as page
),

carried as (
    select
        report_id,
        url,
        arg_min(date, struct_pack(rank, position, date)) as date
    from core.page_date
    where meaning = 'published' and as_first_read and full_day
    group by report_id, url
),

moved as (
    -- the same page shows another date
    select
        page.report_id,
        host_of(page.url) as host,
        shown.first_no as run_no
    from page
    inner join carried on page.report_id = carried.report_id and page.url = carried.url
    inner join core.page_date as shown on page.report_id = shown.report_id and page.url = shown.url
    where
        shown.meaning = 'published' and shown.source <> 'url' and not shown.as_first_read
        and shown.date <> carried.date and shown.first_no > page.known_no
    union
    -- a known report stands on another page, with another date
    select
        page.report_id,
        host_of(page.first_url) as host,
        page.first_no as run_no
    from page
    inner join carried on page.report_id = carried.report_id and page.url = carried.url
    inner join carried as before
        on page.report_id = before.report_id and page.first_url = before.url
    where page.first_no > page.known_no and carried.date <> before.date
),

counted as (
    select
        host,
        run_no,
        count(distinct report_id) as n_moved
    from moved
    group by host, run_no
),

known as (
    select
        counted.host,
        counted.run_no,
        counted.n_moved,
        min(page.county_code) as county_code,
        count(distinct page.report_id) as n_known
    from counted
    inner join page on counted.host = host_of(page.url) and counted.run_no > page.first_no
    cross join limits
    where counted.n_moved >= limits.reports
    group by counted.host, counted.run_no, counted.n_moved
)

select
    known.county_code,
    known.host,
    known.run_no,
    run.as_of,
    known.n_moved,
    known.n_known
from known
cross join limits
inner join core.run as run on known.run_no = run.run_no
where known.n_moved >= limits.share * known.n_known
