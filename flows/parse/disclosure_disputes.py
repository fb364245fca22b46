"""Figures of table 4 (reviews and lawsuits) from grids.

The form has one row of fifteen figures under labels in two or three rows, but pages also turn it
or break it up: so every figure takes the nearest label of a result and the nearest of a group, at
its left before above it.
"""

from __future__ import annotations

from collections.abc import Iterable

from flows.parse.disclosure_cells import looks_like_label, read_cell
from flows.parse.disclosure_found import Found, Told
from flows.parse.disclosure_grid import Cell, Grid
from flows.parse.disclosure_terms import Form, Named, key_of

_MOST_FIGURES = 200  # the form has fifteen
_LEAST_RESULTS = 2  # different results that a table must name to be this one


def read_disputes(grids: Iterable[Grid], form: Form) -> Found:
    """Read table 4 from all tables of a page."""
    found = Found(form)
    for part, grid in enumerate(grids):
        _read(grid, form, found, part)
    return found


def _read(grid: Grid, form: Form, found: Found, part: int) -> None:
    sure = {column.code for column in form.columns} - {"other", "total"}
    every = {cell: None for row in grid.rows for cell in row if cell is not None}
    named = {one.code for cell in every if (one := form.column_keys.get(key_of(cell.text)))}
    if len(named & sure) < _LEAST_RESULTS:
        return
    figures: dict[tuple[str, str], tuple[Named, Told]] = {}
    looked = 0
    for row in range(len(grid.rows)):
        if not _has_figures(grid, row, form):
            continue
        for cell in grid.cells(row):
            if cell.row != row or looks_like_label(cell.text):
                continue
            looked += 1
            if looked > _MOST_FIGURES:
                found.damaged = True
                return
            group, column = _labels(grid, row, cell, form)
            if column is None:
                # A figure that stands under nothing, unless the cell only fills a corner.
                found.damaged |= bool(cell.text)
                continue
            if group is None:
                found.damaged = True
                continue
            reading = read_cell(cell.text, column)
            key = (group.code, column.code)
            if key in figures or grid.is_tall(cell, row):
                found.damaged = True
                figures.pop(key, None)
                continue
            figures[key] = (group, (column, cell.text, reading))
    for group, told in figures.values():
        found.add(group, [told], part)


def _has_figures(grid: Grid, row: int, form: Form) -> bool:
    """Whether a row shows figures; one with empty cells alone does if labels stand around it."""
    cells = [cell for cell in grid.cells(row) if cell.row == row]
    if any(key_of(cell.text) in form.column_keys for cell in cells):
        return _turned(cells, form)
    if any(read_cell(cell.text, form.columns[0]).value is not None for cell in cells):
        return True
    # A form that was not filled in: nothing but empty cells right below the labels.
    nothing_below = not any(cell and cell.text for later in grid.rows[row:] for cell in later)
    words_above = row > 0 and any(looks_like_label(cell.text) for cell in grid.cells(row - 1))
    return bool(cells) and nothing_below and words_above


def _turned(cells: list[Cell], form: Form) -> bool:
    """Whether a row with the label of a result also holds its figures."""
    labels = sum(looks_like_label(cell.text) for cell in cells)
    return any(read_cell(c.text, form.columns[0]).value is not None for c in cells) and labels <= 2


def _labels(grid: Grid, row: int, cell: Cell, form: Form) -> tuple[Named | None, Named | None]:
    """The nearest group and the nearest result, at the left before above."""
    group: Named | None = None
    column: Named | None = None
    no_group = False
    left = [grid.at(row, place) for place in range(cell.column - 1, -1, -1)]
    above = [grid.at(up, cell.column) for up in range(row - 1, -1, -1)]
    for label in (*left, *above):
        if label is None:
            continue
        key = key_of(label.text)
        if column is None:
            column = form.column_keys.get(key)
        if group is None and not no_group:
            group = next(iter(form.row_keys.get(key, ())), None)
            no_group = key in form.over
    return group, column
