"""Opening the two kinds of database file: the working file (one writer) and a release (readers)."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

import duckdb

from warehouse.errors import WarehouseError, explained, is_disk_full, one_line, transaction
from warehouse.sqlfiles import (
    PROJECT,
    SCHEMAS,
    SQL,
    SqlFile,
    apply_comments,
    quoted,
    read_tables,
)

WORKING = "fazhi.duckdb"
CURRENT = "current.duckdb"
RELEASES = "releases"
#: Every client since DuckDB 1.2 opens it, and long texts are ZSTD there, half of a file of the
#: default; v1.4.0 is many times slower to write and twice as large.
STORAGE_VERSION = "v1.2.0"
#: Bytes from which texts, by the average of a column, are ZSTD. DuckDB's 4096 leaves out the texts
#: of sections, which take two and a half times the room as FSST and hardly less time to write.
_SHORTEST_ZSTD = 256

_REBUILD = "move it away and run `fazhi rebuild --from-archive`"


def open_writer(home: Path) -> duckdb.DuckDBPyConnection:
    """Open the working file of `home` for writing, with all schemas, raw tables and macros.

    Creates folders and file when they are missing. The caller holds `lock.writer_lock(home)`.
    Raises WarehouseError when the file is not a database, damaged, another system's, or in use.
    """
    path = home / WORKING
    with explained(f"cannot write to {home}", "check that the folder may be written to"):
        for folder in (home, home / RELEASES, home / "archive", home / "staging"):
            folder.mkdir(parents=True, exist_ok=True)
    con = _connect(path, read_only=False)
    try:
        _prepare(con, path)
    except BaseException:
        con.close()
        raise
    return con


def open_published(home: Path) -> duckdb.DuckDBPyConnection:
    """Open the release that `current.duckdb` shows now, read-only.

    The link is resolved first: DuckDB would otherwise hand a process that still has an older
    release open under the same name that older one. Raises WarehouseError when nothing is
    published or the release cannot be read.
    """
    link = home / CURRENT
    if not link.exists():
        raise WarehouseError(f"nothing is published in {home}", "run `fazhi nightly` first")
    return open_release(link.resolve())


def open_release(path: Path) -> duckdb.DuckDBPyConnection:
    """Open one release file read-only. Raises WarehouseError when it cannot be read."""
    remedy = "run `fazhi rebuild`, or move current.duckdb to an older release"
    wal = path.with_name(path.name + ".wal")
    if wal.exists():  # somebody opened the release for writing and died
        remedy = f"remove {wal}"
    try:
        con = duckdb.connect(str(path), read_only=True)
        _configure(con)
    except duckdb.Error as error:
        raise WarehouseError(f"cannot read {path}: {one_line(error)}", remedy) from error
    return con


def set_aside(home: Path, archived: Set[str]) -> Path | None:
    """Move the working file to `fazhi.duckdb.old`, so that an empty one takes its place.

    `archived` are the runs that the archive holds. Raises WarehouseError when the working file
    can be read and holds a run that is not among them: it would be lost. Returns where the file
    is now; None when there was none.
    """
    path = home / WORKING
    if not path.exists():
        return None
    if lost := _runs(path) - archived:
        raise WarehouseError(
            f"the archive in {home} lacks {len(lost)} runs of {path}, such as {min(lost)}",
            f"restore the archive, or move {path} away if the runs may be lost",
        )
    old = path.with_name(WORKING + ".old")
    with explained(f"cannot move {path} away", "check that the folder may be written to"):
        for file, target in (
            (path.with_name(WORKING + ".wal"), old.with_name(old.name + ".wal")),
            (path, old),
        ):
            target.unlink(missing_ok=True)
            if file.exists():
                file.replace(target)
    return old


def _runs(path: Path) -> set[str]:
    """The runs in a working file; none when it cannot be read."""
    try:
        with _connect(path, read_only=True) as con:
            return {run_id for (run_id,) in con.execute("select run_id from raw.run").fetchall()}
    except (WarehouseError, duckdb.Error):
        return set()


def _connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        if not (read_only or path.exists()):
            # Not by the settings of the connection: another one to this file, with settings of
            # its own, would be refused.
            with duckdb.connect() as con:
                con.execute(f"attach {quoted(str(path))} (storage_version '{STORAGE_VERSION}')")
        return duckdb.connect(str(path), read_only=read_only)
    except duckdb.Error as error:
        if is_disk_full(error):
            raise WarehouseError(f"cannot open {path}: the disk is full", "free space") from error
        if "lock" in str(error).lower():
            raise WarehouseError(
                f"{path} is open in another process",
                "close it there; to look at the data open current.duckdb instead",
            ) from error
        raise WarehouseError(f"cannot read {path}: {one_line(error)}", _REBUILD) from error


def _configure(con: duckdb.DuckDBPyConnection) -> None:
    # Not connect(config=…): ICU, which knows the zone, is loaded only after connecting.
    con.execute("set timezone = 'Asia/Shanghai'")
    con.execute(f"set file_search_path = {quoted(str(PROJECT))}")


def bound_memory(con: duckdb.DuckDBPyConnection, part: int) -> None:
    """Leave to others all but one in `part` of what DuckDB may take now, at first four fifths of
    the machine.

    It takes all that it may, if only to keep read blocks.
    """
    (most,) = con.execute(
        "select parse_formatted_bytes(current_setting('memory_limit'))"
    ).fetchone() or (0,)
    con.execute(f"set memory_limit = '{most // part}B'")


def _prepare(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    with explained(f"cannot read {path}", _REBUILD):
        _configure(con)
        # The processes that sign and compare texts, and whatever else runs here, need room too.
        bound_memory(con, 2)
        con.execute(f"set zstd_min_string_length = {_SHORTEST_ZSTD}")
        _refuse_foreign(con, path)
        with transaction(con):
            _lay_out(con, path)


def _lay_out(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    for schema in SCHEMAS:
        con.execute(f"create schema if not exists {schema}")
    for file in raw_tables():
        con.execute(file.body)
        try:
            apply_comments(con, file)
        except WarehouseError as error:
            raise WarehouseError(
                f"{path} was laid out by another version of fazhi ({error.problem})", _REBUILD
            ) from error
    for macro in sorted((SQL / "schema").glob("macro_*.sql")):
        con.execute(macro.read_text("utf-8"))


def raw_tables() -> list[SqlFile]:
    """The files of the raw tables, by name."""
    return read_tables("schema/raw_*.sql")


def _refuse_foreign(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """A DuckDB file of something else must not be filled with our tables."""
    found = {
        f"{schema}.{table}"
        for schema, table in con.execute(
            "select schema_name, table_name from duckdb_tables() where not internal"
        ).fetchall()
    }
    if found and "raw.run" not in found:
        raise WarehouseError(f"{path} is a database of something else", _REBUILD)
