"""The archive: every exchange of a county's night in one WARC 1.1 file.

A record is trusted only if its body has the length and digest of its capture row: a record that a
kill cut short reads as a short body, without an error. A file is never appended to once closed,
because whatever stands behind a cut cannot be read.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Self

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.collect.agent import user_agent
from flows.collect.body import BodyFault, decode
from flows.collect.captures import close_on_disk, write_all
from flows.collect.exchange import Exchange

OPEN = ".open"
#: Higher levels save a tenth of the room and cost more time than the whole request does.
COMPRESSION_LEVEL = 1
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
#: WARC-Truncated: why a record holds less than the server meant to send.
CUT_OFF = {"too_large": "length", "timeout": "time"}


class DamagedRecord(Exception):
    """The archive does not hold the body that the capture row promises."""


@dataclass(frozen=True)
class Revisit:
    """The earlier record that holds the body which was not sent, or was sent once more."""

    url: str
    at: datetime


class ArchiveWriter:
    """Writes one new file `<run_id>/<county>.warc.gz`, named `….open` until it is closed.

    Each record is with the operating system, and safe from a kill, when `write` returns; the file
    is on the disk when it is closed. Raises FileExistsError when the county was already collected
    in this run, and OSError when the disk is full; the file then stays open by name.
    """

    def __init__(self, archive_dir: Path, run_id: str, county: str, contact: str = "") -> None:
        self.name = f"{run_id}/{county}.warc.gz"
        self._final = archive_dir / self.name
        self._path = self._final.with_name(self._final.name + OPEN)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if self._final.exists():
            raise FileExistsError(f"{self._final} is there already")
        self._file = self._path.open("xb", buffering=0)
        self._offset = 0
        self._buffer = BytesIO()
        self._members = bytearray()
        self._writer = WARCWriter(self._buffer, gzip=False, warc_version="1.1")
        info = {
            "software": user_agent(contact),
            "format": "WARC File Format 1.1",
            "isPartOf": run_id,
            "robots": "obey",
        }
        self._add(self._writer.create_warcinfo_record(self._final.name, info))
        self._flush()

    def write(self, exchange: Exchange, revisit: Revisit | None = None) -> tuple[str, int]:
        """Append request and response; returns the file's name and where the response begins.

        With `revisit` the response is recorded without its body, as a reference to that record.
        """
        offset = self._offset
        response_id = self._writer._make_warc_id()
        common = {
            "WARC-Date": _warc_date(exchange.fetched_at),
            **({"WARC-IP-Address": exchange.peer} if exchange.peer else {}),
        }
        response = {"WARC-Record-ID": response_id, **common, **_body_headers(exchange)}
        kind = "response"
        if revisit is not None:
            kind = "revisit"
            unsent = exchange.status == 304
            response["WARC-Profile"] = NOT_MODIFIED if unsent else IDENTICAL
            if unsent:
                del response["WARC-Payload-Digest"]
            response["WARC-Refers-To-Target-URI"] = revisit.url
            response["WARC-Refers-To-Date"] = _warc_date(revisit.at)
        body = b"" if revisit is not None else exchange.payload
        status_line = f"{exchange.status} {exchange.reason}".strip()
        heads = StatusAndHeaders(status_line, _kept_headers(exchange), exchange.protocol)
        self._add(
            self._writer.create_warc_record(
                exchange.url,
                kind,
                payload=BytesIO(body),
                length=len(body),
                http_headers=heads,
                warc_headers_dict=response,
            )
        )
        self._add(
            self._writer.create_warc_record(
                exchange.url,
                "request",
                http_headers=StatusAndHeaders(
                    exchange.request_line, exchange.request_headers, is_http_request=True
                ),
                warc_headers_dict={"WARC-Concurrent-To": response_id, **common},
            )
        )
        self._flush()
        return self.name, offset

    def _add(self, record: ArcWarcRecord) -> None:
        """Pack one record into one gzip member of its own, as readers of WARC expect."""
        self._writer.write_record(record)
        packer = zlib.compressobj(COMPRESSION_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS + 16)
        self._members += packer.compress(self._buffer.getvalue())
        self._members += packer.flush()
        self._buffer.seek(0)
        self._buffer.truncate()

    def _flush(self) -> None:
        write_all(self._file.fileno(), bytes(self._members))
        self._offset += len(self._members)
        self._members.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *told: object) -> None:
        close_on_disk(self._file, whole=kind is None)
        if kind is None:
            self._path.rename(self._final)
            _sync_folder(self._final.parent)


def read_payload(archive_dir: Path, warc_file: str, offset: int, length: int, sha256: str) -> bytes:
    """The decoded body that a capture row promises, also while its file is still `….open`.

    Raises DamagedRecord when the record is not there, is cut, or has another length or digest.
    """
    where = f"{warc_file} at {offset}"
    try:
        with _opened(archive_dir / warc_file) as file:
            file.seek(offset)
            record = next(iter(ArchiveIterator(file)))
            kind = record.rec_type
            raw = record.raw_stream.read()
            coding = record.http_headers.get_header("Content-Encoding")
        body = decode(raw, coding, length)
    except BodyFault as fault:
        raise DamagedRecord(f"{where}: {fault.detail}") from fault
    # warcio meets damage with errors of many kinds, its own and those of what it reads through.
    except Exception as error:
        raise DamagedRecord(f"{where}: {type(error).__name__}: {error}") from error
    if kind != "response":
        raise DamagedRecord(f"{where}: a {kind} record, which holds no body")
    if len(body) != length:
        raise DamagedRecord(f"{where}: {len(body):,} bytes instead of {length:,}")
    if hashlib.sha256(body).hexdigest() != sha256:
        raise DamagedRecord(f"{where}: the digest is not that of the capture row")
    return body


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError:
        return path.with_name(path.name + OPEN).open("rb")


def _body_headers(exchange: Exchange) -> dict[str, str]:
    headers = {"WARC-Payload-Digest": f"sha256:{exchange.payload_sha256}"}
    if exchange.error is not None:
        headers["WARC-Truncated"] = CUT_OFF.get(exchange.error, "disconnect")
    return headers


def _kept_headers(exchange: Exchange) -> list[tuple[str, str]]:
    """The headers as sent, but for the transfer coding: it is taken off the archived body."""
    return [
        (
            f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name,
            " ".join(v.split("\n")),
        )
        for name, v in exchange.headers
    ]


def _warc_date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _sync_folder(folder: Path) -> None:
    """Put the new name on the disk too; without this a power cut may bring the old one back."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
