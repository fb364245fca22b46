"""The `fazhi` command in a process of its own: exit codes, one-line errors, the flow."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.sample.nights import NIGHTS
from flows.sample.server import SampleServer
from tests.night.harness import PROJECT, query, scalar, statuses
from tests.night.test_trouble import few
from warehouse.lock import writer_lock

AS_OF = "2026-04-02T02:30"


def fazhi(home: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command with its home and sources in `home`."""
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("FAZHI_", "PREFECT_"))},
        "FAZHI_HOME": str(home),
        "FAZHI_SOURCES": str(home / "sources"),
        "PYTHONPATH": str(PROJECT),
        **settings,
    }
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *words],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def assert_one_line(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    for word in words:
        assert word in lines[0], lines[0]


def test_a_nightly_with_a_county_down_publishes_the_other_and_ends_with_2(
    tmp_path: Path, server: SampleServer
) -> None:
    few(tmp_path, server.url)
    few(tmp_path, "http://127.0.0.1:9", "990102", "雾渡县")  # the discard port: nobody answers
    done = fazhi(tmp_path, "nightly", "--as-of", AS_OF)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "云岭县" in done.stdout
    assert "雾渡县" in done.stdout
    assert (tmp_path / "current.duckdb").is_symlink()
    assert {row["status"] for row in statuses(tmp_path).values()} >= {"on_time", "unobserved"}


def test_a_second_nightly_refuses_at_once_with_75_without_a_prefect_server(
    tmp_path: Path, server: SampleServer
) -> None:
    few(tmp_path, server.url)
    with writer_lock(tmp_path):
        began = time.monotonic()
        done = fazhi(
            tmp_path, "nightly", "--as-of", AS_OF, PREFECT_API_URL="http://127.0.0.1:9/api"
        )
    assert_one_line(done, 75, "running")
    assert time.monotonic() - began < 10
    assert server.requests == []


def test_an_unreadable_warehouse_is_one_line_with_the_remedy(
    tmp_path: Path, server: SampleServer
) -> None:
    few(tmp_path, server.url)
    (tmp_path / "fazhi.duckdb").write_bytes(b"this is no database" * 500)
    done = fazhi(tmp_path, "nightly", "--as-of", AS_OF)
    assert_one_line(done, 1, "fazhi.duckdb", "rebuild --from-archive")


def test_an_unknown_county_is_refused_with_64(tmp_path: Path, server: SampleServer) -> None:
    few(tmp_path, server.url)
    done = fazhi(tmp_path, "nightly", "--county", "123456", "--as-of", AS_OF)
    assert_one_line(done, 64, "123456")
    assert server.requests == []


def test_a_bad_source_file_is_refused_with_64(tmp_path: Path, server: SampleServer) -> None:
    few(tmp_path, server.url)
    file = tmp_path / "sources/990101.toml"
    file.write_text(file.read_text("utf-8").replace("township", "village", 1), encoding="utf-8")
    done = fazhi(tmp_path, "nightly", "--as-of", AS_OF)
    assert_one_line(done, 64, "990101.toml", "level")
    assert server.requests == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with little room; needs the right to mount."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(disk)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode != 0 and not os.environ.get("CI"):
        pytest.skip(f"cannot mount a tmpfs here: {mounted.stderr.strip()}")
    assert mounted.returncode == 0, mounted.stderr
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_ends_the_night_with_1_and_the_next_one_is_whole(
    small_disk: Path, tmp_path: Path, server: SampleServer
) -> None:
    from flows.night import run_night

    settings = few(small_disk, server.url)
    run_night(settings, as_of=NIGHTS[0].as_of)
    before = statuses(small_disk)
    filler, prefect_home = small_disk / "filler", tmp_path / "prefect"
    for room in (0, 300_000, 3_000_000):
        _fill(filler, small_disk, room)
        done = fazhi(small_disk, "nightly", "--as-of", AS_OF, PREFECT_HOME=str(prefect_home))
        assert_one_line(done, 1, "disk")
        assert statuses(small_disk) == before
        filler.unlink()
    result = run_night(settings, as_of=NIGHTS[4].as_of)
    assert result.status == "complete"
    doubled = query(
        small_disk, "select sha256, url from raw.document group by all having count(*) > 1"
    )
    assert doubled == []
    assert scalar(small_disk, "select count(*) from raw.run") >= 2


def _fill(filler: Path, disk: Path, room: int) -> None:
    """Leave `room` bytes free on `disk`."""
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with filler.open("wb") as out:
        out.write(b"\0" * max(0, free - room))
