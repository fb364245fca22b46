"""Asking as a night asks, for a person who waits: what is written on the way is thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.collect.archive import ArchiveWriter
from flows.collect.captures import CaptureLog
from flows.collect.fetcher import Fetcher, Scope
from flows.collect.known import Known
from flows.collect.limits import Limits


@contextmanager
def unkept_fetcher(scope: Scope, limits: Limits) -> Iterator[Fetcher]:
    """A fetcher with the manners of a night; it knows of no earlier one and leaves no archive."""
    with TemporaryDirectory(prefix="fazhi-") as folder:
        archive = Path(folder)
        with (
            ArchiveWriter(archive, scope.run_id, scope.county_code) as writer,
            CaptureLog(archive / "captures.jsonl") as log,
            Fetcher(scope, limits, Known(), writer, log) as fetcher,
        ):
            yield fetcher
