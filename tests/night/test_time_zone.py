"""The verdicts do not depend on where the machine stands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.night.harness import HERE, PROJECT, Told, expected_statuses


@pytest.mark.slow
def test_the_same_verdicts_in_los_angeles(told: Told, tmp_path: Path) -> None:
    # The second night is at 02:30 of 2 April in Beijing: in Los Angeles it is still 1 April.
    done = subprocess.run(
        [sys.executable, str(HERE / "driver.py"), str(tmp_path), "1", "3"],
        env={**os.environ, "TZ": "America/Los_Angeles", "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["zone"][0] == "PST", "the process really runs in that zone"
    for night, rows in zip((1, 3), said["statuses"], strict=True):
        found = {(slug, kind, year): status for slug, kind, year, status, *_ in rows}
        assert found == expected_statuses(night)
    here = {
        key: [row["status"], str(row["published_on"]), str(row["days_late"])]
        for key, row in told.statuses[2].items()
    }
    there = {(slug, kind, year): rest for slug, kind, year, *rest in said["statuses"][-1]}
    assert there == here
