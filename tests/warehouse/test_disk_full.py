"""A disk that fills up: a clear error, and what is published stays as it is."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warehouse.archived_nights import ArchivedNight, whole_night
from warehouse.database import open_published, open_writer
from warehouse.errors import WarehouseError
from warehouse.export import export_tables
from warehouse.load import load_night
from warehouse.publish import publish

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0 and not os.environ.get("CI"), reason="only root can mount a small disk"
)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", str(disk)], check=True)
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.fixture
def home(small_disk: Path, first_home: Path) -> Path:
    return Path(shutil.copytree(first_home, small_disk / "home", symlinks=True))


def fill(disk: Path, leave: int) -> Path:
    """Take all room but `leave` bytes."""
    filling = disk / "filling"
    with filling.open("wb") as file:
        file.truncate(0)
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(disk).free - leave)
    return filling


def assert_first_night_is_published(home: Path) -> None:
    with open_published(home) as con:
        assert con.execute("select count(*) from raw.run").fetchone() == (1,)
        assert con.execute("select count(*) from raw.document").fetchone() == (3,)


@pytest.mark.parametrize("leave", [0, 64 * 1024, 1024 * 1024])
def test_publication_on_a_full_disk_leaves_the_old_one(
    home: Path, small_disk: Path, leave: int
) -> None:
    with open_writer(home) as con:
        filling = fill(small_disk, leave)
        with pytest.raises(WarehouseError, match="disk is full; free space") as refused:
            publish(con, home, "next", keep=3)
        assert "\n" not in str(refused.value)
        assert_first_night_is_published(home)
        assert len(list((home / "releases").iterdir())) == 1
        filling.unlink()
        publish(con, home, "next", keep=3)
    assert (home / "current.duckdb").resolve().name == "next.duckdb"


def test_load_on_a_full_disk_leaves_the_old_publication_and_can_be_done_again(
    home: Path, small_disk: Path, sql: Path
) -> None:
    second = ArchivedNight(home, "2023-04-06", 50).write()
    long = "".join(chr(0x4E00 + number % 20000) for number in range(100_000))
    second.lines(
        second.staging / "990199.document.jsonl",
        [second.document(number, long + str(number)) for number in range(100, 130)],
    )
    filling = fill(small_disk, 256 * 1024)
    with pytest.raises(WarehouseError, match="disk is full"), open_writer(home) as con:
        load_night(con, home / "archive", home / "staging", second.run_id)
    assert_first_night_is_published(home)
    filling.unlink()
    (second.staging / "990199.document.jsonl").write_text("")
    whole_night(second, sql)
    with open_published(home) as con:
        assert con.execute("select count(*) from raw.capture").fetchone() == (53,)


def test_opening_on_a_full_disk_says_so(small_disk: Path) -> None:
    fill(small_disk, 0)
    with pytest.raises(WarehouseError, match="free space"):
        open_writer(small_disk / "new")


def test_export_on_a_full_disk_leaves_no_half_file(home: Path, small_disk: Path) -> None:
    out = small_disk / "out"
    out.mkdir()
    fill(small_disk, 0)
    with open_published(home) as con, pytest.raises(WarehouseError, match="disk is full"):
        export_tables(con, out, "csv")
    assert not list(out.glob("*.part"))
