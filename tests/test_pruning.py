"""Staging is pruned by age; nothing else of a home is touched."""

from __future__ import annotations

import os
from pathlib import Path

from flows.pruning import prune_staging


def test_only_the_newest_nights_stay_in_staging(tmp_path: Path) -> None:
    staging = tmp_path / "staging"
    for number in range(5):
        folder = staging / f"r{number}"
        folder.mkdir(parents=True)
        (folder / "a.jsonl").write_text("{}\n")
        os.utime(folder, (number, number))
    old, new = staging / "reread-1.jsonl", staging / "reread-2.jsonl"
    for age, file in ((1, old), (9, new)):
        file.write_text("{}\n")
        os.utime(file, (age, age))
    prune_staging(staging, 2)
    assert sorted(path.name for path in staging.iterdir()) == ["r3", "r4", "reread-2.jsonl"]


def test_a_home_without_staging_is_left_alone(tmp_path: Path) -> None:
    assert prune_staging(tmp_path / "staging", 1) == []
