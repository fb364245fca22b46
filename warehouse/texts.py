"""Reading many texts of raw.document, a stretch of its rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb

#: Rows of raw.document read in one go; their texts are a hundred megabytes at most as a rule.
_STRETCH = 10_000


def read_texts(con: duckdb.DuckDBPyConnection, wanted: str) -> Iterator[list[tuple[Any, ...]]]:
    """The text at the `document_row` of each row of `wanted`, and behind it its other columns.

    Not one join: DuckDB may choose to keep the side with the texts in memory, all of them. Rows
    without a wanted text cost next to nothing.
    """
    (last,) = con.execute(f"select max(document_row) from {wanted}").fetchone() or (None,)
    for start in range(0, -1 if last is None else last + 1, _STRETCH):
        rows = con.execute(
            f"""
            select document.document.text, wanted.* exclude (document_row)
            from raw.document as document
            inner join {wanted} as wanted on document.rowid = wanted.document_row
            where
                document.rowid between $start and $stop
                and wanted.document_row between $start and $stop
            """,
            {"start": start, "stop": start + _STRETCH - 1},
        ).fetchall()
        if rows:
            yield rows
