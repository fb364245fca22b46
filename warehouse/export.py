"""Handing out published tables as Parquet, CSV or Excel files.

What pages say is not trusted: no cell of a CSV or Excel file can be read as a formula. Times are
instants in Parquet, text with its offset in CSV, and in Excel its own times, those of Beijing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import duckdb

from warehouse.cells import write_csv
from warehouse.errors import WarehouseError, explained
from warehouse.publish import published_tables
from warehouse.sqlfiles import quoted
from warehouse.workbook import SHEET_ROWS, Sheet, Wording, Workbook

Format = Literal["parquet", "csv", "xlsx"]

#: The one file of an export to Excel.
WORKBOOK = "fazhi.xlsx"
#: What people look for first stands first in it.
_ORDER = ("mart", "checks", "core", "ref", "raw")
_BATCH = 2_000


def export_tables(
    con: duckdb.DuckDBPyConnection, folder: Path, kind: Format = "parquet"
) -> list[Path]:
    """Write every published table into `folder`; returns the files written.

    Parquet and CSV are one file for each table (`mart.filing_status.csv`), Excel is one workbook
    with a sheet for each. A table that does not fit a sheet is named in the workbook's contents,
    and in the WarehouseError raised after the workbook is written.
    """
    with explained(f"cannot write to {folder}", "free space, or name another folder"):
        folder.mkdir(parents=True, exist_ok=True)
        if kind == "xlsx":
            return [_export_workbook(con, folder / WORKBOOK)]
        return [
            export_query(con, f"select * from {table}", folder / f"{table}.{kind}")
            for table in published_tables(con)
        ]


def export_query(
    con: duckdb.DuckDBPyConnection,
    query: str,
    path: Path,
    parameters: Sequence[object] | Mapping[str, object] = (),
    wording: Wording | None = None,
) -> Path:
    """Write the rows of one query to `path`; its ending (.parquet, .csv, .xlsx) is the format.

    The file appears whole or not at all. Parameters are given in order, or by name. CSV and Excel
    can be worded for their reader; Parquet keeps names and codes.
    """
    values = dict(parameters) if isinstance(parameters, Mapping) else list(parameters)
    part = path.with_name(path.name + ".part")
    with explained(f"cannot write {path}", "free space, or name another file"):
        try:
            if path.suffix == ".parquet":
                con.execute(
                    f"copy ({query}) to {quoted(str(part))} (format parquet, compression zstd)",
                    values,
                )
            elif path.suffix in (".csv", ".xlsx"):
                result = con.execute(query, values)
                names = [column[0] for column in result.description or []]
                write = _write_csv if path.suffix == ".csv" else _write_xlsx
                write(part, names, _batches(result), wording)
            else:
                raise WarehouseError(f"{path}: unknown format", "end it in .parquet, .csv or .xlsx")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    return path


def _export_workbook(con: duckdb.DuckDBPyConnection, path: Path) -> Path:
    part = path.with_name(path.name + ".part")
    tables = sorted(published_tables(con), key=lambda name: _ORDER.index(name.split(".")[0]))
    too_long = []
    try:
        with Workbook(part, contents="fazhi") as book:
            for table in tables:
                about = _comments(con, "tables", table).get(table.split(".")[1], "")
                if (rows := _count(con, table)) >= SHEET_ROWS:
                    too_long.append(table)
                    book.leave_out(table, rows, "too long for a sheet; see parquet or csv")
                    continue
                meanings = _comments(con, "columns", table)
                result = con.execute(f"select * from {table}")
                names = [column[0] for column in result.description or []]
                book.add(Sheet(table, names, _batches(result), about, meanings))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    if too_long:
        raise WarehouseError(
            f"too long for an Excel sheet: {', '.join(too_long)}", "export them as parquet or csv"
        )
    return path


def _batches(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := result.fetchmany(_BATCH):
        yield from rows


def _comments(con: duckdb.DuckDBPyConnection, what: str, table: str) -> dict[str, str]:
    """Meaning of a table, or of its columns, by name."""
    name = "table_name" if what == "tables" else "column_name"
    schema, _, bare = table.partition(".")
    found = con.execute(
        f"select {name}, comment from duckdb_{what}() "
        "where database_name = current_database() and schema_name = ? and table_name = ?",
        [schema, bare],
    ).fetchall()
    return {column: comment or "" for column, comment in found}


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    (count,) = con.execute(f"select count(*) from {table}").fetchone() or (0,)
    return int(count)


def _write_csv(
    path: Path, names: list[str], rows: Iterator[tuple[Any, ...]], wording: Wording | None
) -> None:
    sheet = Sheet("fazhi", names, rows, wording=wording)
    # The mark in front tells Excel that the file is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        write_csv(file, sheet.titles, (sheet.shown(row) for row in rows))


def _write_xlsx(
    path: Path, names: list[str], rows: Iterator[tuple[Any, ...]], wording: Wording | None
) -> None:
    with Workbook(path) as book:
        book.add(Sheet("fazhi", names, rows, wording=wording))
