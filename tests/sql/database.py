"""A database in memory with the raw schema, and rows into it."""

from __future__ import annotations

import json
from typing import Any

import duckdb

from warehouse.database import raw_tables
from warehouse.sqlfiles import PROJECT, SCHEMAS, SQL


def empty_database(zone: str = "Asia/Shanghai") -> duckdb.DuckDBPyConnection:
    """The raw schema in memory, laid out by the files of the warehouse."""
    con = duckdb.connect()
    con.execute("load icu")
    con.execute(f"set timezone = '{zone}'")
    con.execute(f"set file_search_path = '{PROJECT}'")
    for schema in SCHEMAS:
        con.execute(f"create schema {schema}")
    for table in raw_tables():
        con.execute(table.body)
    for macro in sorted((SQL / "schema").glob("macro_*.sql")):
        con.execute(macro.read_text("utf-8"))
    return con


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    """Rows as JSON, cast to the table's own columns."""
    if not rows:
        return
    columns = con.execute(f"describe {table}").fetchall()
    lines = json.dumps(rows, ensure_ascii=False, default=str)
    con.execute("set variable rows = ?", [lines])
    shape = json.dumps([{name: kind for name, kind, *_ in columns}])
    con.execute(
        f"insert into {table} select one.* from (select unnest(from_json("
        f"getvariable('rows')::json, '{shape}')) as one)"
    )
