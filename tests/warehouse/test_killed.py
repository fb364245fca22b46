"""SIGKILL at any point of load, build, judging and publication: the old release stands, the next
night completes, nothing is lost or doubled."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.archived_nights import ArchivedNight, whole_night
from warehouse.database import open_published, open_writer

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).resolve().parents[2]
DRIVER = "tests.warehouse.dying_night"


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory, sql: Path) -> Path:
    """A home with one published night and a second one that waits in the archive."""
    home = tmp_path_factory.mktemp("before") / "home"
    whole_night(ArchivedNight(home, "2023-04-05", 40).write(), sql)
    ArchivedNight(home, "2023-04-06", 60).write()
    return home


@pytest.fixture
def killed(before: Path, tmp_path: Path) -> Path:
    return shutil.copytree(before, tmp_path / "home", symlinks=True)


def start(home: Path, sql: Path, *point: str) -> subprocess.Popen[str]:
    """Begin the second night in a process of its own; returns when it is about to work."""
    process = subprocess.Popen(
        [sys.executable, "-m", DRIVER, str(home), str(sql), SECOND, *point],
        stdout=subprocess.PIPE,
        cwd=PROJECT,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


SECOND = "20230406T023000-aaaaaa"
FIRST = "20230405T023000-aaaaaa"


def published(home: Path) -> dict[str, Any]:
    with open_published(home) as con:
        return {
            name: con.execute(query).fetchall()
            for name, query in {
                "runs": "select run_id, status from raw.run order by all",
                "captures": "select count(*), count(distinct (run_id, url)) from raw.capture",
                "listed": "select count(*), count(distinct (run_id, url)) from raw.listing",
                "documents": "select count(*), count(distinct url) from raw.document",
                "events": "select count(*), count(distinct finding_id) from raw.finding_event",
                "findings": "select count(*), count(closed_at) from checks.finding",
            }.items()
        }


AFTER_FIRST = {
    "runs": [(FIRST, "complete")],
    "captures": [(40, 40)],
    "listed": [(40, 40)],
    "documents": [(40, 40)],
    "events": [(40, 40)],
    "findings": [(40, 0)],
}
AFTER_SECOND = {
    "runs": [(FIRST, "complete"), (SECOND, "complete")],
    "captures": [(100, 100)],
    "listed": [(100, 100)],
    "documents": [(60, 60)],
    "events": [(60, 60)],
    "findings": [(60, 0)],
}


def assert_old_or_new_and_repaired(home: Path, sql: Path) -> None:
    assert published(home) in (AFTER_FIRST, AFTER_SECOND)
    second = ArchivedNight(home, "2023-04-06", 60)
    release = whole_night(second, sql)
    assert published(home) == AFTER_SECOND
    assert {path.name for path in release.parent.iterdir()} == {
        f"{FIRST}.duckdb", f"{SECOND}.duckdb",
    }  # fmt: skip
    with open_writer(home) as con:
        assert con.execute("select count(*) from raw.capture").fetchone() == (100,)


@pytest.mark.parametrize(
    "point",
    [
        "warehouse.load add_lines 4 after",
        "warehouse.build _build_table 5 after",
        "warehouse.build _run_check 1 after",
        "tests.warehouse.archived_nights finish_run 1 before",
        "tests.warehouse.archived_nights finish_run 1 after",
        "tests.warehouse.archived_nights build_findings 1 after",
        "warehouse.publish _write_copy 1 after",
        "warehouse.publish _verify 1 after",
        "warehouse.publish _move_link 1 before",
        "warehouse.publish _move_link 1 after",
    ],
)
def test_night_killed_at_a_step(killed: Path, sql: Path, point: str) -> None:
    process = start(killed, sql, *point.split())
    assert process.wait(timeout=60) == -9
    moved = point == "warehouse.publish _move_link 1 after"
    assert published(killed) == (AFTER_SECOND if moved else AFTER_FIRST)
    assert_old_or_new_and_repaired(killed, sql)


@pytest.fixture(scope="module")
def lasts(before: Path, sql: Path) -> float:
    """Seconds that the second night takes when nobody kills it."""
    process = start(shutil.copytree(before, before.with_name("timed"), symlinks=True), sql)
    began = time.monotonic()
    assert process.wait(timeout=60) == 0
    return time.monotonic() - began


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8])
def test_night_killed_at_a_moment(killed: Path, sql: Path, lasts: float, share: float) -> None:
    """Inside DuckDB's own work too, where no step of ours ends."""
    process = start(killed, sql)
    time.sleep(lasts * share)
    process.kill()
    process.wait(timeout=60)
    assert_old_or_new_and_repaired(killed, sql)
