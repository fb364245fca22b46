"""A table as a grid: every cell at every place that it covers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import docx
from lxml import etree

from flows.parse.archive_limits import open_zip
from flows.parse.lines import clean_line, lines_of_element
from flows.parse.view import View

# Far beyond the national forms; a page that claims more is not read as one of them.
_MOST_TABLES, _MOST_ROWS, _MOST_COLUMNS, _LONGEST_TEXT = 60, 200, 60, 200
# Marks of file types and buttons are no pictures of tables.
_ORNAMENT = re.compile(r"icon|ico\b|filetype|\.gif|button|btn|logo|qrcode|share", re.IGNORECASE)
_SPAN = re.compile(r"\s*(\d{1,4})")


@dataclass(frozen=True, eq=False, slots=True)
class Cell:
    """A cell with its text on one line (its paragraphs apart), its corner and its width."""

    text: str
    row: int
    column: int
    width: int = 1


@dataclass(frozen=True)
class Grid:
    """Rows of places; None where no cell is."""

    rows: list[list[Cell | None]]

    def cells(self, row: int) -> list[Cell]:
        """The cells that a row shows, from left to right, with those that reach into it."""
        found: list[Cell] = []
        for cell in self.rows[row]:
            if cell is not None and (not found or found[-1] is not cell):
                found.append(cell)
        return found

    def at(self, row: int, column: int) -> Cell | None:
        """The cell at a place."""
        places = self.rows[row] if 0 <= row < len(self.rows) else []
        return places[column] if column < len(places) else None

    def is_tall(self, cell: Cell, row: int) -> bool:
        """Whether a cell of this row also stands in the row above or below."""
        return self.at(row - 1, cell.column) is cell or self.at(row + 1, cell.column) is cell


def tables_of_element(element: etree._Element, view: View) -> tuple[list[Grid], bool]:
    """Return the tables in an element, and whether a reader also sees pictures there."""
    pictures = (img for img in element.iter("img") if view.sees(img))
    has_pictures = any(not _ORNAMENT.search(img.get("src") or "icon") for img in pictures)
    return grids_of_element(element, view), has_pictures


def tables_of_docx(payload: bytes) -> tuple[list[Grid], bool]:
    """Return the tables of a DOCX file, none if it cannot be read, and whether it has pictures."""
    try:
        with open_zip(payload) as archive:
            has_pictures = any(name.startswith("word/media/") for name in archive.namelist())
        tables = docx.Document(io.BytesIO(payload)).tables
        return [_docx_grid(table._tbl) for table in tables[:_MOST_TABLES]], has_pictures
    except Exception:  # python-docx raises whatever its XML makes it stumble over
        return [], False


def grids_of_element(element: etree._Element, view: View) -> list[Grid]:
    """Return the tables in an element that a reader sees, tables round tables apart."""
    tables = [element] if element.tag == "table" else []
    tables += [table for table in element.iter("table") if table is not element]
    grids = []
    for table in tables[:_MOST_TABLES]:
        if not view.sees(table) or any(inner is not table for inner in table.iter("table")):
            continue
        grids.append(make_grid(_html_rows(table, view)))
    return grids


def make_grid(rows: Iterable[Sequence[tuple[str, int, int]]]) -> Grid:
    """Lay out rows of (text, height, width) as a browser does."""
    laid: list[list[Cell | None]] = []
    given = [row[:_MOST_COLUMNS] for _, row in zip(range(_MOST_ROWS), rows, strict=False)]
    places: list[dict[int, Cell]] = [{} for _ in given]
    for number, row in enumerate(given):
        column = 0
        for text, height, width in row:
            while column in places[number]:
                column += 1
            if column >= _MOST_COLUMNS:
                break
            height = min(height, len(given) - number)
            width = min(width, _MOST_COLUMNS - column)
            cell = Cell(text[:_LONGEST_TEXT], number, column, width)
            for down in range(number, number + height):
                for right in range(column, column + width):
                    places[down].setdefault(right, cell)
            column += width
    for row_places in places:
        laid.append([row_places.get(n) for n in range(max(row_places, default=-1) + 1)])
    return Grid(laid)


def _html_rows(table: etree._Element, view: View) -> Iterator[list[tuple[str, int, int]]]:
    for row in table.iter("tr"):
        if not view.sees(row):
            continue
        yield [
            (
                " ".join(line.text for line in lines_of_element(cell)),
                _span(cell.get("rowspan"), _MOST_ROWS),
                _span(cell.get("colspan"), 1),
            )
            for cell in row
            if cell.tag in ("td", "th") and view.sees(cell)
        ]


def _span(value: str | None, if_zero: int) -> int:
    match = _SPAN.match(value or "1")
    return (int(match[1]) or if_zero) if match else 1


def _docx_grid(table: Any) -> Grid:
    """Lay out a table of Word, where a cell that goes on says so in every row."""
    rows: list[list[Cell | None]] = []
    for number, row in enumerate(table.tr_lst[:_MOST_ROWS]):
        places: list[Cell | None] = [None] * min(row.grid_before, _MOST_COLUMNS)
        for tc in row.tc_lst:
            column, width = len(places), min(tc.grid_span, _MOST_COLUMNS)
            if column >= _MOST_COLUMNS:
                break
            above = rows[-1][column] if rows and column < len(rows[-1]) else None
            if tc.vMerge == "continue" and above is not None:
                places += [above] * width
            else:
                text = " ".join(clean_line(_text(p)) for p in tc.p_lst).strip()
                cell = Cell(text[:_LONGEST_TEXT], number, column, width)
                places += [cell] * width
        rows.append(places)
    return Grid(rows)


def _text(paragraph: Any) -> str:
    return "".join(node.text or "" for node in paragraph.iter() if str(node.tag).endswith("}t"))
