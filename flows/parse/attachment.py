"""An attached file as a document; its bytes say what it is, never its name."""

from __future__ import annotations

import logging

from flows.parse.archive_limits import Unreadable, open_zip
from flows.parse.assemble import Parts, assemble
from flows.parse.decode import decode
from flows.parse.disclosure import no_tables
from flows.parse.disclosure_grid import tables_of_docx
from flows.parse.document import Document
from flows.parse.header import read_header
from flows.parse.legacy_word import read_legacy_word
from flows.parse.lines import Line, lines_of_text
from flows.parse.ofd import read_ofd
from flows.parse.pdf import read_pdf
from flows.parse.saved_page import read_saved_page, read_web_archive
from flows.parse.text import count_chars
from flows.parse.word import read_docx

log = logging.getLogger(__name__)

MAX_BYTES = 20_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LEAST_TEXT = 20  # characters below which a file holds pictures of pages, not text
_IMAGES = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}


def read_attachment(payload: bytes, url: str | None = None) -> Document:
    """Read a DOCX, PDF, OFD, HTML or text file, and DOC or WPS where LibreOffice is there.

    Never raises: `error` says why there is no text (`no_text`, `encrypted`, `damaged`,
    `needs_libreoffice`, `conversion_timed_out`, `unsupported`, `archive`, `too_large`,
    `too_large_unpacked`).
    """
    media_type = type_of(payload)
    lines: list[Line] = []
    error: str | None = None
    try:
        lines = _lines(payload, media_type)
    except Unreadable as reason:
        error = str(reason)
    except Exception:
        log.exception("cannot read attachment %s", url)
        error = "damaged"
    if error is None and sum(count_chars(line.text) for line in lines) < _LEAST_TEXT:
        error = "no_text"
    header = read_header(lines)
    parts = Parts(
        kind="attachment",
        lines=lines[header.end :],
        title=header.title,
        url=url,
        family="generic",
        media_type=media_type,
        tables=(lambda: tables_of_docx(payload)) if media_type == _DOCX else no_tables,
    )
    return assemble(parts).model_copy(update={"error": error})


def type_of(payload: bytes) -> str:
    """Return the media type that the bytes show."""
    start = payload[:1024].lstrip()
    if start.startswith(b"%PDF"):
        return "application/pdf"
    if start.startswith(b"PK\x03\x04"):
        return _zip_type(payload)
    if start.startswith(_OLE):
        # Names of the streams inside, as UTF-16.
        if "WordDocument".encode("utf-16-le") in payload:
            return "application/msword"
        if "Workbook".encode("utf-16-le") in payload or "Book".encode("utf-16-le") in payload:
            return "application/vnd.ms-excel"
        return "application/x-ole-storage"
    if start.startswith(b"{\\rtf"):
        return "application/rtf"
    if start.startswith((b"Rar!", b"7z\xbc\xaf")):
        return "application/x-archive"
    for sign, name in _IMAGES.items():
        if start.startswith(sign):
            return name
    if start[:13].lower() == b"mime-version:":
        return "multipart/related"
    if b"<html" in payload[:4096].lower() or b"<!doctype html" in payload[:4096].lower():
        return "text/html"
    return "text/plain" if b"\x00" not in payload[:4096] else "application/octet-stream"


def _zip_type(payload: bytes) -> str:
    try:
        with open_zip(payload) as archive:
            names = set(archive.namelist())
    except Unreadable:
        return "application/zip"
    if "word/document.xml" in names:
        return _DOCX
    if "OFD.xml" in names:
        return "application/ofd"
    if "xl/workbook.xml" in names:
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return "application/zip"


def _lines(payload: bytes, media_type: str) -> list[Line]:
    if len(payload) > MAX_BYTES:
        raise Unreadable("too_large")
    if media_type == "application/pdf":
        return read_pdf(payload)
    if media_type == _DOCX:
        return read_docx(payload)
    if media_type == "application/ofd":
        return read_ofd(payload)
    if media_type in ("application/msword", "application/rtf"):
        return read_legacy_word(payload, ".rtf" if media_type.endswith("rtf") else ".doc")
    if media_type == "text/html":
        return read_saved_page(payload)
    if media_type == "multipart/related":
        return read_web_archive(payload)
    if media_type == "text/plain":
        return lines_of_text(decode(payload)[0])
    if media_type.startswith("image/"):
        raise Unreadable("no_text")
    if media_type in ("application/zip", "application/x-archive"):
        open_zip(payload).close() if media_type == "application/zip" else None
        raise Unreadable("archive")
    raise Unreadable("unsupported")
