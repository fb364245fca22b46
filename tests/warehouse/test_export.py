"""Files that are handed out: whole, safe to open, and with their times."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import duckdb
import pytest
from archived_nights import ArchivedNight, whole_night

from warehouse.database import open_published
from warehouse.errors import WarehouseError
from warehouse.export import Format, export_query, export_tables
from warehouse.publish import published_tables

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


@pytest.mark.parametrize("kind", ["parquet", "csv", "xlsx"])
def test_every_published_table_gets_its_file(
    night: ArchivedNight, sql: Path, tmp_path: Path, kind: Format
) -> None:
    whole_night(night, sql)
    with open_published(night.home) as con:
        files = export_tables(con, tmp_path / "out", kind)
        assert [file.name for file in files] == [
            f"{table}.{kind}" for table in published_tables(con)
        ]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {file.name for file in files}


def test_csv_shows_text_that_looks_like_a_formula_as_text(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = export_query(con, ROW, tmp_path / "row.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["formula"].startswith("'=") and row["wide"] == "'＋1" and row["number"] == "-5"
    assert row["moment"] == "2023-04-05 02:30:00+08:00" and row["day"] == "2023-04-05"
    assert row["nested"] == '{"a": ["甲"]}' and row["nothing"] == ""


def test_excel_file_holds_no_formula_and_keeps_the_offset(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = export_query(con, ROW, tmp_path / "row.xlsx")
    with zipfile.ZipFile(path) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and "=HYPERLINK" in sheet
    assert "2023-04-05 02:30:00+08:00" in sheet
    assert "<v>-5</v>" in sheet and "<v>45021</v>" in sheet  # the day as Excel counts days


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
