"""Values as cells: what a spreadsheet may be given without computing it, or losing some of it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TextIO

#: Excel's own limit of a cell, in UTF-16 units.
CELL_CHARS = 32_767
#: Characters at the start of a cell that make spreadsheets compute it, or skip to such a one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


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


def cut_text(text: str) -> str:
    """Text that fits an Excel cell; of a longer one the beginning, and how long the whole is."""
    if _units(text) <= CELL_CHARS:
        return text
    note = f"… [cut; {len(text):,} characters in all, whole in parquet and csv]"
    room = CELL_CHARS - len(note)
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore") + note


def write_csv(
    file: TextIO, names: Sequence[str], rows: Iterable[Sequence[Any]], end: str = "\r\n"
) -> None:
    """Header and rows as CSV; no cell can be taken for a formula."""
    writer = csv.writer(file, lineterminator=end)
    writer.writerow(names)
    writer.writerows([safe_cell(value) for value in row] for row in rows)


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
