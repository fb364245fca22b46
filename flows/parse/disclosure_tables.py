"""Figures of tables 2 and 3 from grids: a label at the left, figures under the labels above.

Rows and columns are told by their labels. Where header and figures do not stand on the same
grid (cells of other widths) the order of the labels decides, if there are as many figures; else
nothing is read of the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.parse.disclosure_cells import Reading, looks_like_label, read_cell
from flows.parse.disclosure_found import Found, Told
from flows.parse.disclosure_grid import Cell, Grid
from flows.parse.disclosure_terms import Form, Named, key_of

_MOST_HEADER = 8  # rows of a header; the forms have three
_LEAST_ROWS = 3  # rows that must be known before an unknown one is taken for a row of the form


@dataclass(frozen=True)
class _Column:
    named: Named
    start: int  # first place in the grid
    end: int
    header: str  # as printed


def read_labelled(grids: Iterable[Grid], form: Form) -> Found:
    """Read the rows of a form from all tables of a page; a table may go on in the next."""
    found = Found(form)
    before: _Reader | None = None
    for part, grid in enumerate(grids):
        reader = _Reader(grid, part, found)
        if before:
            # Only a table that was of this form may go on without a header of its own.
            reader.columns, reader.group = before.columns, before.group
        reader.read()
        before = reader if reader.known else None
    return found


class _Reader:
    def __init__(self, grid: Grid, part: int, found: Found) -> None:
        self.grid, self.part, self.found, self.form = grid, part, found, found.form
        self.columns: list[_Column] = []
        self.known = 0
        self.group: str | None = None
        self.unknown: list[tuple[str, list[Told]]] = []

    def read(self) -> None:
        header: list[int] = []  # rows since the last figures
        for row in range(len(self.grid.rows)):
            cells = self.grid.cells(row)
            named = sum(key_of(cell.text) in self.form.column_keys for cell in cells)
            if named < self.form.header_least and (told := self._tell(row, cells)):
                header = []
                self._read_row(row, *told)
                continue
            header = [*header[1 - _MOST_HEADER :], row]
            words = sum(looks_like_label(cell.text) for cell in cells)
            if words >= self.form.header_least:
                # What is not understood as a header must not leave figures to the one before.
                self.columns = self._columns(header)
        if self.known >= _LEAST_ROWS:
            for label, values in self.unknown:
                self.found.add_unknown(label, values)

    def _tell(self, row: int, cells: list[Cell]) -> tuple[list[Cell], list[Cell]] | None:
        """The labels and the figures of a row; None for one that has no figures."""
        placed = self._by_place(row, cells)
        if placed and self._leaf(placed[0]):
            return placed
        labels, values = _split(cells)
        if not labels or not values:
            if labels and (over := self._leaf(labels)) and self._is_group(over):
                self.group = over.code
            return None
        if self._leaf(labels) or any(_is_figure(cell, self.form) for cell in values):
            return labels, values
        return None

    def _columns(self, header: Sequence[int]) -> list[_Column]:
        """The columns that the rows of a header name, in their order; none if it is no header."""
        found: list[_Column] = []
        width = max((len(self.grid.rows[row]) for row in header), default=0)
        before: tuple[Cell, ...] = ()
        for place in range(width):
            stack = dict.fromkeys(
                cell for row in header if (cell := self.grid.at(row, place)) is not None
            )
            told = _named_in(list(stack), self.form)
            if told is None:
                before = ()
                continue
            named, parts = told
            if parts == before:
                last = found.pop()
                found.append(_Column(last.named, last.start, place + 1, last.header))
            else:
                text = "".join(cell.text for cell in parts)
                found.append(_Column(named, place, place + 1, text))
            before = parts
        codes = [column.named.code for column in found]
        if len(codes) < self.form.header_least or len(set(codes)) < len(codes):
            return []
        return found

    def _read_row(self, row: int, labels: list[Cell], values: list[Cell]) -> None:
        leaf = self._leaf(labels)
        for cell in labels:
            for named in self.form.row_keys.get(key_of(cell.text), ()):
                if self._is_group(named):
                    self.group = named.code
        if leaf is None:
            label = next((cell.text for cell in reversed(labels) if cell.text), "")
            if self.columns and len(values) == len(self.columns):
                self.unknown.append((label, self._told(values)))
            elif self.columns and self.known >= _LEAST_ROWS:
                self.found.damaged = True
            return
        self.known += 1
        if not self.columns or len(values) != len(self.columns):
            self.found.damaged = True
            return
        shared = [self.grid.is_tall(cell, row) for cell in values]
        self.found.add(leaf, self._told(values, shared), self.part)

    def _by_place(self, row: int, cells: list[Cell]) -> tuple[list[Cell], list[Cell]] | None:
        """Labels and figures by the grid; None where it does not fit the header."""
        if not self.columns:
            return None
        first = self.columns[0].start
        labels = [cell for cell in cells if cell.column < first]
        values = [cell for cell in cells if cell.column >= first]
        if len(values) != len(self.columns):
            values = []
            for column in self.columns:
                cell = self.grid.at(row, column.start)
                if cell is None or (cell.column, cell.width) != (
                    column.start,
                    column.end - column.start,
                ):
                    return None
                values.append(cell)
        return labels, values

    def _told(self, values: Sequence[Cell], shared: Sequence[bool] = ()) -> list[Told]:
        """What the cells say; one that other rows share says nothing of this row alone."""
        return [
            (
                column.named,
                cell.text,
                Reading() if tall else read_cell(cell.text, column.named, column.header),
            )
            for column, cell, tall in zip(
                self.columns, values, shared or [False] * len(values), strict=True
            )
        ]

    def _leaf(self, labels: Sequence[Cell]) -> Named | None:
        """The row that labels name, from the outermost to its own."""
        keys = [key for cell in labels if (key := key_of(cell.text))]
        return leaf_of(keys, self.form, self.group)

    def _is_group(self, named: Named) -> bool:
        return named.code in self.form.groups


def leaf_of(keys: Sequence[str], form: Form, group: str | None) -> Named | None:
    """The row that the keys of its labels name; `group` is the one of the row before."""
    if not keys:
        return None
    key, over = keys[-1], set(keys[:-1])
    # Labels that the page wrote into one cell: 本年度办理结果(一)予以公开.
    while key not in form.row_keys:
        prefix = next((p for p in form.above if key.startswith(p) and key != p), None)
        if prefix is None:
            return None
        over.add(prefix)
        key = key[len(prefix) :].lstrip("0123456789")
    options = form.row_keys[key]
    above = {named.code for one in over for named in form.row_keys.get(one, ())}
    inside = [one for one in options if one.part_of in above]
    if inside:
        return inside[0]
    if key in form.vague:
        return next((one for one in options if one.part_of == group), None)
    return options[0]


def _named_in(stack: list[Cell], form: Form) -> tuple[Named, tuple[Cell, ...]] | None:
    """The column that the cells over a place name: the lowest, or several that make one word."""
    for size in (1, 2, 3, 4):
        for end in range(len(stack), size - 1, -1):
            parts = tuple(stack[end - size : end])
            named = form.column_keys.get(key_of("".join(cell.text for cell in parts)))
            if named:
                return named, parts
    return None


def _split(cells: Sequence[Cell]) -> tuple[list[Cell], list[Cell]]:
    """The cells up to the last with words, and those behind it."""
    last = max((n for n, cell in enumerate(cells) if looks_like_label(cell.text)), default=-1)
    return list(cells[: last + 1]), list(cells[last + 1 :])


def _is_figure(cell: Cell, form: Form) -> bool:
    return read_cell(cell.text, form.columns[0]).value is not None
