"""`fazhi demo`: the sample's nights through the real flow, and whose home it may clear."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.exits import WrongUsage
from flows.sample.home import MARKER, SOURCES, prepare_home, refuse_real_night
from flows.settings import Settings
from tests.night.calling import assert_one_line, fazhi
from tests.night.harness import expected_statuses, statuses


@pytest.mark.slow
def test_the_demo_ends_with_its_statuses_examples_and_files_and_runs_again(
    tmp_path: Path,
) -> None:
    (tmp_path / "sources").mkdir()
    done = fazhi(tmp_path, "demo")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert "Traceback" not in done.stdout
    found = {key: row["status"] for key, row in statuses(tmp_path).items()}
    assert found == expected_statuses(5)
    for word in ("night 5", "missing", "boundary", "current.duckdb", "sql/examples/", "archive"):
        assert word in done.stdout, word
    first = (tmp_path / "current.duckdb").resolve()
    prepare_home(tmp_path)
    assert not first.exists(), "a second demo begins anew"


def test_a_home_with_real_nights_is_refused_and_left_alone(tmp_path: Path) -> None:
    run = tmp_path / "archive/20260402T023000-abcdef"
    run.mkdir(parents=True)
    (run / "run.json").write_text("{}", encoding="utf-8")
    assert_one_line(fazhi(tmp_path, "demo"), 64, "FAZHI_HOME")
    assert (run / "run.json").exists()
    assert not (tmp_path / MARKER).exists()


@pytest.mark.parametrize("trace", ["fazhi.duckdb", "current.duckdb"])
def test_any_trace_of_a_night_is_enough_to_refuse(tmp_path: Path, trace: str) -> None:
    (tmp_path / trace).write_bytes(b"")
    with pytest.raises(WrongUsage):
        prepare_home(tmp_path)


def test_a_real_night_stays_out_of_the_demo_s_home(tmp_path: Path) -> None:
    home, sources = tmp_path / "home", tmp_path / "sources"
    home.mkdir()
    prepare_home(home)
    with pytest.raises(WrongUsage, match="holds the demo"):
        refuse_real_night(Settings(home=home, sources=sources))
    refuse_real_night(Settings(home=home, sources=home / SOURCES))
    refuse_real_night(Settings(home=tmp_path / "other", sources=sources))
