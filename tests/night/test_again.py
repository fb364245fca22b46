"""What may change when nothing changed, and what a rebuild gives."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from flows.night import run_night
from flows.replay import rebuild
from flows.run_folder import run_folders
from tests.night.harness import PUBLISHED, Told, contents, digests, query
from warehouse.build import build
from warehouse.database import open_writer
from warehouse.findings import build_findings
from warehouse.load import finish_run, load_night
from warehouse.publish import publish

#: DESIGN 3.4, "Repeating": all that a second night over an unchanged site may change.
MAY_CHANGE = {
    "raw.run": {"*"},
    "raw.capture": {"*"},
    "raw.column_reading": {"*"},
    "raw.listing": {"*"},
    "mart.column_observation": {"*"},
    "mart.source_health": {"*"},
    "ref.clock": {"*"},
    "every table": {"last_seen_at", "observed_at", "as_of"},
}


def test_another_night_over_an_unchanged_site_changes_only_its_own_records(
    told: Told, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(told.home, home, symlinks=True)
    settings = told.settings.model_copy(update={"home": home})
    told.server.requests.clear()
    run_night(settings, as_of=told.results[-1].as_of + timedelta(days=1))
    before, after = contents(told.home, MAY_CHANGE), contents(home, MAY_CHANGE)
    assert after.keys() == before.keys()
    for table in PUBLISHED & before.keys():
        # The other core tables are working steps of the judgement and count by nights.
        assert after[table] == before[table], table
    asked = query(
        home,
        """select role, status, count(*) from raw.capture
           where run_id = (select max(run_id) from raw.run) group by all""",
    )
    whole = {role for role, status, _ in asked if status == 200}
    assert whole == {"robots", "listing"}, "articles and files are asked for conditionally"


def test_a_lost_warehouse_comes_back_from_its_archive_with_the_same_tables_twice(
    told: Told, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    shutil.copytree(told.home / "archive", home / "archive")
    settings = told.settings.model_copy(update={"home": home})
    told.server.requests.clear()
    wanted = digests(told.home)
    for _ in range(2):
        rebuild(settings, from_archive=True)
        assert digests(home) == wanted
    assert told.server.requests == [], "a rebuild asks nobody"
    assert "cut off" not in caplog.text, "these nights ended as they should"


def test_a_rebuild_from_the_raw_tables_gives_the_same_judgements(
    told: Told, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(told.home, home, symlinks=True)
    rebuild(told.settings.model_copy(update={"home": home}))
    assert digests(home) == digests(told.home)


def test_the_order_in_which_runs_are_loaded_changes_no_table(told: Told, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    shutil.copytree(told.home / "archive", home / "archive")
    shutil.copytree(told.home / "staging", home / "staging")
    runs = [folder.run_id for folder in run_folders(home / "archive")]
    assert len(runs) == len(told.results)
    with open_writer(home) as con:
        for run_id in reversed(runs):
            load_night(con, home / "archive", home / "staging", run_id)
            finish_run(con, home / "archive", run_id)
        build(con)
        build_findings(con)
        publish(con, home, "reversed", keep=1)
    assert digests(home) == digests(told.home)
