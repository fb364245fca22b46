"""Rows of a result as text for other programs: CSV and JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from warehouse.cells import write_csv


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
    """CSV with a header line; no cell can be taken for a formula."""
    out = io.StringIO()
    write_csv(out, table.columns, table.rows, end="\n")
    return out.getvalue()


def as_json(table: Rows) -> str:
    """A list of objects, one for each row; absent values are null, times are ISO 8601."""
    objects = [
        {name: _unpacked(name, value) for name, value in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]
    return json.dumps(objects, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _unpacked(name: str, value: Any) -> Any:
    """Evidence is kept as JSON text; inside JSON it is the object itself."""
    if name == "evidence" and isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value)
