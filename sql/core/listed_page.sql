-- core.listed_page: an address with the entry that says most about it, of all columns that list it
-- url: the address
-- county_code: county of the column
-- column_url: the column of that entry
-- owner_id: owner of the column; null for a shared one
-- first_no: first night any column listed it, see core.run
-- last_no: last night any column listed it
-- title: title as listed
-- title_report_kind: kind of report the title passes as
-- may_be_report: the title is that of a report or cannot rule it out
-- title_year: report year in the title
-- title_years: every year in the title
-- title_unit: body in the title
-- listed_on: date shown beside it
select
    entry.url,
    entry.county_code,
    entry.column_url,
    watched.filer_id as owner_id,
    min(entry.first_no) over (partition by entry.url) as first_no,
    max(entry.last_no) over (partition by entry.url) as last_no,
    entry.title,
    entry.title_report_kind,
    bool_or(entry.may_be_report) over (partition by entry.url) as may_be_report,
    entry.title_year,
    entry.title_years,
    entry.title_unit,
    entry.listed_on
from core.entry as entry
inner join core.watched_column as watched on entry.column_url = watched.column_url
qualify row_number() over (
    partition by entry.url
    order by
        entry.title_report_kind is not null desc,
        coalesce(list_contains(watched.report_kinds, entry.title_report_kind), false) desc,
        watched.filer_id is not null desc,
        -- the column the page lies in, where another only links to it
        starts_with(entry.url, regexp_replace(entry.column_url, '[^/]*$', '')) desc,
        entry.first_no,
        entry.column_url
) = 1
