"""The `fazhi` command in a process of its own: exit codes, one-line errors, the flow."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from flows.exits import explain
from flows.night import run_night
from flows.sample.nights import NIGHTS
from flows.sample.server import SampleServer
from flows.settings import Settings
from tests.night.calling import assert_one_line, fazhi
from tests.night.harness import few, query, scalar, statuses
from warehouse.errors import WarehouseError
from warehouse.lock import writer_lock

AS_OF = "2026-04-02T02:30"


@pytest.mark.slow  # a Prefect server of its own takes half a minute
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


def explained(settings: Settings, as_of: datetime) -> str:
    """The one line and exit code 1 of a night that publishes nothing."""
    with pytest.raises(WarehouseError) as raised:
        run_night(settings, as_of=as_of)
    code, lines = explain(raised.value)
    assert code == 1
    (line,) = lines
    return line


def test_an_unreadable_warehouse_is_one_line_with_the_remedy(
    tmp_path: Path, server: SampleServer
) -> None:
    settings = few(tmp_path, server.url)
    (tmp_path / "fazhi.duckdb").write_bytes(b"this is no database" * 500)
    line = explained(settings, NIGHTS[0].as_of)
    assert "fazhi.duckdb" in line
    assert "rebuild --from-archive" in line
    assert server.requests == [], "nothing is asked that could not be kept"


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
        ["mount", "-t", "tmpfs", "-o", "size=128m", "tmpfs", str(disk)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode != 0 and not os.environ.get("CI"):
        pytest.skip(f"cannot mount a tmpfs here: {mounted.stderr.strip()}")
    assert mounted.returncode == 0, mounted.stderr
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.slow
def test_a_full_disk_ends_the_night_with_1_and_the_next_one_is_whole(
    small_disk: Path, tmp_path: Path, server: SampleServer
) -> None:
    settings = few(small_disk, server.url)
    run_night(settings, as_of=NIGHTS[0].as_of)
    before = statuses(small_disk)
    filler = small_disk / "filler"
    for room in (0, 20_000, 1_500_000):
        _fill(filler, small_disk, room)
        assert "disk is full; free space" in explained(settings, NIGHTS[2].as_of), room
        assert statuses(small_disk) == before
        filler.unlink()
    _fill(filler, small_disk, 300_000)
    prefect = {"PREFECT_HOME": str(tmp_path / "prefect")}
    done = fazhi(small_disk, "nightly", "--as-of", AS_OF, **prefect)
    assert_one_line(done, 1, "disk is full; free space")
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
