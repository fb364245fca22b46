-- core.filing_column: a column in which a body's reports of a kind belong, alone or shared
-- filer_id: the body
-- report_kind: kind of report
-- column_url: the column
-- shared: several bodies use it
-- valid_from: first day of the column; null when not known
-- valid_to: last day of the column; null while it is used
select
    filer_id,
    report_kind,
    column_url,
    false as shared,
    min(valid_from) as valid_from,
    case when count(*) = count(valid_to) then max(valid_to) end as valid_to
from ref.report_column
where filer_id is not null
group by filer_id, report_kind, column_url
union all
select
    filer.filer_id,
    own.report_kind,
    own.column_url,
    true as shared,
    min(own.valid_from) as valid_from,
    case when count(*) = count(own.valid_to) then max(own.valid_to) end as valid_to
from ref.report_column as own
inner join ref.filer as filer on own.county_code = filer.county_code
where own.filer_id is null
group by filer.filer_id, own.report_kind, own.column_url
