"""Bodies: read within bounds, kept as received for the archive, decoded for the reader."""

from __future__ import annotations

import zlib
from typing import Protocol

CHUNK = 64 * 1024
#: A body of millions of empty streams would cost hours: each copies what is left.
MOST_STREAMS = 100
#: What a server may be asked to use: anything else needs packages that others may lack.
ACCEPT_ENCODING = "gzip, deflate"


class BodyFault(Exception):
    """There is no whole body; `error` is the code for the capture row."""

    def __init__(self, error: str, detail: str) -> None:
        super().__init__(detail)
        self.error = error
        self.detail = detail


class RawBody(Protocol):
    """The part of urllib3's response that is needed."""

    def read1(self, amt: int | None = ..., decode_content: bool | None = ...) -> bytes: ...


def read_raw(response: RawBody, received: bytearray, limit: int, announced: str | None) -> None:
    """Read the body as sent, without its transfer coding, into `received`.

    Raises BodyFault `too_large` or `truncated`, and whatever the connection raises; `received`
    then holds what came until then.
    """
    expected = int(announced) if announced and announced.isascii() and announced.isdigit() else None
    if expected is not None and expected > limit:
        raise BodyFault("too_large", f"announces {expected:,} bytes, more than {limit:,}")
    # read1 returns what is there; read would wait for a whole chunk of a body that drips.
    while chunk := response.read1(CHUNK, decode_content=False):
        received += chunk
        if len(received) > limit:
            raise BodyFault("too_large", f"more than {limit:,} bytes")
    if expected is not None and len(received) != expected:
        raise BodyFault("truncated", f"{len(received):,} of {expected:,} bytes came")


def decode(raw: bytes, content_encoding: str | None, limit: int) -> bytes:
    """The body without its content coding.

    Raises BodyFault: `too_large` over `limit` bytes, `truncated` when the coded stream does not
    reach its end, `encoding` when it is damaged or of an unknown kind.
    """
    coding = (content_encoding or "").strip().lower()
    if not raw or coding in ("", "identity", "none", "utf-8"):
        return raw
    if coding in ("gzip", "x-gzip"):
        # Some servers label a plain page gzip; a gzip stream always begins with its mark.
        return _inflate(raw, zlib.MAX_WBITS + 16, limit) if raw[:2] == b"\x1f\x8b" else raw
    if coding == "deflate":
        # The standard means a zlib stream, many servers send a bare one.
        wrapped = raw[0] & 0x0F == 8 and int.from_bytes(raw[:2], "big") % 31 == 0
        return _inflate(raw, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS, limit)
    raise BodyFault("encoding", f"Content-Encoding {coding[:60]!r} was not asked for")


def _inflate(raw: bytes, window: int, limit: int) -> bytes:
    out = bytearray()
    rest = raw
    for _ in range(MOST_STREAMS):
        stream = zlib.decompressobj(window)
        try:
            out += stream.decompress(rest, limit + 1 - len(out))
        except zlib.error as error:
            raise BodyFault("encoding", f"compressed body is damaged: {error}") from error
        if len(out) > limit:
            raise BodyFault("too_large", f"more than {limit:,} bytes decompressed")
        if not stream.eof:
            raise BodyFault("truncated", "the compressed body does not reach its end")
        rest = stream.unused_data
        # A gzip body may be several streams in a row; anything else behind one is padding.
        if rest[:2] != b"\x1f\x8b" or window < zlib.MAX_WBITS + 16:
            return bytes(out)
    raise BodyFault("encoding", f"more than {MOST_STREAMS} compressed streams in one body")
