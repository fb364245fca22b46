-- core.entry: an address as a column has listed it
-- county_code: county of the column
-- column_url: the column
-- url: address of the entry
-- first_no: first night it was listed, see core.run
-- last_no: last night it was listed
-- title: title as last listed
-- title_report_kind: kind of report the title passes as
-- title_why_not: why the title is not that of a report
-- may_be_report: the title is that of a report or cannot rule it out
-- title_year: report year in the title
-- title_years: every year in the title
-- title_unit: body in the title
-- listed_on: date first shown beside it
-- position: place in the list when last shown
with entry as (
    select
        listing.county_code,
        listing.column_url,
        listing.url,
        min(run.run_no) as first_no,
        max(run.run_no) as last_no,
        arg_min(listing.listed_on, run.run_no) as listed_on,
        arg_max(
            struct_pack(
                title := listing.title,
                title_report_kind := listing.title_report_kind,
                title_why_not := listing.title_why_not,
                may_be_report := listing.may_be_report,
                title_year := listing.title_year,
                title_years := listing.title_years,
                title_unit := listing.title_unit,
                place := listing.position
            ),
            run.run_no
        ) as shown
    from raw.listing as listing
    inner join core.run as run on listing.run_id = run.run_id
    group by listing.county_code, listing.column_url, listing.url
)

select
    county_code,
    column_url,
    url,
    first_no,
    last_no,
    shown.title,
    shown.title_report_kind,
    shown.title_why_not,
    shown.may_be_report,
    shown.title_year,
    shown.title_years,
    shown.title_unit,
    listed_on,
    shown.place as position
from entry
order by county_code, column_url, url
