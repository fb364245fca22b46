-- core.disclosure_table: whether a disclosure report has one of its statutory tables
-- report_id: the report
-- table_no: 2 what was disclosed, 3 requests, 4 reviews and lawsuits
-- state: read; partly, when some cells or rows could not be told; unread, when it is there and no figure
--   could be read; absent
-- reason: flattened (the cells are lost), layout, picture, or contradiction (two tables that differ)
with stated as (
    select
        main.report_id,
        unnest(document.document.tables) as stated
    from raw.document as document
    inner join core.report_main as main
        on
            document.url = main.text_url
            and document.sha256 = main.text_sha256
            and document.parser_version = main.parser_version
    where document.document.report_kind = 'disclosure'
)

select
    report_id,
    stated.table as table_no,
    stated.state,
    stated.reason
from stated
