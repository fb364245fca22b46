"""How DuckDB means to run the statements: what would grow with the square of the reports."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.archived_nights import ArchivedNight
from warehouse.build import build
from warehouse.database import open_writer
from warehouse.findings import build_findings
from warehouse.load import load_night
from warehouse.sqlfiles import SQL, read_sql

FILES = [
    file
    for folder in ("core", "mart", "checks", "findings")
    for file in sorted((SQL / folder).glob("*.sql"))
    if file.stem != "text_comparison"  # reads what Python measured
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    night = ArchivedNight(tmp_path_factory.mktemp("home"), "2023-04-05").write()
    with open_writer(night.home) as con:
        load_night(con, night.home / "archive", night.home / "staging", night.run_id)
        build(con)
        build_findings(con)
        yield con


def operators(plan: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield plan["name"], str(plan.get("extra_info"))
    for child in plan["children"]:
        yield from operators(child)


@pytest.mark.parametrize("file", FILES, ids=lambda file: Path(file).stem)
def test_no_outer_join_tries_every_row_with_every_other(
    built: duckdb.DuckDBPyConnection, file: Path
) -> None:
    statement = read_sql(file).body.replace("$run_id", "'a run'")
    ((_, told),) = built.execute(f"explain (format json) {statement}").fetchall()
    slow = [
        about
        for top in json.loads(told)
        for name, about in operators(top)
        if name == "BLOCKWISE_NL_JOIN" and "INNER" not in about
    ]
    assert not slow, "an outer join by more than comparisons; join inside first, then outside"
