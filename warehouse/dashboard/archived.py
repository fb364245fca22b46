"""The archived bytes of a page, where the archive lies beside the published file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from warehouse.errors import WarehouseError

#: More than the collector ever takes, unpacked.
_LARGEST = 64 * 2**20

_ENDINGS = {"text/html": "html", "text/plain": "txt", "application/pdf": "pdf"}


def is_here(home: Path, warc_file: str | None) -> bool:
    """Whether the archive file named by a capture can be read on this machine."""
    return _path(home, warc_file) is not None


def payload(home: Path, warc_file: str, offset: int, sha256: str) -> bytes:
    """The body of the record at an offset.

    Raises WarehouseError unless it can be read and has the digest that was asked for.
    """
    where = f"{warc_file} at {offset}"
    path = _path(home, warc_file)
    if path is None:
        raise WarehouseError(f"{where} is not in {home}", "look for the archive of that night")
    try:
        with path.open("rb") as file:
            file.seek(offset)
            record = next(iter(ArchiveIterator(file)))
            body: bytes = record.content_stream().read(_LARGEST)
    # warcio meets damage with errors of many kinds; whatever it was, there is nothing to show.
    except Exception as error:
        raise WarehouseError(f"{where} cannot be read: {error}", "take it from a copy") from error
    if hashlib.sha256(body).hexdigest() != sha256:
        raise WarehouseError(f"{where} holds other bytes than were read", "take it from a copy")
    return body


def file_name(sha256: str, content_type: str | None) -> str:
    """A name for the downloaded body: its digest, and an ending for what it is."""
    kind = (content_type or "").partition(";")[0].strip().lower()
    return f"{sha256[:16]}.{_ENDINGS.get(kind, 'bin')}"


def _path(home: Path, warc_file: str | None) -> Path | None:
    if not warc_file:
        return None
    archive = (home / "archive").resolve()
    for name in (warc_file, f"{warc_file}.open"):
        path = (archive / name).resolve()
        if path.is_relative_to(archive) and path.is_file():
            return path
    return None
