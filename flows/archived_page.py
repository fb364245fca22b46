"""One page of the archive, named by its record or by the digest of its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from flows.collect.archive import DamagedRecord, read_payload
from flows.collect.captures import Capture, read_captures
from flows.exits import Unreadable, WrongUsage

_RECORD = re.compile(r"(?P<file>[^/\s]+/[^/\s]+\.warc\.gz):(?P<offset>\d+)")
_DIGEST = re.compile(r"[0-9a-f]{8,64}")


def names_capture(source: str) -> bool:
    """Whether a word names a record (RUN/COUNTY.warc.gz:OFFSET) or the digest of a page."""
    return bool(_RECORD.fullmatch(source) or _DIGEST.fullmatch(source))


def find_capture(archive: Path, source: str) -> tuple[Capture, bytes]:
    """Return the capture that is named and its body.

    A digest may be cut short after eight signs. Raises WrongUsage when no capture or none alone
    is meant, Unreadable when its record is damaged.
    """
    record = _RECORD.fullmatch(source)
    if record is not None:
        place = (record["file"], int(record["offset"]))
        found = [c for c in _captures(archive) if (c.warc_file, c.warc_offset) == place]
    else:
        found = [c for c in _captures(archive) if (c.sha256 or "").startswith(source)]
    if not found or found[0].sha256 is None:
        raise WrongUsage(f"{source}: no such capture in {archive}; see raw.capture")
    if len({capture.sha256 for capture in found}) > 1:
        raise WrongUsage(f"{source}: the beginning of several digests; give more of it")
    return found[0], _body(archive, found[0])


def _captures(archive: Path) -> Iterator[Capture]:
    """All captures, those of the last run first."""
    for file in sorted(archive.glob("*/*.captures.jsonl"), reverse=True):
        yield from read_captures(file)


def _body(archive: Path, asked: Capture) -> bytes:
    """The body of a capture, which an earlier one may have stored."""
    for capture in (asked, *_captures(archive)):
        if capture.sha256 == asked.sha256 and capture.stored and capture.warc_file is not None:
            where = (capture.warc_file, capture.warc_offset or 0, capture.length or 0)
            try:
                return read_payload(archive, *where, asked.sha256 or "")
            except DamagedRecord as damage:
                raise Unreadable(f"{damage}; run the county again") from damage
    raise Unreadable(f"no record of the archive holds {asked.sha256}; run the county again")
