"""Zip files from foreign sites: opened only within limits."""

from __future__ import annotations

import io
import zipfile

MAX_UNPACKED = 50_000_000
MAX_ENTRIES = 3000


class Unreadable(Exception):
    """A file that cannot be read; the message is the reason kept with the document."""


def open_zip(payload: bytes) -> zipfile.ZipFile:
    """Open a zip file; raises Unreadable when it is broken, encrypted or a bomb."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(payload))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable("damaged") from error
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Unreadable("too_large_unpacked")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Unreadable("encrypted")
    return archive


def read_entry(archive: zipfile.ZipFile, name: str, limit: int = MAX_UNPACKED) -> bytes:
    """Read one entry, never more than `limit` bytes; raises Unreadable."""
    try:
        with archive.open(name) as entry:
            data = entry.read(limit + 1)
    except (KeyError, zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
        raise Unreadable("damaged") from error
    except Exception as error:  # zlib and lzma raise errors of their own
        raise Unreadable("damaged") from error
    if len(data) > limit:
        raise Unreadable("too_large_unpacked")
    return data
