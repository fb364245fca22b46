"""Publishing: readers see the old release or the new one, whatever happens."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

import warehouse.publish
from tests.warehouse.archived_nights import ArchivedNight, whole_night
from warehouse.database import open_published, open_writer
from warehouse.errors import WarehouseError
from warehouse.load import load_night
from warehouse.publish import publish, published_tables


def current(home: Path) -> str:
    return (home / "current.duckdb").resolve().name


def test_everything_is_published_but_the_internal_offenders(published: ArchivedNight) -> None:
    with open_writer(published.home) as con:
        wanted = published_tables(con)
    with open_published(published.home) as con:
        tables = con.execute(
            "select schema_name || '.' || table_name from duckdb_tables() order by all"
        ).fetchall()
        assert [name for (name,) in tables] == wanted
        assert con.execute("select count(*) from raw.document").fetchone() == (3,)
        assert con.execute("select due_day('02-last', 2023)::varchar").fetchone() == ("2024-02-29",)
    assert {"raw.capture", "checks.finding", "ref.deadline"} <= set(wanted)
    assert "checks.offender" not in wanted


def test_release_is_read_only_and_in_the_storage_every_client_opens(
    night: ArchivedNight, sql: Path
) -> None:
    release = whole_night(night, sql)
    assert stat.S_IMODE(release.stat().st_mode) == 0o444
    assert not (night.home / "current.duckdb").readlink().is_absolute()
    with duckdb.connect(str(release), read_only=True) as con:
        (tags,) = con.execute(
            "select tags from duckdb_databases() where not internal"
        ).fetchone() or ({},)
    assert tags["storage_version"].startswith("v1.2")
    if os.geteuid() != 0:
        with pytest.raises(duckdb.Error):
            duckdb.connect(str(release))


def test_only_the_newest_releases_stay_and_always_the_current(published: ArchivedNight) -> None:
    home = published.home
    with open_writer(home) as con:
        for name in ("b", "c", "d"):
            publish(con, home, name, keep=2)
    assert sorted(p.name for p in (home / "releases").iterdir()) == ["c.duckdb", "d.duckdb"]
    with open_writer(home) as con:
        publish(con, home, "e", keep=0)
    assert [p.name for p in (home / "releases").iterdir()] == ["e.duckdb"]
    assert current(home) == "e.duckdb"


def memory_limit(con: duckdb.DuckDBPyConnection) -> int:
    (limit,) = con.execute(
        "select parse_formatted_bytes(current_setting('memory_limit'))"
    ).fetchone() or (0,)
    return int(limit)


def test_working_file_and_its_copy_together_leave_memory_to_others(
    published: ArchivedNight, monkeypatch: pytest.MonkeyPatch
) -> None:
    with duckdb.connect() as con:
        usual = memory_limit(con)
    limits = []

    def noted(copy: duckdb.DuckDBPyConnection) -> list[str]:
        limits.append(memory_limit(copy))
        return []

    monkeypatch.setattr(warehouse.publish, "_unexplained", noted)
    with open_writer(published.home) as con:
        limits.append(memory_limit(con))
        publish(con, published.home, "again", keep=2)
    assert len(limits) == 2
    assert sum(limits) < 0.7 * usual


def test_copy_that_does_not_verify_is_not_shown(
    published: ArchivedNight, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = published.home
    before = current(home)
    write = warehouse.publish._write_copy

    def lose_rows(con: duckdb.DuckDBPyConnection, path: Path) -> None:
        write(con, path)
        with duckdb.connect(str(path)) as copy:
            copy.execute("delete from raw.document where url like '%1.html'")

    monkeypatch.setattr(warehouse.publish, "_write_copy", lose_rows)
    with open_writer(home) as con, pytest.raises(WarehouseError, match=r"raw\.document differs"):
        publish(con, home, "next", keep=3)
    assert current(home) == before
    assert [p.name for p in (home / "releases").iterdir()] == [before]


def test_column_without_a_comment_is_not_published(published: ArchivedNight) -> None:
    with open_writer(published.home) as con:
        con.execute("create table mart.bare as select 1 as n")
        with pytest.raises(WarehouseError, match=r"mart\.bare, mart\.bare\.n"):
            publish(con, published.home, "next", keep=3)


def test_log_left_beside_the_release_stops_no_reader_of_the_next(published: ArchivedNight) -> None:
    """A visitor opens the release for writing (as root, or after a chmod) and dies."""
    release = (published.home / "current.duckdb").resolve()
    release.chmod(0o644)
    visitor = (
        "import duckdb, os, sys\n"
        "con = duckdb.connect(sys.argv[1])\n"
        "con.execute('create table main.graffiti as select 1 as n')\n"
        "os._exit(9)"
    )
    link = str(published.home / "current.duckdb")
    subprocess.run([sys.executable, "-c", visitor, link], check=False)
    assert list((published.home / "releases").glob("*.wal"))
    with open_writer(published.home) as con:
        publish(con, published.home, "next", keep=3)
    assert not list(published.home.rglob("*.wal"))
    with open_published(published.home) as con:
        assert con.execute("select count(*) from raw.run").fetchone() == (1,)


def test_garbage_of_killed_nights_is_cleaned_away(night: ArchivedNight, sql: Path) -> None:
    releases = night.home / "releases"
    releases.mkdir(parents=True)
    for name in ("old.duckdb.tmp", "old.duckdb.tmp.wal", "next.duckdb.wal"):
        (releases / name).write_bytes(b"half")
    (night.home / "current.duckdb.tmp").symlink_to("releases/gone.duckdb")
    release = whole_night(night, sql)
    assert [path.name for path in releases.iterdir()] == [release.name]
    assert not (night.home / "current.duckdb.tmp").is_symlink()


def test_publishing_the_same_name_again_replaces_it(published: ArchivedNight) -> None:
    first = (published.home / "current.duckdb").resolve()
    with open_writer(published.home) as con:
        assert publish(con, published.home, published.run_id, keep=3) == first
    with open_published(published.home) as con:
        assert con.execute("select count(*) from raw.run").fetchone() == (1,)


READER = """
import os, sys, time, duckdb
from pathlib import Path
from warehouse.database import open_published
home, opened = Path(sys.argv[1]), 0
print("ready", flush=True)
while not (home / "stop").exists():
    with open_published(home) as con:
        a = con.execute("select count(*) from raw.document").fetchone()[0]
        b = con.execute("select n from ref.turn").fetchone()[0]
        assert a == 3 and b >= 0, (a, b)
    with duckdb.connect(str(home / "current.duckdb"), read_only=True) as con:
        con.execute("select max(title) from raw.listing").fetchone()
    opened += 1
    until = time.monotonic() + 0.1
    while time.monotonic() < until:
        os.stat(home / "current.duckdb")  # there is no moment without a release
