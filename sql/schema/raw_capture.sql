-- raw.capture: one HTTP exchange of a run
-- run_id: the run
-- county_code: county whose site was asked
-- role: robots, listing, article or attachment
-- column_url: column that led to the request; null for robots
-- parent_url: page that linked to it, for further listing pages and attachments
-- url: address asked for
-- final_url: address that answered, after redirects
-- fetched_at: wall clock of the request
-- elapsed_ms: time until the last byte
-- status: HTTP status; null when nothing answered
-- sha256: digest of the decoded body; of the known body when it answered 304
-- length: bytes of the decoded body
-- content_type: header Content-Type
-- etag: header ETag
-- last_modified: header Last-Modified as sent
-- stored: true when this exchange's record holds the body (not a revisit, not an error)
-- warc_file: archive file, relative to the archive folder
-- warc_offset: where the record begins in that file
-- error: why there is no body: timeout, connect, tls, dns, too_large, redirect, robots, budget, ...
-- error_detail: the same in words
create table if not exists raw.capture (
    run_id varchar not null,
    county_code varchar not null,
    role varchar not null,
    column_url varchar,
    parent_url varchar,
    url varchar not null,
    final_url varchar,
    fetched_at timestamptz not null,
    elapsed_ms integer,
    status integer,
    sha256 varchar,
    length bigint,
    content_type varchar,
    etag varchar,
    last_modified varchar,
    stored boolean not null,
    warc_file varchar,
    warc_offset bigint,
    error varchar,
    error_detail varchar
);
