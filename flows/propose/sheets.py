"""Tables that offices keep, XLSX and CSV, as rows of texts with the number each row shows."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from flows.sources.registry import InvalidSources

MOST_BYTES, MOST_UNPACKED, MOST_ROWS, MOST_COLUMNS = 20_000_000, 100_000_000, 5_000, 60


class Cell(NamedTuple):
    """What a cell shows, and the address behind it where it is a link."""

    text: str
    link: str | None = None


@dataclass(frozen=True)
class Sheet:
    """A table; `name` is for messages, `rows` are (number counted from 1, cells)."""

    name: str
    rows: list[tuple[int, list[Cell]]]


def read_sheets(file: Path) -> list[Sheet]:
    """Every table of a file. Raises InvalidSources when it cannot be read, naming the remedy."""
    try:
        payload = file.read_bytes()
    except OSError as error:
        raise InvalidSources([f"{file}: {error.strerror}; give an XLSX or CSV file"]) from None
    if len(payload) > MOST_BYTES:
        raise InvalidSources([f"{file.name}: larger than a roster; give the table alone"])
    if payload.startswith(b"PK\x03\x04"):
        return _workbook(file.name, payload)
    if payload.startswith(b"\xd0\xcf\x11\xe0") or b"\x00\x00\x00" in payload[:4096]:
        raise InvalidSources([f"{file.name}: neither XLSX nor CSV; save it as one of these"])
    return [_csv(file.name, payload)]


def _csv(name: str, payload: bytes) -> Sheet:
    text = _text(name, payload)
    delimiter = max(",\t;", key="\n".join(text.splitlines()[:20]).count)
    rows: list[tuple[int, list[Cell]]] = []
    # A cell may hold line ends: a row is numbered by the line on which it begins.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((begins, [Cell(cell.strip()) for cell in cells[:MOST_COLUMNS]]))
            begins = reader.line_num + 1
            if len(rows) > MOST_ROWS:
                raise _too_long(name)
    except csv.Error as error:
        raise InvalidSources([f"{name}: row {begins}: {error}; save it as CSV again"]) from None
    return Sheet(name, rows)


def _text(name: str, payload: bytes) -> str:
    """Excel writes CSV in the machine's code, GBK in China, unless told otherwise."""
    codes = ("utf-16",) if payload[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for code in codes:
        try:
            return payload.decode(code)
        except UnicodeDecodeError:
            continue
    raise InvalidSources([f"{name}: neither UTF-8 nor GBK; save it as CSV in UTF-8"])


def _workbook(name: str, payload: bytes) -> list[Sheet]:
    from openpyxl import load_workbook

    damaged = InvalidSources([f"{name}: damaged or no XLSX; save it as XLSX again"])
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        raise damaged from None
    if unpacked > MOST_UNPACKED:
        raise InvalidSources([f"{name}: larger than a roster; give the table alone"])
    try:
        book = load_workbook(io.BytesIO(payload), data_only=True)
    except Exception:  # openpyxl raises whatever the broken part of the file leads to
        raise damaged from None
    sheets = [_sheet(name, page, len(book.worksheets) > 1) for page in book.worksheets]
    return [sheet for sheet in sheets if sheet.rows]


def _sheet(name: str, page: Any, several: bool) -> Sheet:
    # Formatted rows without a value count for the sheet's size, but not for us.
    behind = page.iter_rows(min_row=MOST_ROWS + 1, values_only=True)
    if page.max_row > MOST_ROWS and any(value is not None for row in behind for value in row):
        raise _too_long(name)
    cells: dict[int, list[Cell]] = {}
    last = {"max_row": min(page.max_row, MOST_ROWS), "max_col": min(page.max_column, MOST_COLUMNS)}
    for number, row in enumerate(page.iter_rows(**last), start=1):
        cells[number] = [_shown(cell) for cell in row]
    # Of merged cells the first alone holds the value that a reader sees in all of them.
    for area in page.merged_cells.ranges:
        if area.min_col == area.max_col and area.min_col <= MOST_COLUMNS:
            for number in range(area.min_row + 1, min(area.max_row, last["max_row"]) + 1):
                cells[number][area.min_col - 1] = cells[area.min_row][area.min_col - 1]
    rows = [(number, row) for number, row in cells.items() if any(cell.text for cell in row)]
    return Sheet(f"{name}, sheet {page.title}" if several else name, rows)


def _shown(cell: Any) -> Cell:
    text = "" if cell.value is None else str(cell.value).strip()
    if isinstance(cell.value, float) and cell.value.is_integer():
        text = str(int(cell.value))
    target = getattr(getattr(cell, "hyperlink", None), "target", None)
    return Cell(text, target if isinstance(target, str) else None)


def _too_long(name: str) -> InvalidSources:
    return InvalidSources([f"{name}: more than {MOST_ROWS:,} rows; give the roster alone"])