print(opened, flush=True)
"""


@pytest.mark.parametrize("turns", [6, pytest.param(50, marks=pytest.mark.slow)])
def test_publications_under_readers_tear_nothing(night: ArchivedNight, turns: int) -> None:
    home = night.home
    with open_writer(home) as con:
        load_night(con, home / "archive", home / "staging", night.run_id)
        con.execute("create or replace table ref.turn as select 0 as n")
        con.execute("comment on table ref.turn is 'x'; comment on column ref.turn.n is 'x'")
        publish(con, home, "turn", keep=3)
        readers = [
            subprocess.Popen(
                [sys.executable, "-c", READER, str(home)],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(2)
        ]
        for reader in readers:
            assert reader.stdout is not None and reader.stdout.readline() == "ready\n"
        try:
            for turn in range(turns):
                con.execute("update ref.turn set n = ?", [turn])
                publish(con, home, f"turn-{turn}", keep=3)
        finally:
            (home / "stop").touch()
        for reader in readers:
            out, err = reader.communicate(timeout=30)
            assert (reader.returncode, err) == (0, "")
            assert int(out) > 0


def test_reader_in_the_same_process_gets_the_new_release(
    published: ArchivedNight, sql: Path
) -> None:
    with open_published(published.home) as old:
        second = ArchivedNight(published.home, "2023-04-06").write()
        whole_night(second, sql)
        with open_published(published.home) as new:
            assert new.execute("select count(*) from raw.run").fetchone() == (2,)
        assert old.execute("select count(*) from raw.run").fetchone() == (1,)


def test_reading_while_the_writer_works_blocks_neither(published: ArchivedNight) -> None:
    failures: list[BaseException] = []

    def read() -> None:
        try:
            with open_published(published.home) as con:
                con.execute("select count(*) from raw.capture").fetchone()
        except BaseException as error:
            failures.append(error)

    with open_writer(published.home) as con:
        con.execute("begin")
        con.execute("delete from raw.listing")
        thread = threading.Thread(target=read)
        thread.start()
        thread.join(timeout=10)
        con.execute("rollback")
    assert not thread.is_alive() and not failures
