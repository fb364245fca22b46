-- core.column_stretch: nights on which a column gave the same answer without a break
-- column_url: the column
-- report_kind: kind of report it is for
-- filer_id: owner; null for a shared one
-- stretch_no: place among the stretches of the column, from 1
-- first_no: first night, see core.run
-- last_no: last night
-- nights: different days it was read on
-- readable: read as a listing, as far as a script is not needed for more
-- partial: further pages exist that only a script could show
-- n_entries: entries shown
-- provably_empty: no entry, and nothing on the page could add one
-- had_entries: some earlier answer of the column, believed or not, showed an entry
-- answer: digest of the answer
-- urls: numbers of the addresses listed
-- titles: numbers of the titles listed
with reading as (
    select
        reading.column_url,
        reading.report_kind,
        reading.filer_id,
        run.run_no,
        run.run_day,
        reading.partial,
        reading.n_entries,
        reading.provably_empty,
        coalesce(reading.kind = 'listing' and case
            when reading.partial
                then coalesce(reading.reason, 'partial') in ('partial', 'script_list')
            else reading.complete
        end, false) as readable,
        coalesce(reading.entries_sha256, concat(run.run_no)) as answer
    from raw.column_reading as reading
    inner join core.run as run on reading.run_id = run.run_id
    where reading.reason is distinct from 'not_asked'
),

compared as (
    select
        *,
        struct_pack(readable, partial, n_entries, provably_empty, answer) as given,
        lag(struct_pack(readable, partial, n_entries, provably_empty, answer)) over (
            partition by column_url, report_kind, filer_id order by run_no
        ) as given_before,
        coalesce(max(n_entries) over (
            partition by column_url, report_kind, filer_id order by run_no
            rows between unbounded preceding and 1 preceding
        ), 0) as most_before
    from reading
),

numbered as (
    select
        *,
        sum(cast(given is distinct from given_before as integer)) over (
            partition by column_url, report_kind, filer_id order by run_no
        ) as stretch_no
    from compared
),

stretch as (
    select
        column_url,
        report_kind,
        filer_id,
        cast(stretch_no as integer) as stretch_no,
        min(run_no) as first_no,
        max(run_no) as last_no,
        count(distinct run_day) as nights,
        readable,
        partial,
        n_entries,
        provably_empty,
        min(most_before) > 0 as had_entries,
        min(answer) as answer
    from numbered
    group by
        column_url, report_kind, filer_id, numbered.stretch_no, readable, partial, n_entries,
        provably_empty
),

-- what an answer lists is read once for each stretch, not once for each night
began as (
    select distinct
        column_url,
        first_no
    from stretch
    where readable and n_entries > 0
),

shown as (
    select
        began.column_url,
        began.first_no,
        -- sorted: the same rows in another order give the same table
        list_sort(list(distinct hash(listing.url))) as urls,
        list_sort(list(distinct hash(listing.title))) as titles
    from began
    inner join core.run as run on began.first_no = run.run_no
    inner join raw.listing as listing
        on run.run_id = listing.run_id and began.column_url = listing.column_url
    group by began.column_url, began.first_no
)

select
    stretch.*,
    coalesce(shown.urls, []) as urls,
    coalesce(shown.titles, []) as titles
from stretch
left join shown on stretch.column_url = shown.column_url and stretch.first_no = shown.first_no
order by stretch.column_url, stretch.report_kind, stretch.filer_id, stretch.stretch_no
