"""Rows handed out as CSV, JSON or XLSX, safe to open in an office program.

Titles come from web pages. A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a
formula and runs it, so text cells that look like one are written as text.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import xlsxwriter

Format = Literal["table", "csv", "json", "xlsx"]

#: Full-width forms count as well: some programs fold them before they look.
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
#: Excel's own limit for one cell.
CELL_CHARACTERS = 32_767


@dataclass(frozen=True)
class Rows:
    """A result: names of the columns and the values, as DuckDB hands them over."""

    columns: list[str]
    rows: Sequence[Sequence[Any]]

    def select(self, columns: Sequence[str]) -> Rows:
        """The same rows with only these columns, in this order."""
        places = [self.columns.index(name) for name in columns]
        return Rows(list(columns), [[row[place] for place in places] for row in self.rows])


def as_csv(table: Rows) -> str:
    """CSV with a header line; times in ISO 8601, nested values as JSON."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_csv_cell(value) for value in row] for row in table.rows)
    return out.getvalue()


def as_json(table: Rows) -> str:
    """A list of objects, one for each row; absent values are null."""
    objects = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps(objects, ensure_ascii=False, indent=1, default=plain) + "\n"


def write_xlsx(table: Rows, path: Path, sheet: str) -> None:
    """One sheet with a header row, a filter and a frozen first line."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    with xlsxwriter.Workbook(str(path), options) as book:
        page = book.add_worksheet(sheet[:31])
        head = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        page.write_row(0, 0, table.columns, head)
        for number, row in enumerate(table.rows, 1):
            for place, value in enumerate(row):
                if isinstance(value, datetime):
                    page.write_datetime(number, place, value, moment)
                elif isinstance(value, date):
                    page.write_datetime(number, place, value, day)
                elif isinstance(value, bool):
                    page.write_boolean(number, place, value)
                elif isinstance(value, int | float):
                    page.write_number(number, place, value)
                elif value is not None:
                    page.write_string(number, place, without_controls(_text(value)))
        page.freeze_panes(1, 0)
        if table.rows:
            page.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        page.autofit()


def write_file(table: Rows, form: Format, path: Path, name: str) -> None:
    """Write the rows to a file; CSV gets a byte order mark, without which Excel garbles Chinese."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if form == "xlsx":
        write_xlsx(table, path, name)
    elif form == "csv":
        path.write_text(as_csv(table), "utf-8-sig", newline="")
    else:
        path.write_text(as_json(table), "utf-8")


def without_controls(text: str) -> str:
    """Text for a terminal or a cell: line ends become blanks, other controls a visible sign.

    Escape sequences could rewrite the terminal, and direction marks could turn a name round.
    """
    if text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    return value.isoformat() if isinstance(value, date) else str(value)


def _visible(character: str) -> str:
    if character in "\n\r\t\u2028\u2029":
        return " "
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character)[0] == "C" else character


def _csv_cell(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    text = _text(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value[:CELL_CHARACTERS]
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=plain)[:CELL_CHARACTERS]
    return str(value)
