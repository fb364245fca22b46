"""JSON lines into raw tables: which files, which types, which rows are already there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.sqlfiles import quoted

#: DuckDB's own limit for one line; a longer one (a very long attachment) raises it for its file.
_USUAL_LINE = 16 * 2**20


@dataclass(frozen=True)
class RawTable:
    """A raw table that is filled from JSON lines; `key` tells its rows apart."""

    name: str
    key: tuple[str, ...]


CAPTURE = RawTable("raw.capture", ("run_id", "url", "role", "column_url", "fetched_at"))
COLUMN_READING = RawTable(
    "raw.column_reading", ("run_id", "column_url", "report_kind", "county_code", "filer_id")
)
LISTING = RawTable(
    "raw.listing", ("run_id", "column_url", "report_kind", "county_code", "filer_id", "url")
)
DOCUMENT = RawTable("raw.document", ("sha256", "url", "parser_version"))
FINDING_EVENT = RawTable("raw.finding_event", ("run_id", "finding_id"))


def add_lines(con: duckdb.DuckDBPyConnection, table: RawTable, files: Sequence[Path]) -> int:
    """Add the rows of JSON-lines files that the table does not have yet; returns how many.

    Types are those of the table; unknown keys are ignored, a missing key is null. A row that
    comes twice in the files is added once. Raises duckdb.Error for lines that do not fit.
    """
    files = [file for file in files if file.exists() and file.stat().st_size]
    if not files:
        return 0
    columns = con.execute(
        "select column_name, data_type from duckdb_columns() "
        "where database_name = current_database() and schema_name || '.' || table_name = ? "
        "order by column_index",
        [table.name],
    ).fetchall()
    shape = ", ".join(f"{quoted(name)}: {quoted(kind)}" for name, kind in columns)
    names = ", ".join(quoted(str(file)) for file in files)
    lines = (
        f"read_json([{names}], format = 'newline_delimited', columns = {{{shape}}}, "
        f"maximum_object_size = {_longest_line(files)})"
    )
    key = ", ".join(f'"{column}"' for column in table.key)
    same = " and ".join(f'a."{column}" is not distinct from b."{column}"' for column in table.key)
    # The keys are read first: nearly always all lines are new, or none, and then the documents
    # themselves need no join and no sorting, which cost as much again as reading them.
    con.execute(f"create or replace temp table line_key as select {key} from {lines}")
    con.execute(
        f"create or replace temp table new_key as select distinct {key} from line_key as a "
        f"where not exists (select 1 from {table.name} as b where {same})"
    )
    (all_lines,) = con.execute("select count(*) from line_key").fetchone() or (0,)
    (new,) = con.execute("select count(*) from new_key").fetchone() or (0,)
    if new == all_lines:
        con.execute(f"insert into {table.name} by name select * from {lines}")
    elif new:
        con.execute(
            f"""
            insert into {table.name} by name
            select a.* from {lines} as a
            where exists (select 1 from new_key as b where {same})
            qualify row_number() over (partition by {key}) = 1
            """
        )
    return int(new)


def _longest_line(files: Sequence[Path]) -> int:
    longest = _USUAL_LINE
    for file in files:
        if file.stat().st_size > longest:
            with file.open("rb") as lines:
                longest = max(longest, max(len(line) for line in lines) + 1)
    return longest


def whole_lines(file: Path, scratch: Path) -> Path:
    """The file, or a copy in `scratch` without its last line if that has no end.

    A kill cuts the last line only; a line counts once its end is written. The archive is evidence
    and stays as it is.
    """
    data = file.read_bytes()
    if not data or data.endswith(b"\n"):
        return file
    scratch.mkdir(parents=True, exist_ok=True)
    copy = scratch / f"{file.name}.whole"
    copy.write_bytes(data[: data.rfind(b"\n") + 1])
    return copy
