"""Files that are handed out: whole, safe to open, and with their times."""

from __future__ import annotations

import csv
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook

from tests.warehouse.archived_nights import ArchivedNight
from warehouse import export
from warehouse.colours import PAPER
from warehouse.database import open_published
from warehouse.errors import WarehouseError
from warehouse.export import Format, export_query, export_tables
from warehouse.publish import published_tables
from warehouse.workbook import Sheet, Wording, Workbook

ROW = """
    select '=HYPERLINK("http://127.0.0.1")' as formula, '＋1' as wide, -5 as number,
    timestamptz '2023-04-05 02:30:00+08' as moment, date '2023-04-05' as day,
    {'a': ['甲']} as nested, null as nothing, repeat('长', 40000) as long, true as yes
"""


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("set timezone = 'Asia/Shanghai'")
    return con


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_every_published_table_gets_its_file(
    published: ArchivedNight, tmp_path: Path, kind: Format
) -> None:
    with open_published(published.home) as con:
        files = export_tables(con, tmp_path / "out", kind)
        assert [file.name for file in files] == [
            f"{table}.{kind}" for table in published_tables(con)
        ]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {file.name for file in files}


def test_excel_gets_one_workbook_with_a_sheet_for_every_table_and_a_contents(
    published: ArchivedNight, tmp_path: Path
) -> None:
    with open_published(published.home) as con:
        (file,) = export_tables(con, tmp_path / "out", "xlsx")
        tables = published_tables(con)
    assert [path.name for path in (tmp_path / "out").iterdir()] == [file.name] == ["fazhi.xlsx"]
    book = load_workbook(file)
    assert book.sheetnames[0] == "contents"
    assert sorted(book.sheetnames[1:]) == tables
    listed = {row[0].value: row for row in book["contents"].iter_rows(min_row=2)}
    assert sorted(listed) == tables
    for name in tables:
        page = book[name]
        assert page.freeze_panes == "A2" and page.auto_filter.ref, name
        assert listed[name][1].value == page.max_row - 1, name
        assert listed[name][2].value and listed[name][0].hyperlink is not None, name
        assert all(cell.comment is not None for cell in page[1]), name


def test_a_table_too_long_for_a_sheet_is_named_and_the_others_are_written(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "SHEET_ROWS", 3)
    con.execute("create schema mart; create table mart.long as select unnest(range(3)) as n")
    con.execute("create table mart.fits as select unnest(range(2)) as n")
    with pytest.raises(WarehouseError, match=r"mart\.long"):
        export_tables(con, tmp_path, "xlsx")
    book = load_workbook(tmp_path / "fazhi.xlsx")
    assert book.sheetnames == ["contents", "mart.fits"]
    told = [[cell.value for cell in row] for row in book["contents"].iter_rows(min_row=2)]
    assert told[1][:2] == ["mart.long", 3] and "parquet" in str(told[1][2])


