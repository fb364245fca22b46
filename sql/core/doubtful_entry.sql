-- core.doubtful_entry: an entry of a column that may be a report, but which or whose cannot be told
-- county_code: county of the column
-- column_url: the column
-- url: address of the entry
-- title: title as listed
-- filer_id: the only body whose report it may be; null where it may be anybody's
-- report_kind: the only kind it may be; null where it may be either
-- report_year: the only year it may be about; null where it may be any from earliest_year on
-- earliest_year: first year it may be about
-- latest_year: last year it may be about
-- first_no: first night the column listed it, see core.run
-- last_no: last night the column listed it
select
    entry.county_code,
    entry.column_url,
    entry.url,
    entry.title,
    identity.filer_id,
    coalesce(identity.report_kind, entry.title_report_kind) as report_kind,
    identity.report_year,
    coalesce(
        identity.report_year,
        -- a title with years, none of them for sure the report's: about one of them, or the year before
        list_min(identity.title_years) - 1,
        0
    ) as earliest_year,
    coalesce(
        identity.report_year,
        list_max(identity.title_years),
        year(identity.listed_on),
        9999
    ) as latest_year,
    entry.first_no,
    entry.last_no
from core.page_identity as identity
inner join core.entry as entry on identity.url = entry.url
where identity.latest and identity.verdict = 'doubtful'
