"""One writer at a time: a lock on `<home>/lock` that dies with the process that holds it."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from warehouse.errors import explained

_SHANGHAI = ZoneInfo("Asia/Shanghai")


class AlreadyRunning(Exception):
    """Another process writes to this warehouse; the message says which and since when."""


@contextmanager
def writer_lock(home: Path) -> Iterator[None]:
    """Hold the right to write to the warehouse in `home`; raises AlreadyRunning at once.

    The kernel releases the lock when the process ends in whatever way, so a lock file that was
    left behind locks nothing. The file itself stays: removing it would let two writers in.
    """
    path = home / "lock"
    with explained(f"cannot lock {home}", "check that the folder may be written to"):
        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _take(descriptor)
        except BlockingIOError:
            raise AlreadyRunning(
                f"another night is running on {home} ({_holder(path)}); wait until it has ended"
            ) from None
        since = datetime.now(_SHANGHAI).isoformat(timespec="seconds")
        with explained(f"cannot lock {home}", "check that the folder may be written to"):
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, json.dumps({"pid": os.getpid(), "since": since}).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> None:
    """The lock, or BlockingIOError; a second try outlasts somebody who only looks."""
    for _ in range(2):
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            refused = error
            time.sleep(0.05)
    raise refused


def lock_holder(home: Path) -> tuple[int, datetime] | None:
    """Process that writes to this warehouse and since when; None when nobody does.

    It looks by a shared lock that is given back at once.
    """
    path = home / "lock"
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        held = json.loads(path.read_text("utf-8") or "{}")
        return int(held.get("pid", 0)), _since(held)
    finally:
        os.close(descriptor)
    return None


def _since(held: dict[str, str]) -> datetime:
    if "since" in held:
        return datetime.fromisoformat(held["since"])
    return datetime.now(_SHANGHAI)  # it has only just been taken


def _holder(path: Path) -> str:
    try:
        held = json.loads(path.read_text("utf-8"))
        return f"process {held['pid']} since {held['since']}"
    except (OSError, ValueError, KeyError, TypeError):  # it has only just been taken
        return "it has just begun"
