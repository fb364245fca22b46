"""A night's files into the raw schema: all of them in one transaction, and never twice.

Loading the same files again changes nothing: every row is added only if its key is not there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import WarehouseError, explained, transaction
from warehouse.rawfiles import (
    CAPTURE,
    COLUMN_READING,
    DOCUMENT,
    FINDING_EVENT,
    LISTING,
    add_lines,
    whole_lines,
)

#: Status of a run whose pages are in the warehouse and whose end is not.
LOADED = "loaded"

_AGAIN = "run again; what was loaded before is untouched"


def load_night(
    con: duckdb.DuckDBPyConnection, archive: Path, staging: Path, run_id: str
) -> dict[str, int]:
    """Load one run: its record, the registry it used, its captures and what was read of them.

    The run gets the status `loaded`; `finish_run` gives it its own. Files that do not exist are
    empty. Returns the number of rows added by table. Raises WarehouseError; nothing is then added.
    """
    folder = archive / run_id
    read = staging / run_id
    with explained(f"cannot load run {run_id}", _AGAIN), transaction(con):
        added = {"raw.run": _add_run(con, folder)}
        captures = [whole_lines(file, read) for file in sorted(folder.glob("*.captures.jsonl"))]
        added[CAPTURE.name] = add_lines(con, CAPTURE, captures)
        for table in (COLUMN_READING, LISTING, DOCUMENT):
            name = table.name.removeprefix("raw.")
            added[table.name] = add_lines(con, table, sorted(read.glob(f"*.{name}.jsonl")))
    return added


def load_documents(con: duckdb.DuckDBPyConnection, *files: Path) -> int:
    """Load documents that a newer parser read from payloads of earlier runs; returns how many."""
    with explained("cannot load documents", _AGAIN), transaction(con):
        return add_lines(con, DOCUMENT, files)


def finish_run(con: duckdb.DuckDBPyConnection, archive: Path, run_id: str) -> None:
    """Load how a run ended: its finding events, and status, end, counts and failures.

    One transaction; doing it again changes nothing. Raises WarehouseError when the run was not
    loaded before or its files cannot be read.
    """
    folder = archive / run_id
    with explained(f"cannot finish run {run_id}", _AGAIN), transaction(con):
        record = _record(folder)
        add_lines(con, FINDING_EVENT, [folder / "events.jsonl"])
        (known,) = con.execute(
            "select count(*) from raw.run where run_id = ?", [run_id]
        ).fetchone() or (0,)
        if not known:
            raise WarehouseError(f"run {run_id} is not in the warehouse", "load it first")
        failed, counts = record.get("failed") or {}, record.get("counts") or {}
        con.execute(
            """
            update raw.run
            set status = $status, finished_at = cast($finished_at as timestamptz),
                counts = map($names, $numbers), failed = map($codes, $reasons)
            where run_id = $run_id
            """,
            {
                "run_id": run_id,
                "status": record["status"],
                "finished_at": record.get("finished_at"),
                "names": list(counts),
                "numbers": list(counts.values()),
                "codes": list(failed),
                "reasons": list(failed.values()),
            },
        )


def _record(folder: Path) -> dict[str, Any]:
    path = folder / "run.json"
    try:
        record: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise WarehouseError(f"{path} is damaged", "restore it from a backup") from error
    return record


def _add_run(con: duckdb.DuckDBPyConnection, folder: Path) -> int:
    record = _record(folder)
    sources = (folder / "sources.json").read_text("utf-8")
    (added,) = con.execute(
        """
        insert into raw.run by name
        select
            $run_id as run_id,
            cast($as_of as timestamptz) as as_of,
            cast($started_at as timestamptz) as started_at,
            $status as status,
            $counties as counties,
            json($sources) as sources,
            $parser_version as parser_version
        where $run_id not in (select run_id from raw.run)
        """,
        {
            "run_id": record["run_id"],
            "as_of": record["as_of"],
            "started_at": record["started_at"],
            "status": LOADED,
            "counties": record.get("counties") or [],
            "sources": sources,
            "parser_version": record.get("parser_version"),
        },
    ).fetchone() or (0,)
    return int(added)
