-- mart.report_event: what became of a report: seen, changed, off its list, gone, back
-- report_id: the report
-- happened_at: the observation that showed it
-- event: seen (at an address for the first time), changed (a new version of its text), off_list (its last
--   list lacks it), gone (an address answered 404 or 410), back (it was read again after that), or removed
--   (all its addresses are off the lists and gone)
-- url: the address; null where it is about the report
-- version: of a changed one, the version that begins
with gone as (
    select distinct url
    from core.page_answer
    where outcome = 'gone'
),

answer as (
    select
        answer.url,
        answer.run_no,
        answer.outcome,
        lag(answer.outcome) over (partition by answer.url order by answer.run_no) as outcome_before
    from core.page_answer as answer
    semi join gone on answer.url = gone.url
    where answer.outcome in ('read', 'gone')
),

turn as (
    select
        url,
        run_no,
        case when outcome = 'gone' then 'gone' else 'back' end as event
    from answer
    where outcome <> outcome_before
)

select
    page.report_id,
    run.as_of as happened_at,
    'seen' as event,
    page.url,
    cast(null as integer) as version
from core.report_page as page
inner join core.run as run on page.first_no = run.run_no
union all
select
    report_id,
    first_seen_at as happened_at,
    'changed' as event,
    url,
    version
from core.report_version
where version > 1
union all
select
    report_id,
    unlisted_at as happened_at,
    'off_list' as event,
    url,
    cast(null as integer) as version
from core.page_fate
where unlisted_at is not null
union all
select
    page.report_id,
    run.as_of as happened_at,
    turn.event,
    turn.url,
    cast(null as integer) as version
from turn
inner join core.report_page as page on turn.url = page.url and turn.run_no > page.first_no
inner join core.run as run on turn.run_no = run.run_no
union all
select
    report_id,
    removed_at as happened_at,
    'removed' as event,
    cast(null as varchar) as url,
    cast(null as integer) as version
from core.report
where removed_at is not null
order by report_id, happened_at, event, url
