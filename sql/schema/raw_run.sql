-- raw.run: a night: one run of the collection over the registry
-- run_id: name of the run and of its archive folder, as-of time and a random part
-- as_of: the run's clock: what today means and when its observations count
-- started_at: wall clock when the run began
-- finished_at: wall clock when the run ended; null while it runs or when it was cut off
-- status: loaded (not finished yet), complete, partial (some county failed), interrupted or failed
-- counts: numbers of the night by name, such as captures, documents, findings_opened
-- counties: codes of the counties that were asked
-- failed: county code to the reason it failed as a whole
-- sources: the registry as read in that night, one object a county
-- parser_version: code that read the pages
create table if not exists raw.run (
    run_id varchar not null,
    as_of timestamptz not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    status varchar not null,
    counts map (varchar, bigint),
    counties varchar[],
    failed map (varchar, varchar),
    sources json not null,
    parser_version integer
);
