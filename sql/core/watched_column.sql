-- core.watched_column: a column that is or was watched
-- county_code: its county
-- column_url: address of its first listing page
-- filer_id: its one owner; null when several bodies share it
-- report_kinds: kinds of report it is for
-- registered: whether the registry still has it
-- valid_to: last day of the column; null while it is used
with known as (
    select
        county_code,
        column_url,
        filer_id,
        report_kind,
        valid_to,
        true as registered
    from ref.report_column
    union all
    select distinct
        county_code,
        column_url,
        filer_id,
        report_kind,
        cast(null as date) as valid_to,
        false as registered
    from raw.column_reading
    where column_url not in (select column_url from ref.report_column)
)

select
    arg_min(county_code, concat(county_code, coalesce(filer_id, ''))) as county_code,
    column_url,
    case when count(distinct filer_id) = 1 and count(*) = count(filer_id) then min(filer_id) end as filer_id,
    list_sort(list(distinct report_kind)) as report_kinds,
    bool_or(registered) as registered,
    case when count(*) = count(valid_to) then max(valid_to) end as valid_to
from known
group by column_url
order by column_url
