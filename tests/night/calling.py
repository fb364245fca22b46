"""The `fazhi` command in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.night.harness import PROJECT


def environment_of(home: Path, **settings: str) -> dict[str, str]:
    """The environment of a process whose home and sources lie in `home`."""
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith(("FAZHI_", "PREFECT_"))},
        "FAZHI_HOME": str(home),
        "FAZHI_SOURCES": str(home / "sources"),
        "PYTHONPATH": str(PROJECT),
        **settings,
    }


def fazhi(home: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command with its home and sources in `home`."""
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *words],
        env=environment_of(home, **settings),
        cwd=home,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def assert_one_line(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    said = done.stderr.splitlines()
    # A night that had begun has told its progress before.
    assert [line for line in said if line.startswith("fazhi: ")] == said[-1:], done.stderr
    for word in words:
        assert word in said[-1], said[-1]
