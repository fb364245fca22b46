"""Reading many texts of raw.document, a stretch of its rows at a time, and where they may lie."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

#: Rows of raw.document read in one go; their texts are a hundred megabytes at most as a rule.
_STRETCH = 10_000


@contextmanager
def scratch_folder(con: duckdb.DuckDBPyConnection) -> Iterator[Path]:
    """A folder for large passing files, beside the database: the system's own may be in memory.

    What a killed process left there is removed; nobody else writes to the database meanwhile.
    """
    (path,) = con.execute(
        "select path from duckdb_databases() where database_name = current_database()"
    ).fetchone() or (None,)
    if not path:
        with TemporaryDirectory(prefix="fazhi-") as folder:
            yield Path(folder)
        return
    beside = Path(f"{path}.scratch")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    try:
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


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
