"""What a check finds, over time: which findings a run opened, closed or reopened.

The offenders say what is wrong now; the events say since when. Events are facts of their night
and are kept in the archive, so the history survives the loss of the warehouse.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import duckdb

from warehouse.errors import explained, transaction
from warehouse.sqlfiles import SQL, apply_comments, read_sql

#: Events read at a time.
_BATCH = 10_000


def new_events(con: duckdb.DuckDBPyConnection, run_id: str) -> Iterator[dict[str, Any]]:
    """The events of a run: today's offenders compared with what all other runs left open.

    Call it after `build`, and take all of them before the connection is asked anything else: the
    first night over a million reports opens more findings than fit into memory. The rows fit
    `events.jsonl`, sorted by check and finding; they do not change when the run's own events are
    already loaded.
    """
    with explained("cannot compare findings", "run `fazhi rebuild`"):
        if not _has_findings(con):
            build_findings(con)
        rows = con.execute(read_sql(SQL / "findings" / "new_event.sql").body, {"run_id": run_id})
        names = [column[0] for column in rows.description or []]
        while batch := rows.fetchmany(_BATCH):
            for row in batch:
                event = dict(zip(names, row, strict=True))
                # A JSON column comes as text; written so it would be a JSON string in a string.
                event["evidence"] = json.loads(event["evidence"]) if event["evidence"] else {}
                yield event


def build_findings(con: duckdb.DuckDBPyConnection) -> None:
    """Rebuild `checks.finding` from the events of all runs and the current offenders."""
    file = read_sql(SQL / "findings" / "finding.sql")
    with explained("cannot rebuild the findings", "run `fazhi rebuild`"), transaction(con):
        con.execute(f"create or replace table {file.name} as\n{file.body}")
        apply_comments(con, file)


def _has_findings(con: duckdb.DuckDBPyConnection) -> bool:
    return bool(
        con.execute(
            "select 1 from duckdb_tables() where database_name = current_database() "
            "and schema_name = 'checks' and table_name = 'finding'"
        ).fetchone()
    )
