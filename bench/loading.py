"""Rows loaded a second, against DuckDB's own reading of the same lines."""

from __future__ import annotations

import hashlib
import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from bench.invented import article, bodies
from bench.table import Measured
from flows.parse.document import PARSER_VERSION, Document
from flows.parse.page import read_page
from warehouse.database import open_writer
from warehouse.load import load_night
from warehouse.sqlfiles import quoted

DOCUMENTS = 2_000
ENTRIES = 10_000


def measure() -> Iterator[Measured | str]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        files = _write_lines(home)
        rows = DOCUMENTS + ENTRIES
        ours = min(_load(home) for _ in range(3))
        theirs = min(_bare(home, files) for _ in range(3))
    yield Measured(
        f"rows loaded, {DOCUMENTS:,} documents + {ENTRIES:,} entries",
        rows / ours, rows / theirs, "create table as read_json", "rows/s", 0.5,
    )  # fmt: skip


def _write_lines(home: Path) -> dict[str, Path]:
    run = home / "archive" / "r"
    read = home / "staging" / "r"
    run.mkdir(parents=True)
    read.mkdir(parents=True)
    record: dict[str, Any] = {
        "run_id": "r", "as_of": "2026-04-02T02:30:00+08:00", "status": "running", "failed": {},
        "started_at": "2026-04-02T02:30:00+08:00", "finished_at": None, "counties": ["990101"],
        "counts": {}, "parser_version": PARSER_VERSION,
    }  # fmt: skip
    (run / "run.json").write_text(json.dumps(record), "utf-8")
    (run / "sources.json").write_text("[]", "utf-8")
    towns = bodies(64)
    documents = []
    for number in range(100):
        page = read_page(
            article(towns[number % 64], 2020 + number % 6), f"http://127.0.0.1/{number}.html"
        )
        assert isinstance(page, Document)
        documents.append(page.model_dump(mode="json"))
    lines = (
        {
            "sha256": hashlib.sha256(str(number).encode()).hexdigest(),
            "url": f"http://127.0.0.1/{number}.html",
            "parser_version": PARSER_VERSION,
            "document": documents[number % 100],
        }
        for number in range(DOCUMENTS)
    )
    entries = (
        {
            "run_id": "r", "county_code": "990101", "filer_id": f"f{number % 64}",
            "column_url": f"http://127.0.0.1/{number % 64}/", "report_kind": "rule_of_law",
            "url": f"http://127.0.0.1/{number}.html", "title": towns[number % 64].full,
            "listed_on": "2026-02-01", "position": number // 64 + 1,
            "title_report_kind": "rule_of_law", "title_why_not": None, "may_be_report": True,
            "title_year": 2025, "title_years": [2025], "title_unit": towns[number % 64].full,
        }
        for number in range(ENTRIES)
    )  # fmt: skip
    files = {"document": lines, "listing": entries}
    paths = {}
    for name, rows in files.items():
        paths[name] = read / f"990101.{name}.jsonl"
        paths[name].write_text(
            "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8"
        )
    return paths


def _load(home: Path) -> float:
    with _fresh(home) as con:
        began = time.perf_counter()
        load_night(con, home / "archive", home / "staging", "r")
        return time.perf_counter() - began


def _bare(home: Path, files: dict[str, Path]) -> float:
    with _fresh(home) as con:
        began = time.perf_counter()
        con.execute("begin")
        for name, file in files.items():
            columns = con.execute(
                "select column_name, data_type from duckdb_columns() where schema_name = 'raw' "
                "and table_name = ? order by column_index",
                [name],
            ).fetchall()
            shape = ", ".join(f"{quoted(column)}: {quoted(kind)}" for column, kind in columns)
            con.execute(
                f"create table bare_{name} as select * from read_json({quoted(str(file))}, "
                f"format = 'newline_delimited', columns = {{{shape}}})"
            )
        con.execute("commit")
        return time.perf_counter() - began


def _fresh(home: Path) -> duckdb.DuckDBPyConnection:
    """A new working file with empty raw tables."""
    for file in home.glob("fazhi.duckdb*"):
        file.unlink()
    return open_writer(home)
