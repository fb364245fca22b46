-- raw.column_reading: a column in a run, as read
-- run_id: the run
-- county_code: county of the column
-- filer_id: owner; null for a column shared by several filers
-- report_kind: kind of report the column is for
-- column_url: address of the first listing page
-- status: HTTP status of the first page; null when it never answered or was not asked
-- kind: what the first page is: listing, script_list, blocked, article or other
-- family: site family that read it
-- pages_announced: number of listing pages it says it has
-- pages_read: number of listing pages read
-- n_entries: different addresses listed on all pages read
-- complete: answered in full, read as a listing, every announced page read
-- partial: further pages exist that only a script could show
-- provably_empty: its list container is there, holds no row, and no script could fill it
-- newest_first: dates never increase down the list
-- oldest_listed_on: oldest date shown in the list
-- entries_sha256: digest of the listed addresses and titles: the same answer has the same digest
-- reason: why it is not complete, or partial, or not_asked; null when all is well
create table if not exists raw.column_reading (
    run_id varchar not null,
    county_code varchar not null,
    filer_id varchar,
    report_kind varchar not null,
    column_url varchar not null,
    status integer,
    kind varchar,
    family varchar,
    pages_announced integer,
    pages_read integer not null,
    n_entries integer not null,
    complete boolean not null,
    partial boolean not null,
    provably_empty boolean not null,
    newest_first boolean not null,
    oldest_listed_on date,
    entries_sha256 varchar,
    reason varchar
);
