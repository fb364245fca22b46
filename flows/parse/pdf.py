"""PDF files with a text layer."""

from __future__ import annotations

import pypdfium2 as pdfium

from flows.parse.archive_limits import Unreadable
from flows.parse.lines import Line
from flows.parse.paragraphs import join_printed_lines

_MAX_PAGES = 300
_MAX_CHARS = 1_000_000


def read_pdf(payload: bytes) -> list[Line]:
    """Return the paragraphs of a PDF; raises Unreadable (encrypted, damaged)."""
    try:
        document = pdfium.PdfDocument(payload)
    except pdfium.PdfiumError as error:
        reason = "encrypted" if "password" in str(error).lower() else "damaged"
        raise Unreadable(reason) from error
    pages: list[list[str]] = []
    size = 0
    try:
        for number in range(min(len(document), _MAX_PAGES)):
            text = _page_text(document, number)
            size += len(text)
            pages.append(text.replace("\r\n", "\n").replace("\ufffe", "").split("\n"))
            if size > _MAX_CHARS:
                break
    except pdfium.PdfiumError as error:
        raise Unreadable("damaged") from error
    finally:
        document.close()
    return join_printed_lines(pages)


def _page_text(document: pdfium.PdfDocument, number: int) -> str:
    page = document[number]
    try:
        text_page = page.get_textpage()
        try:
            return str(text_page.get_text_bounded())
        finally:
            text_page.close()
    finally:
        page.close()
