"""Work on texts is spread over processes, and comes back as if one had done it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from warehouse import workers
from warehouse.sqlfiles import PROJECT
from warehouse.workers import spread


def who(part: int) -> tuple[int, int]:
    return part, os.getpid()


def fail(part: int) -> int:
    raise ValueError(part)


def test_a_single_part_is_done_in_this_process() -> None:
    assert list(spread(who, [7])) == [(7, os.getpid())]
    assert list(spread(who, [])) == []


def test_many_parts_are_done_by_others_and_come_back_in_their_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    done = list(spread(who, range(20)))
    assert [part for part, _ in done] == list(range(20))
    assert os.getpid() not in {process for _, process in done}


def test_with_one_processor_everything_is_done_in_this_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert {process for _, process in spread(who, range(5))} == {os.getpid()}


def test_only_a_few_parts_are_taken_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_MOST", 2)
    taken = []

    def parts() -> Iterator[int]:
        for part in range(50):
            taken.append(part)
            yield part

    next(spread(who, parts()))
    assert len(taken) <= 4


def test_a_failure_in_a_worker_reaches_the_caller() -> None:
    with pytest.raises(ValueError, match="0"):
        list(spread(fail, range(3)))


_KILLED = """
import os, time
from tests.warehouse.test_workers import tell
from warehouse.workers import spread
if __name__ == "__main__":
    list(spread(tell, range(4)))
"""


def tell(part: int) -> None:
    print(os.getpid(), flush=True)
    time.sleep(60)


def test_workers_end_when_the_process_they_work_for_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(_KILLED, "utf-8")
    with subprocess.Popen(
        [sys.executable, script], cwd=PROJECT, env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE, text=True,
    ) as parent:  # fmt: skip
        assert parent.stdout
        worker = int(parent.stdout.readline())
        parent.kill()
        for _ in range(100):
            if not Path(f"/proc/{worker}").exists():
                break
            time.sleep(0.1)
        assert not Path(f"/proc/{worker}").exists()
