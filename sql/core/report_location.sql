-- core.report_location: one address at which a report stands or stood, in one column
-- report_id: the report
-- url: the address
-- column_url: column that lists it; null where none does
-- in_own_column: the column is registered for this body and kind, alone or shared
-- listed: the column still lists it, by its last observation
-- first_listed_at: first observation of the column that lists it
-- last_seen_at: last observation of the column that lists it
-- unlisted_at: first observation of the column without it; null while it is listed
with own_column as (
    select
        filer_id,
        report_kind,
        column_url
    from ref.report_column
    where filer_id is not null
    union
    select
        filer.filer_id,
        shared.report_kind,
        shared.column_url
    from ref.report_column as shared
    inner join ref.filer as filer on shared.county_code = filer.county_code
    where shared.filer_id is null
),

last_observed as (
    select
        column_url,
        max(run_no) as run_no
    from core.observation
    where observed
    group by column_url
),

gone as (
    select
        entry.column_url,
        entry.url,
        min(observation.run_no) as run_no
    from core.entry as entry
    inner join last_observed
        on entry.column_url = last_observed.column_url and entry.last_no < last_observed.run_no
    inner join core.observation as observation
        on
            entry.column_url = observation.column_url
            and entry.last_no < observation.run_no
            and observation.observed
    group by entry.column_url, entry.url
)

select
    page.report_id,
    page.url,
    entry.column_url,
    own_column.filer_id is not null as in_own_column,
    coalesce(entry.last_no >= coalesce(last_observed.run_no, 0) and page.latest, false) as listed,
    first_run.as_of as first_listed_at,
    last_run.as_of as last_seen_at,
    gone_run.as_of as unlisted_at
from core.report_page as page
left join core.entry as entry on page.url = entry.url
left join last_observed on entry.column_url = last_observed.column_url
left join gone on entry.column_url = gone.column_url and entry.url = gone.url
left join own_column
    on
        page.filer_id = own_column.filer_id
        and page.report_kind = own_column.report_kind
        and entry.column_url = own_column.column_url
left join core.run as first_run on entry.first_no = first_run.run_no
left join core.run as last_run on entry.last_no = last_run.run_no
left join core.run as gone_run on gone.run_no = gone_run.run_no
