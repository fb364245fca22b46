-- raw.finding_event: a finding opened, closed or reopened in a run, with what it said then
-- run_id: the run that saw the change
-- finding_id: digest of what the finding is about
-- event: opened, closed or reopened
-- check_id: the check
-- subject: what tells two findings of one check apart, often empty
-- severity: error, warning or info
-- county_code: county
-- filer_id: body
-- report_kind: kind of report
-- report_year: report year
-- report_id: report, where there is one
-- column_url: column, where it is about one
-- message: what was found, in words
-- evidence: what it rests on
create table if not exists raw.finding_event (
    run_id varchar not null,
    finding_id varchar not null,
    event varchar not null,
    check_id varchar not null,
    subject varchar not null,
    severity varchar not null,
    county_code varchar not null,
    filer_id varchar,
    report_kind varchar,
    report_year integer,
    report_id varchar,
    column_url varchar,
    message varchar not null,
    evidence json not null
);
