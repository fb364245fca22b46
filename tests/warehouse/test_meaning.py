"""The real SQL files: every table explained, and the same facts in every zone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.database import open_published

#: Tables that analysts rely on; to drop or rename one needs a note on migration.
CONTRACT = {
    "ref.county",
    "ref.filer",
    "ref.filer_alias",
    "ref.deadline",
    "ref.threshold",
    "raw.run",
    "raw.capture",
    "raw.column_reading",
    "raw.listing",
    "raw.document",
    "raw.finding_event",
    "core.report",
    "core.report_version",
    "core.report_location",
    "core.date_evidence",
    "core.section",
    "core.attachment",
    "mart.column_observation",
    "mart.filing_status",
    "mart.county_timeliness",
    "mart.section_coverage",
    "mart.source_health",
    "checks.check",
    "checks.finding",
}


DIGEST = """
import sys
from pathlib import Path
from tests.warehouse.archived_nights import ArchivedNight, whole_night
from warehouse.database import open_published
from warehouse.publish import published_tables
from warehouse.sqlfiles import SQL
home = Path(sys.argv[1])
whole_night(ArchivedNight(home, "2023-04-01").write(), SQL)
with open_published(home) as con:
    for table in published_tables(con):
        print(table, con.execute(f"select * from {table} order by all").fetchall())
"""


def facts(home: Path, zone: str) -> str:
    """Publish a night with the real SQL, on a machine in a zone, and tell every row."""
    done = subprocess.run(
        [sys.executable, "-c", DIGEST, str(home)],
        env=os.environ
        | {"TZ": zone, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), "."])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A home that was published in Shanghai, and its facts."""
    home = tmp_path_factory.mktemp("meaning") / "home"
    return home, facts(home, "Asia/Shanghai")


@pytest.fixture
def published(here: tuple[Path, str]) -> Path:
    return here[0]


def test_every_table_of_the_contract_is_published(published: Path) -> None:
    with open_published(published) as con:
        tables = con.execute(
            "select schema_name || '.' || table_name from duckdb_tables()"
        ).fetchall()
    assert {name for (name,) in tables} >= CONTRACT


def test_every_table_and_column_is_explained(published: Path) -> None:
    with open_published(published) as con:
        bare = con.execute(
            """
            select table_name from duckdb_tables() where coalesce(trim(comment), '') = ''
            union all
            select table_name || '.' || column_name from duckdb_columns()
            where not internal and coalesce(trim(comment), '') = ''
            """
        ).fetchall()
    assert bare == []


def test_published_facts_are_tables_and_no_foreign_key_is_declared(published: Path) -> None:
    with open_published(published) as con:
        views = con.execute("select view_name from duckdb_views() where not internal").fetchall()
        keys = con.execute(
            "select 1 from duckdb_constraints() where constraint_type = 'FOREIGN KEY'"
        ).fetchall()
    assert (views, keys) == ([], [])


def test_machine_in_another_zone_gives_the_same_facts(
    here: tuple[Path, str], tmp_path: Path
) -> None:
    assert "mart.filing_status [(" in here[1]
    assert facts(tmp_path / "home", "America/Los_Angeles") == here[1]
