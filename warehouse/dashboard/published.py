"""The published file as a long-lived reader sees it: the link is resolved before every look.

DuckDB hands a process that still has a file open under some name that same file again, also when
another one has been put in its place. So a reader that moves on to a file of the same name closes
the old one first; under another name the old one is closed when its last question is answered.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.database import CURRENT, open_published
from warehouse.errors import WarehouseError, one_line

_REMEDY = "run `fazhi rebuild` with this version of fazhi"


@dataclass(frozen=True)
class Release:
    """Which file is published: its path behind the link, and what tells it from another there."""

    path: str
    inode: int
    changed_ns: int
    size: int

    @property
    def name(self) -> str:
        """The name of the release."""
        return Path(self.path).stem


def current_release(home: Path) -> Release | None:
    """What the link shows now; None when nothing is published."""
    try:
        path = (home / CURRENT).resolve(strict=True)
        status = path.stat()
    except OSError:
        return None
    return Release(str(path), status.st_ino, status.st_mtime_ns, status.st_size)


class Reader:
    """One connection for all visitors, replaced when another release is published."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._lock = threading.Lock()
        self._release: Release | None = None
        self._con: duckdb.DuckDBPyConnection | None = None

    def look(self) -> Release:
        """The release that is published now, opened. Raises WarehouseError when it cannot be."""
        with self._lock:
            release = current_release(self.home)
            if release is None or release != self._release or self._con is None:
                self._reopen(release)
            if self._release is None:
                raise WarehouseError(f"nothing is published in {self.home}", "run `fazhi nightly`")
            return self._release

    def _reopen(self, release: Release | None) -> None:
        if self._con is not None and (
            release is None or self._release is None or release.path == self._release.path
        ):
            self._con.close()
        # Kept by the questions that still run, and closed with the last of them.
        self._con, self._release = None, None
        if release is None:
            open_published(self.home).close()  # raises, and says why
            return
        self._con, self._release = open_published(self.home), release

    def ask(self, sql: str, values: dict[str, Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Names and rows of one question. Raises WarehouseError when it cannot be answered."""
        try:
            cursor = self.cursor().execute(sql, values)
            return [str(column[0]) for column in cursor.description or []], cursor.fetchall()
        except duckdb.Error as error:
            raise WarehouseError(
                f"cannot read the published tables: {one_line(error)}", _REMEDY
            ) from error

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own for one question, so that visitors do not disturb one another."""
        with self._lock:
            if self._con is None:
                raise WarehouseError(f"nothing is published in {self.home}", "run `fazhi nightly`")
            cursor = self._con.cursor()
        # A cursor does not take the zone of its connection over.
        cursor.execute("set timezone = 'Asia/Shanghai'")
        return cursor
