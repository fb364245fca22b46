"""Runs nights in a process of its own, for tests that kill it or change its surroundings.

    python driver.py HOME 1 3       statuses after the sample's nights 1 and 3, as JSON

`start` forks one night that may die at a chosen point.

A kill point is the n-th call of a step's writing functions (`write`, `execute`, `fsync`,
`replace` …), seen through the interpreter's profile hook: the product has no hooks for tests.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import time
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Any

#: Calls in which something becomes durable or visible to others: of the operating system, of
#: files opened for writing, and of DuckDB's connections.
WRITING = {
    "write", "writelines", "flush", "fsync", "execute", "close", "replace", "rename", "symlink",
    "unlink", "link", "chmod", "mkdir", "rmdir", "pwrite", "truncate", "ftruncate",
}  # fmt: skip
WRITERS = ("TextIOWrapper", "BufferedWriter", "FileIO", "pybind11")
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["flows.night", "flows.replay"])


def one_night(home: str, as_of: str, kill_at: tuple[str, int] | None, pipe: Connection) -> None:
    """Run a night; send each step as it begins, at the end the calls counted in each step.

    With `kill_at` (step, n) the process kills itself at the n-th writing call of that step.
    """
    from flows.night import run_night
    from tests.night.harness import at, settings_for

    counts: dict[str, int] = {}
    step = "start"

    def tell(name: str, _words: str) -> None:
        nonlocal step
        step = name
        pipe.send(name)

    def watch(frame: FrameType, event: str, called: Any) -> None:
        if event != "c_call" or not _writes(called) or not _is_ours(frame):
            return
        counts[step] = counts.get(step, 0) + 1
        if kill_at == (step, counts[step]):
            os.kill(os.getpid(), signal.SIGKILL)

    settings = settings_for(Path(home), Path(home) / "sources")
    sys.setprofile(watch)
    try:
        run_night(settings, as_of=at(as_of), report=tell)
    finally:
        sys.setprofile(None)
    pipe.send(counts)


def _writes(called: Any) -> bool:
    if getattr(called, "__name__", "") not in WRITING:
        return False
    owner = getattr(called, "__self__", None)
    return getattr(owner, "__name__", "") == "posix" or type(owner).__name__.startswith(WRITERS)


def _is_ours(frame: FrameType | None) -> bool:
    """Called by the product, directly or through the library that writes for it."""
    for _ in range(6):
        if frame is None:
            return False
        name = frame.f_globals.get("__name__", "")
        if name.startswith(("flows.", "warehouse.")) and "sample" not in name:
            return True
        frame = frame.f_back
    return False


def start(
    home: Path, as_of: str, kill_at: tuple[str, int] | None = None
) -> tuple[BaseProcess, Connection]:
    """Begin a night in a process of its own."""
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=one_night, args=(str(home), as_of, kill_at, theirs))
    process.start()
    theirs.close()
    return process, ours


def count_calls(home: Path, as_of: str) -> dict[str, int]:
    """Writing calls of a whole night, by step."""
    process, pipe = start(home, as_of)
    counts: dict[str, int] = {}
    while True:
        try:
            said = pipe.recv()
        except EOFError:
            break
        if isinstance(said, dict):
            counts = said
    process.join()
    assert process.exitcode == 0, "the night that is only counted has to end well"
    return counts


def kill_during(home: Path, as_of: str, step: str, after: float) -> bool:
    """Kill a night `after` seconds into a step; False if it had ended by then."""
    process, pipe = start(home, as_of)
    try:
        while pipe.recv() != step:
            pass
        time.sleep(after)
    except EOFError:
        pass
    process.kill()
    process.join()
    return process.exitcode == -signal.SIGKILL


def tell_story(home: str, numbers: list[int]) -> None:
    """Run some of the sample's nights (by number, from 1) and print their statuses."""
    from flows.sample.nights import NIGHTS
    from flows.sample.server import SampleServer
    from tests.night.harness import run_story

    with SampleServer(NIGHTS[0].as_of.date()) as server:
        told = run_story(Path(home), server, [NIGHTS[number - 1] for number in numbers])
    rows = [
        [
            [*key, row["status"], str(row["published_on"]), str(row["days_late"])]
            for key, row in after.items()
        ]
        for after in told.statuses
    ]
    print(json.dumps({"zone": list(time.tzname), "statuses": rows}, ensure_ascii=False))


if __name__ == "__main__":
    tell_story(sys.argv[1], [int(number) for number in sys.argv[2:]])
