"""A night in a process of its own that kills itself at a named point.

Usage: dying_night.py HOME SQL RUN_ID [MODULE FUNCTION NTH before|after]
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from pathlib import Path
from typing import Any

from tests.warehouse.archived_nights import ArchivedNight, whole_night


def die_at(module: str, function: str, nth: int, when: str) -> None:
    home = importlib.import_module(module)
    wrapped = getattr(home, function)
    calls = 0

    def dying(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == nth and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = wrapped(*args, **kwargs)
        if calls == nth and when == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(home, function, dying)


def main(home: str, sql: str, run_id: str, *point: str) -> None:
    night = ArchivedNight(Path(home), "2023-04-06")
    night.run_id = run_id
    night.folder, night.staging = night.folder.parent / run_id, night.staging.parent / run_id
    if point:
        die_at(point[0], point[1], int(point[2]), point[3])
    print("ready", flush=True)
    whole_night(night, Path(sql))


if __name__ == "__main__":
    main(*sys.argv[1:])
