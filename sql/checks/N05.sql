-- id: N05
-- title: something else in the column of the report
-- severity: warning
-- basis: a column named for the report is where people look for it
-- row: an entry that a column of this kind lists now and that is a report of another kind, or none
with last_observed as (
    select
        column_url,
        max(run_no) as run_no
    from core.observation
    where believed
    group by column_url
),

entry as (
    select
        entry.*,
        watched.filer_id as owner_id,
        watched.report_kinds,
        identity.sha256,
        identity.verdict,
        case when identity.verdict = 'report' then identity.report_kind end as read_kind,
        coalesce(document.why_not, entry.title_why_not) as why_not
    from core.entry as entry
    inner join core.watched_column as watched on entry.column_url = watched.column_url and watched.registered
    inner join last_observed
        on entry.column_url = last_observed.column_url and entry.last_no >= last_observed.run_no
    left join core.page_identity as identity on entry.url = identity.url and identity.latest
    left join core.page_document as document
        on identity.url = document.url and identity.sha256 = document.sha256
    where
        case
            when identity.verdict = 'report'
                then not list_contains(watched.report_kinds, identity.report_kind)
            when identity.verdict = 'doubtful' then false
            else not entry.may_be_report or identity.sha256 is not null
        end
)

select
    url as subject,
    'warning' as severity,
    county_code,
    owner_id as filer_id,
    report_kinds[1] as report_kind,
    title_year as report_year,
    cast(null as varchar) as report_id,
    column_url,
    concat(
        'the column lists ', coalesce('a report of another kind (' || read_kind || ')', 'what is no report'),
        ': ', title
    ) as message,
    to_json(struct_pack(
        title := title, url := url, listed_on := listed_on, why_not := why_not, sha256 := sha256
    )) as evidence
from entry
qualify row_number() over (partition by column_url, url order by sha256) = 1