def test_csv_shows_text_that_looks_like_a_formula_as_text(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = export_query(con, ROW, tmp_path / "row.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["formula"].startswith("'=") and row["wide"] == "'＋1" and row["number"] == "-5"
    assert row["moment"] == "2023-04-05 02:30:00+08:00" and row["day"] == "2023-04-05"
    assert row["nested"] == '{"a": ["甲"]}' and row["nothing"] == ""


def test_excel_file_holds_no_formula(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    path = export_query(con, ROW, tmp_path / "row.xlsx")
    with zipfile.ZipFile(path) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "=HYPERLINK" in sheet
    assert "<v>-5</v>" in sheet


def test_excel_gets_days_and_times_that_it_can_sort_and_count_with(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = export_query(
        con,
        """select date '2023-04-05' as day, timestamptz '2023-04-04 18:30:15.250+00' as moment,
        timestamp '2023-04-05 09:00:00' as local, '2023-04-05' as said, '=1+1' as title,
        timestamptz '1899-12-31 00:00:00+08' as early, timestamptz 'infinity' as endless""",
        tmp_path / "row.xlsx",
    )
    (head, row) = load_workbook(path)["fazhi"].iter_rows()
    cells = {name.value: cell for name, cell in zip(head, row, strict=True)}
    assert cells["day"].is_date and str(cells["day"].value) == "2023-04-05 00:00:00"
    assert cells["day"].number_format == "yyyy-mm-dd"
    # In Beijing time, where a cell of Excel knows no zone; exact to the millisecond.
    moment = cells["moment"]
    assert moment.is_date and str(moment.value) == "2023-04-05 02:30:15.250000"
    assert moment.number_format == "yyyy-mm-dd hh:mm"
    assert str(cells["local"].value) == "2023-04-05 09:00:00"
    assert not cells["said"].is_date and cells["said"].value == "2023-04-05"
    assert cells["title"].data_type == "s" and cells["title"].value == "=1+1"
    # What Excel cannot count stays text.
    assert cells["early"].value.startswith("1899-12-31 00:0")
    assert cells["endless"].data_type == "s"


def test_excel_counts_in_beijing_time_whatever_the_zone_of_the_question(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    con.execute("set timezone = 'UTC'")
    query = "select timestamptz '2023-04-04 18:30:00+00' as seen_at"
    path = export_query(con, query, tmp_path / "row.xlsx")
    page = load_workbook(path)["fazhi"]
    assert str(page["A2"].value) == "2023-04-05 02:30:00"
    assert page["A1"].comment.text == "Beijing time, 北京时间"


def test_the_header_says_what_a_time_means_and_whose_it_is(tmp_path: Path) -> None:
    seen = datetime(2023, 4, 5, 2, 30, tzinfo=UTC)
    with Workbook(tmp_path / "a.xlsx") as book:
        book.add(Sheet("a", ["n", "seen_at"], [(1, None), (2, seen)], meanings={"seen_at": "seen"}))
    page = load_workbook(tmp_path / "a.xlsx")["a"]
    assert page["A1"].comment is None
    assert page["B1"].comment.text == "seen (Beijing time, 北京时间)"
    assert str(page["B3"].value) == "2023-04-05 10:30:00"


def test_excel_colours_statuses_links_addresses_and_cuts_long_text(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = export_query(
        con,
        """select 'late' as status, 'http://a.example/x?a=1&b=2#p' as url, 'javascript:1' as a_url,
        repeat('长', 32768) as over, repeat('长', 32767) as fits, repeat('𠮷', 20000) as astral,
        9007199254740993::bigint as large, date '1899-01-01' as early, 0.25::double as a_rate,
        'nan'::double as odd, 1.5::decimal(4, 2) as exact, 'http://b.example/' as title""",
        tmp_path / "row.xlsx",
    )
    (head, row) = load_workbook(path)["fazhi"].iter_rows()
    cells = {name.value: cell for name, cell in zip(head, row, strict=True)}
    assert cells["status"].fill.start_color.rgb == "FF" + PAPER["late"].removeprefix("#")
    assert cells["url"].hyperlink.target == "http://a.example/x?a=1&b=2"
    assert cells["url"].hyperlink.location == "p"
    assert cells["a_url"].hyperlink is None and cells["title"].hyperlink is None
    assert len(cells["over"].value) == 32_767
    assert cells["over"].value.endswith("32,768 characters in all, whole in parquet and csv]")
    assert cells["fits"].value == "长" * 32_767
    assert len(cells["astral"].value.encode("utf-16-le")) <= 2 * 32_767
    assert cells["large"].value == "9007199254740993" and cells["early"].value == "1899-01-01"
    assert cells["a_rate"].value == 0.25 and cells["a_rate"].number_format == "0.0%"
    assert cells["odd"].value == "nan" and cells["exact"].value == 1.5


def test_sheet_names_fit_excel_and_no_two_are_alike(tmp_path: Path) -> None:
    with Workbook(tmp_path / "a.xlsx") as book:
        for name in ("a" * 31, "a" * 32, "A" * 40, "b[1]:*?/\\", "''"):
            assert book.add(Sheet(name, ["n"], [(1,), (2,)])) == 2
    names = load_workbook(tmp_path / "a.xlsx").sheetnames
    assert names == ["a" * 31, "a" * 29 + "~2", "A" * 29 + "~3", "b_1______", "sheet"]


def test_parquet_keeps_instants_and_nesting(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    path = export_query(con, ROW, tmp_path / "row.parquet")
    row = con.execute(f"select epoch(moment), nested.a[1] from '{path}'").fetchone()
    assert row == (1680633000.0, "甲")


def test_unknown_format_is_refused_and_leaves_nothing(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    with pytest.raises(WarehouseError, match=r"\.parquet, \.csv or \.xlsx"):
        export_query(con, ROW, tmp_path / "row.doc")
    assert list(tmp_path.iterdir()) == []


def test_failing_query_leaves_an_earlier_file_as_it_is(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = export_query(con, "select 1 as n", tmp_path / "row.csv")
    with pytest.raises(WarehouseError):
        export_query(con, "select error('no') as n", path)
    assert path.read_text("utf-8-sig") == "n\n1\n"


def test_every_printed_page_says_whose_its_rows_are(tmp_path: Path) -> None:
    with Workbook(tmp_path / "a.xlsx") as book:
        book.add(Sheet("near", ["severity", "filer_name", "message"], [("error", "甲镇", "x")]))
        book.add(Sheet("far", ["a", "b", "c", "filer_name"], [(1, 2, 3, "甲镇")]))
    near, far = load_workbook(tmp_path / "a.xlsx").worksheets
    assert (near.print_title_cols, near.print_title_rows) == ("$A:$B", "$1:$1")
    assert (far.print_title_cols, far.print_title_rows) == (None, "$1:$1")


WORDS = Wording(
    titles={"status": "结论", "seen_at": "观测时间", "n": "n"}.__getitem__,
    row=lambda row: {**row, "status": "逾期", "seen_at": row["seen_at"]},
)


def test_a_worded_file_has_its_own_titles_and_words_and_keeps_colours_and_times(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    query = "select 'late' as status, timestamptz '2023-04-05 02:30:00+08' as seen_at, 7 as n"
    page = load_workbook(export_query(con, query, tmp_path / "a.xlsx", wording=WORDS))["fazhi"]
    assert [cell.value for cell in page[1]] == ["结论", "观测时间", "n"]
    assert page["A2"].value == "逾期"
    assert page["A2"].fill.start_color.rgb == "FF" + PAPER["late"].removeprefix("#")
    assert str(page["B2"].value) == "2023-04-05 02:30:00" and page["C2"].value == 7
    told = export_query(con, query, tmp_path / "a.csv", wording=WORDS).read_text("utf-8-sig")
    assert told.splitlines() == ["结论,观测时间,n", "逾期,2023-04-05 02:30:00+08:00,7"]
