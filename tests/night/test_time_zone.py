"""The verdicts do not depend on where the machine stands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.night.harness import HERE, PROJECT, expected_statuses, read_expected


def test_the_same_verdicts_in_los_angeles(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(HERE / "driver.py"), str(tmp_path)],
        env={**os.environ, "TZ": "America/Los_Angeles", "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["zone"][0] == "PST", "the process really runs in that zone"
    for night, rows in zip((1, 3, 5), said["statuses"], strict=True):
        found = {(slug, kind, year): status for slug, kind, year, status, *_ in rows}
        assert found == expected_statuses(night)
    dates = {
        (row["slug"], row["kind"], int(row["year"])): (row["published_on"], row["days_late"])
        for row in read_expected("expected_status.tsv")
    }
    for slug, kind, year, _, day, late in said["statuses"][-1]:
        assert (day.replace("None", "-"), late.replace("None", "-")) == dates[slug, kind, year]
