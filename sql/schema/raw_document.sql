-- raw.document: what one parser version read from one payload at one address
-- sha256: digest of the payload
-- url: address it was read at
-- parser_version: code that read it
-- document: the facts, as `fazhi inspect` names them
create table if not exists raw.document (
    sha256 varchar not null,
    url varchar not null,
    parser_version integer not null,
    document struct(
        kind varchar,
        family varchar,
        encoding varchar,
        reason varchar,
        site_name varchar,
        breadcrumb varchar[],
        title varchar,
        meta_tags struct(name varchar, content varchar)[],
        is_report boolean,
        report_kind varchar,
        may_be_report boolean,
        why_not varchar,
        filer_name varchar,
        report_year integer,
        report_year_source varchar,
        title_years integer[],
        name_form varchar,
        published_on date,
        published_on_source varchar,
        written_on date,
        index_number varchar,
        document_number varchar,
        publisher varchar,
        sign_off varchar,
        dates struct(source varchar, meaning varchar, date date, "text" varchar)[],
        sections struct(
            path varchar,
            level integer,
            number varchar,
            heading varchar,
            item varchar,
            items struct(item varchar, words varchar, decided_by varchar)[],
            "text" varchar,
            "start" integer,
            "end" integer,
            char_count integer,
            point_count integer,
            figure_count integer,
            years struct(year integer, count integer)[],
            run_in boolean
        )[],
        outline_confidence varchar,
        outline_reason varchar,
        attachments struct(url varchar, name varchar)[],
        media_type varchar,
        "text" varchar,
        text_chars integer,
        text_sha256 varchar,
        years struct(year integer, count integer)[],
        markers struct(marker varchar, word varchar, "offset" integer)[],
        error varchar
    ) not null
);
