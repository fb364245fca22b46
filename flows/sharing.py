"""What the machines of one night share: the home, and the right to ask a county's sites.

A county may be worked through on another machine than the night's own. What both must agree on
lies in files that both see: the record of the run, and a lock for each county.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from flows.parse.document import PARSER_VERSION
from flows.run_folder import RUNNING, RunFolder


class NotShared(Exception):
    """This machine and the night's do not work on the same home; the message names the remedy."""


class RunOver(Exception):
    """The run has ended, or was cut off and completed by another: nothing may be added to it."""


class StillAsked(Exception):
    """Another process asks this county's sites: two would be twice the visits they allow."""


def check_home(folder: RunFolder) -> None:
    """Raise NotShared when this machine cannot add to the run, RunOver when nobody may.

    A folder made here because the shared one is not mounted would keep what was collected from
    everybody else.
    """
    try:
        record = folder.record()
    except FileNotFoundError:
        raise NotShared(
            f"{folder.path} is not there; mount the night's FAZHI_HOME at the same path"
        ) from None
    if record.parser_version != PARSER_VERSION:
        raise NotShared(
            f"the night reads with parser version {record.parser_version}, this machine with "
            f"{PARSER_VERSION}; bring both to the same version of fazhi"
        )
    check_running(folder)


def check_running(folder: RunFolder) -> None:
    """Raise RunOver when the run has ended: whoever still works for it was given up."""
    status = folder.record().status
    if status != RUNNING:
        raise RunOver(f"run {folder.run_id} is {status}; nothing more is collected for it")


@contextmanager
def asking_alone(staging: Path, code: str) -> Iterator[None]:
    """Hold the right to ask a county's sites, on whatever machine; raises StillAsked at once.

    The lock ends with the process that holds it, or with its machine.
    """
    staging.mkdir(parents=True, exist_ok=True)
    with _lock_file(staging, code).open("ab") as file:
        if not _taken(file):
            raise StillAsked(f"another process still asks the sites of {code}")
        os.utime(file.fileno())  # old files of the staging folder are pruned
        yield


def is_asked(staging: Path, code: str) -> bool:
    """Whether some process, on whatever machine, asks the county's sites now."""
    try:
        with _lock_file(staging, code).open("ab") as file:
            return not _taken(file)
    except FileNotFoundError:
        return False


def wait_until_nobody_asks(staging: Path, codes: list[str], seconds: float) -> list[str]:
    """Wait until no process asks these counties' sites; returns those still asked at the end."""
    end = time.monotonic() + seconds
    while asked := [code for code in codes if is_asked(staging, code)]:
        if time.monotonic() >= end:
            break
        time.sleep(0.5)
    return asked


def _lock_file(staging: Path, code: str) -> Path:
    return staging / f"{code}.lock"


def _taken(file: IO[bytes]) -> bool:
    """Take the lock if it is free; a second try outlasts somebody who only looks."""
    for last in (False, True):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not last:
                time.sleep(0.05)
        else:
            return True
    return False
