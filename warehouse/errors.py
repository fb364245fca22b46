"""The one error that the warehouse shows to people, and work that is done whole or not at all."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import duckdb

#: What DuckDB says when the disk or the quota is used up, whatever class it raises.
_FULL = ("no space left", "disk quota", "could not write all", "out of disk")


class WarehouseError(Exception):
    """Something is wrong with the warehouse and a person can do something about it.

    `str(error)` is one line: what is wrong, then the remedy.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}; {remedy}" if remedy else problem)
        self.problem = problem
        self.remedy = remedy


def one_line(error: BaseException) -> str:
    """The first sentence of an error's text: DuckDB appends hints and stack positions."""
    text = str(error).strip().splitlines()
    return text[0].rstrip("!.") if text else type(error).__name__


def is_disk_full(error: BaseException) -> bool:
    """True when the error means that nothing more can be written."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    text = str(error).lower()
    return any(words in text for words in _FULL)


@contextmanager
def explained(doing: str, remedy: str) -> Iterator[None]:
    """Turn errors of DuckDB and of the file system into a WarehouseError.

    `doing` names the step ("cannot load run …"); a full disk gets its own remedy.
    """
    try:
        yield
    except (duckdb.Error, OSError) as error:
        if is_disk_full(error):
            raise WarehouseError(
                f"{doing}: the disk is full", "free space and run again; nothing was published"
            ) from error
        raise WarehouseError(f"{doing}: {one_line(error)}", remedy) from error


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of what is done inside, or nothing."""
    con.execute("begin")
    try:
        yield
        con.execute("commit")
    except BaseException:
        # A commit that fails, say on a full disk, has already ended the transaction.
        with suppress(duckdb.Error):
            con.execute("rollback")
        raise
