"""Two writers at once: the second is told who the first is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.lock import AlreadyRunning, writer_lock


def test_second_writer_is_refused_and_told_who_holds_the_lock(home: Path) -> None:
    with writer_lock(home), pytest.raises(AlreadyRunning) as refused, writer_lock(home):
        pass
    assert f"process {os.getpid()} since 2" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_lock_is_free_again_after_the_night_and_after_an_error(home: Path) -> None:
    with pytest.raises(KeyError), writer_lock(home):
        raise KeyError
    with writer_lock(home):
        pass


def test_lock_of_a_killed_process_locks_nothing(home: Path) -> None:
    script = (
        "import os, sys, signal; from pathlib import Path\n"
        "from warehouse.lock import writer_lock\n"
        "with writer_lock(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(home)], check=False)
    assert killed.returncode == -9
    assert (home / "lock").exists()
    with writer_lock(home):
        pass


def test_unreadable_lock_file_does_not_hide_the_refusal(home: Path) -> None:
    with writer_lock(home):
        (home / "lock").write_bytes(b"\xff")
        with pytest.raises(AlreadyRunning, match="just begun"), writer_lock(home):
            pass
