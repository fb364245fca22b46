-- core.disclosure_figure: one cell of a statutory table of a disclosure report
-- report_id: the report
-- table_no: 2 what was disclosed, 3 requests, 4 reviews and lawsuits
-- row_code: its row, see ref.disclosure_label; unknown_1, unknown_2, … for rows the form does not know
-- row_label: label of the row in the form; as printed for an unknown one
-- column_code: its column
-- column_label: label of the column in the form
-- value: the figure, 0 where a zero is printed, amounts in 10,000 yuan; null where none can be told
-- is_empty: the cell is there and holds nothing; a cell that is not there has no row here
-- text: the cell as printed
with cell as (
    select
        main.report_id,
        unnest(document.document.figures) as figure
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
    figure.table as table_no,
    figure.row as row_code,
    figure.row_label,
    figure.column as column_code,
    figure.column_label,
    figure.value,
    figure.is_empty,
    figure.text
from cell
