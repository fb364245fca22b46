"""Publication: a verified copy of the warehouse under a new name, then one move of a link.

Readers open what `current.duckdb` shows. They see the old release or the new one and nothing in
between, whatever happens to the process that publishes.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

import duckdb

from warehouse.database import CURRENT, RELEASES, STORAGE_VERSION, bound_memory, open_release
from warehouse.errors import WarehouseError, explained
from warehouse.sqlfiles import quoted

logger = logging.getLogger(__name__)

#: Tables of the working file that readers need not see.
INTERNAL = frozenset({"checks.offender", "raw.text_signature"})

_PART = ".tmp"
_KEPT = "the old publication stands; run again"


def publish(con: duckdb.DuckDBPyConnection, home: Path, name: str, keep: int) -> Path:
    """Publish all tables of the working file as `releases/<name>.duckdb` and return its path.

    The newest `keep` releases stay, and always the one that is current. Raises WarehouseError
    when the copy cannot be written or does not verify; `current.duckdb` is then as before.
    """
    releases = home / RELEASES
    release = releases / f"{name}.duckdb"
    part = releases / f"{name}.duckdb{_PART}"
    with explained("cannot publish", _KEPT):
        releases.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(home)
        try:
            _write_copy(con, part)
            _sync(part)
            part.chmod(0o444)
            _verify(con, part)
            part.replace(release)
            _sync(releases)
        except BaseException:
            _remove(part, _wal(part))
            raise
        _move_link(home / CURRENT, release)
        _remove_old(home, keep)
    return release


def published_tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    """`schema.table` of everything that is, or would be, published, sorted."""
    return sorted(
        name
        for (name,) in con.execute(
            "select schema_name || '.' || table_name from duckdb_tables() "
            "where database_name = current_database() and not internal and not temporary"
        ).fetchall()
        if name not in INTERNAL
    )


def _write_copy(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    (source,) = con.execute("select current_database()").fetchone() or ("fazhi",)
    con.execute(f"attach {quoted(str(path))} as release_copy (storage_version '{STORAGE_VERSION}')")
    try:
        # Not in one go: what is copied only to be dropped would cost time, and room in the file.
        con.execute(f'copy from database "{source}" to release_copy (schema)')
        for name in sorted(INTERNAL):
            con.execute(f"drop table if exists release_copy.{name}")
        for name in published_tables(con):
            con.execute(f"insert into release_copy.{name} from {name}")
        # Without it the rows of a small warehouse would stay in the log beside the file.
        con.execute("checkpoint release_copy")
    finally:
        con.execute("detach release_copy")
    if _wal(path).exists():
        raise WarehouseError(f"{path} was not written whole", _KEPT)


def _verify(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Open the copy as a reader does: same tables, same rows, explained to the last column."""
    with open_release(path) as copy:
        bound_memory(copy, 8)  # the working file's blocks are in memory beside it
        wanted, found = published_tables(con), published_tables(copy)
        if wanted != found:
            odd = ", ".join(sorted(set(wanted) ^ set(found)))
            raise WarehouseError(f"the copy does not have the same tables: {odd}", _KEPT)
        for table in wanted:
            # Hashing reads every block, so that a copy with a damaged one is never shown.
            digest = f"select count(*), bit_xor(hash(t)) from {table} as t"
            if con.execute(digest).fetchone() != copy.execute(digest).fetchone():
                raise WarehouseError(f"the copy of {table} differs", _KEPT)
        if bare := _unexplained(copy):
            raise WarehouseError(f"no comment on {', '.join(bare)}", "explain it in its SQL file")


def _unexplained(con: duckdb.DuckDBPyConnection) -> list[str]:
    rows = con.execute(
        """
        select schema_name || '.' || table_name from duckdb_tables() where comment is null
        union all
        select schema_name || '.' || table_name || '.' || column_name from duckdb_columns()
        where comment is null and not internal
        order by all
        """
    ).fetchall()
    return [name for (name,) in rows]


def _move_link(link: Path, release: Path) -> None:
    fresh = link.with_name(link.name + _PART)
    fresh.unlink(missing_ok=True)
    # Relative, so that the whole folder can be moved or mounted elsewhere.
    fresh.symlink_to(release.relative_to(link.parent))
    fresh.replace(link)
    _sync(link.parent)


def _remove_leftovers(home: Path) -> None:
    """What killed nights and visitors left: half copies, and logs beside releases.

    A release is never written after it is shown, so a log beside one holds nothing of ours; but
    with it readers fail, or see what a visitor who opened the file for writing did.
    """
    releases = home / RELEASES
    _remove(
        *releases.glob(f"*{_PART}"),
        *releases.glob("*.wal"),
        *home.glob(f"{CURRENT}.*"),
    )


def _remove_old(home: Path, keep: int) -> None:
    current = (home / CURRENT).resolve()
    newest_first = sorted(
        (home / RELEASES).glob("*.duckdb"), key=lambda path: path.stat().st_mtime_ns, reverse=True
    )
    for path in newest_first[max(keep, 1) :]:
        if path.resolve() != current:
            try:
                path.unlink()
            except OSError as error:  # the publication is done; an old file does not undo it
                logger.warning("cannot remove %s: %s", path, error)


def _remove(*paths: Path) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _wal(path: Path) -> Path:
    return path.with_name(path.name + ".wal")


def _sync(path: Path) -> None:
    """Make sure that a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
