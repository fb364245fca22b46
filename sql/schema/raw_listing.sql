-- raw.listing: one entry of a column in a run
-- run_id: the run
-- county_code: county of the column
-- filer_id: owner of the column; null for a shared one
-- column_url: the column
-- report_kind: kind of report the column is for
-- url: address of the entry
-- title: title as listed, whole where the page has it whole
-- listed_on: date shown beside it
-- position: place in the list, from 1
-- title_report_kind: kind of report its title passes as; null when it passes as none
-- title_why_not: why the title is not that of a report
-- may_be_report: the title is that of a report or cannot rule it out
-- title_year: report year named in the title
-- title_years: every year named in the title
-- title_unit: body named in the title
create table if not exists raw.listing (
    run_id varchar not null,
    county_code varchar not null,
    filer_id varchar,
    column_url varchar not null,
    report_kind varchar not null,
    url varchar not null,
    title varchar not null,
    listed_on date,
    position integer not null,
    title_report_kind varchar,
    title_why_not varchar,
    may_be_report boolean not null,
    title_year integer,
    title_years integer[],
    title_unit varchar
);
