"""Capture rows: one JSON line for each exchange, written after its archive record.

A row is the promise that its record is on disk. A kill can cut the last line only.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from typing import Any, Self

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Capture:
    """One row of raw.capture; see sql/schema/raw_capture.sql for the meanings."""

    run_id: str
    county_code: str
    role: str
    column_url: str | None
    parent_url: str | None
    url: str
    final_url: str | None
    fetched_at: datetime
    elapsed_ms: int | None
    status: int | None
    sha256: str | None
    length: int | None
    content_type: str | None
    etag: str | None
    last_modified: str | None
    stored: bool
    warc_file: str | None
    warc_offset: int | None
    error: str | None
    error_detail: str | None


class CaptureLog:
    """Appends capture rows to one county's file of one run; raises FileExistsError if it exists."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Unbuffered: each row is with the operating system, and safe from a kill, once written.
        self._file = path.open("xb", buffering=0)
        self.count = 0

    def append(self, capture: Capture) -> None:
        row = {**vars(capture), "fetched_at": capture.fetched_at.astimezone(UTC).isoformat()}
        line = (json.dumps(row, ensure_ascii=False) + "\n").encode(errors="replace")
        write_all(self._file.fileno(), line)
        self.count += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *told: object) -> None:
        close_on_disk(self._file, whole=kind is None)


def read_captures(path: Path) -> list[Capture]:
    """The rows of one county's file, in order; none when the file does not exist.

    A last line without its end was cut by a kill and is left out. Raises ValueError when any
    other line is not a capture row: the file was damaged by something else.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    if lines.pop():
        logger.warning("%s: the last line is cut; it is left out", path)
    return [_as_capture(path, number, line) for number, line in enumerate(lines, start=1)]


def _as_capture(path: Path, number: int, line: bytes) -> Capture:
    try:
        row: dict[str, Any] = json.loads(line)
        row["fetched_at"] = datetime.fromisoformat(row["fetched_at"])
        return Capture(**row)
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path}, line {number}: not a capture row: {error}") from error


def close_on_disk(file: FileIO, *, whole: bool) -> None:
    """Close a file; one that was written to its end is on the disk when this returns."""
    try:
        if whole:
            os.fsync(file.fileno())
    finally:
        file.close()


def write_all(descriptor: int, data: bytes | bytearray) -> None:
    """Write everything: a nearly full disk takes a part first and refuses the rest."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
