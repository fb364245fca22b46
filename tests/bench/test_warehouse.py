"""The invented nights of `make bench`: they load, they are judged, they can be repeated."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from bench import lines, scale
from bench.lines import NIGHTS, REPORTS_A_COUNTY
from warehouse.database import open_published


@dataclass(frozen=True)
class Bench:
    """A home, and the reports that were written for it."""

    home: Path
    written: int


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """One county, through every stage."""
    home = tmp_path_factory.mktemp("bench")
    written = lines.write(home, 100)
    assert written > 500
    for stage in ("load", "sign", "build", "checks", "findings", "publish"):
        scale.STAGES[stage](home)
    return Bench(home, written)


@pytest.fixture
def home(bench: Bench) -> Path:
    return bench.home


def test_every_report_has_its_eight_sections_but_for_those_that_lack_some(
    bench: Bench,
) -> None:
    with open_published(bench.home) as con:
        reports = con.execute("select count(*) from core.report").fetchone()
        lengths = dict(
            con.execute(
                "select n, count(*) "
                "from (select count(*) as n from core.section group by report_id) group by all"
            ).fetchall()
        )
    assert reports == (bench.written,)
    assert max(lengths) == 8
    assert lengths[8] > 0.8 * sum(lengths.values())


def test_some_are_on_time_some_late_and_some_missing(home: Path) -> None:
    with open_published(home) as con:
        found = dict(
            con.execute("select status, count(*) from mart.filing_status group by all").fetchall()
        )
    assert 0.9 * REPORTS_A_COUNTY < sum(found.values()) <= REPORTS_A_COUNTY
    assert found["on_time"] > found["late"] > found["missing"] > 0


def test_some_texts_are_similar_and_most_are_not(home: Path) -> None:
    with open_published(home) as con:
        (similar,) = con.execute(
            "select count(*) from mart.text_reuse where is_similar"
        ).fetchone() or (0,)
    assert 0 < similar < REPORTS_A_COUNTY / 2


def test_the_same_size_has_the_same_lines(home: Path, tmp_path: Path) -> None:
    lines.write(tmp_path, 100)
    for run_id in NIGHTS:
        for file in sorted((home / "staging" / run_id).iterdir()):
            assert file.read_bytes() == (tmp_path / "staging" / run_id / file.name).read_bytes()
