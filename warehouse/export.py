"""Handing out published tables as Parquet, CSV or Excel files.

What pages say is not trusted: no cell of a CSV or Excel file can be read as a formula. Times keep
their offset: in Parquet as instants, elsewhere as text in Beijing time.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import duckdb
import xlsxwriter

from warehouse.errors import WarehouseError, explained
from warehouse.publish import published_tables
from warehouse.sqlfiles import quoted

Format = Literal["parquet", "csv", "xlsx"]

#: Characters at the start of a cell that make spreadsheets compute it, or skip to such a one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Excel's own limits of a sheet and of a cell.
_SHEET_ROWS = 1_048_576
_CELL_CHARS = 32_767
_BATCH = 2_000


def export_tables(
    con: duckdb.DuckDBPyConnection, folder: Path, kind: Format = "parquet"
) -> list[Path]:
    """Write every published table into `folder`, one file each (`mart.filing_status.csv`).

    Excel files are written for every table that fits a sheet; one that does not is named in the
    WarehouseError after the others are written. Returns the files written.
    """
    with explained(f"cannot write to {folder}", "free space, or name another folder"):
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        too_long = []
        for table in published_tables(con):
            if kind == "xlsx" and _count(con, table) >= _SHEET_ROWS:
                too_long.append(table)
                continue
            written.append(export_query(con, f"select * from {table}", folder / f"{table}.{kind}"))
    if too_long:
        raise WarehouseError(
            f"too long for an Excel sheet: {', '.join(too_long)}", "export them as parquet or csv"
        )
    return written


def export_query(
    con: duckdb.DuckDBPyConnection,
    query: str,
    path: Path,
    parameters: Sequence[object] | Mapping[str, object] = (),
) -> Path:
    """Write the rows of one query to `path`; its ending (.parquet, .csv, .xlsx) is the format.

    The file appears whole or not at all. Parameters are given in order, or by name.
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
                write(part, names, _batches(result))
            else:
                raise WarehouseError(f"{path}: unknown format", "end it in .parquet, .csv or .xlsx")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    return path


def plain_cell(value: object) -> object:
    """The value as one cell: times as text with their offset, nested values as JSON."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


def safe_cell(value: object) -> object:
    """A cell of a CSV file: text that a spreadsheet would compute gets a quote in front."""
    value = plain_cell(value)
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return "'" + value
    return value


def _batches(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := result.fetchmany(_BATCH):
        yield from rows


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    (count,) = con.execute(f"select count(*) from {table}").fetchone() or (0,)
    return int(count)


def _write_csv(path: Path, names: list[str], rows: Iterator[tuple[Any, ...]]) -> None:
    # The mark in front tells Excel that the file is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for row in rows:
            writer.writerow([safe_cell(value) for value in row])


def _write_xlsx(path: Path, names: list[str], rows: Iterator[tuple[Any, ...]]) -> None:
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("fazhi")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, names, book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _write_cell(sheet, number, column, plain_cell(value))


def _write_cell(sheet: Any, row: int, column: int, value: object) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value)
    else:
        text = str(value)
        if len(text) > _CELL_CHARS:
            text = text[: _CELL_CHARS - 1] + "…"
        sheet.write_string(row, column, text)
