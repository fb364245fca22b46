-- core.date_evidence: one date read somewhere for a report
-- report_id: the report
-- url: address it was read at
-- source: metadata, displayed, meta_tag, listing, url, http_header, signature or first_seen
-- meaning: published, written or observed
-- date: the day
-- text: the words it was read from
-- first_seen_at: first observation that showed it
-- as_first_read: the page or its entry carried it when it was first read; later dates move no status
-- full_day: it names a day, not only a month
-- in_migration: it came with a move of the whole site's dates, see core.site_migration and core.bulk_date
-- rank: 1 for the source that counts most; null where the source does not date the publication
-- position: place among the dates of its source on the page
with report as (
    select
        report_id,
        min(first_no) as first_no,
        host_of(arg_min(url, struct_pack(first_no, url))) as host
    from core.report_page
    group by report_id
),

bulk as (
    select distinct
        report_id,
        date,
        run_no
    from core.bulk_date
),

header as (
    select
        page.report_id,
        page.url,
        run.as_of,
        answer.last_modified as text,
        china_day(timezone('UTC', try_strptime(answer.last_modified, '%a, %d %b %Y %H:%M:%S GMT'))) as date
    from core.report_page as page
    inner join core.page_state as state on page.url = state.url
    inner join core.page_answer as answer
        on page.url = answer.url and state.first_read_no = answer.run_no
    inner join core.run as run on answer.run_no = run.run_no
)

select
    shown.report_id,
    shown.url,
    shown.source,
    shown.meaning,
    shown.date,
    shown.text,
    run.as_of as first_seen_at,
    shown.as_first_read,
    shown.full_day,
    bulk.report_id is not null or (migration.host is not null and shown.first_no > report.first_no)
        as in_migration,
    case when shown.meaning = 'published' and shown.rank < 6 then shown.rank end as rank,
    shown.position
from core.page_date as shown
inner join core.run as run on shown.first_no = run.run_no
inner join report on shown.report_id = report.report_id
left join core.site_migration as migration
    on report.host = migration.host and shown.first_no = migration.run_no
left join bulk
    on
        shown.report_id = bulk.report_id
        and shown.date = bulk.date
        and shown.first_no = bulk.run_no
union all
select
    report_id,
    url,
    'http_header' as source,
    'observed' as meaning,
    date,
    text,
    as_of as first_seen_at,
    true as as_first_read,
    true as full_day,
    false as in_migration,
    null as rank,
    1 as position
from header
where date is not null
union all
select
    page.report_id,
    page.url,
    'first_seen' as source,
    'observed' as meaning,
    run.run_day as date,
    china_time(run.as_of) as text,
    run.as_of as first_seen_at,
    true as as_first_read,
    true as full_day,
    false as in_migration,
    null as rank,
    1 as position
from core.report_page as page
inner join core.run as run on page.first_no = run.run_no
