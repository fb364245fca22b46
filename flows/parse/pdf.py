"""PDF files with a text layer."""

from __future__ import annotations

import pypdfium2 as pdfium

from flows.parse.archive_limits import Unreadable
from flows.parse.lines import Line
from flows.parse.paragraphs import PrintedLine, join_printed_lines

_MAX_PAGES = 300
_MAX_CHARS = 1_000_000
_MAX_PIECES = 5000  # pieces of text on one page


def read_pdf(payload: bytes) -> list[Line]:
    """Return the paragraphs of a PDF; raises Unreadable (encrypted, damaged)."""
    try:
        document = pdfium.PdfDocument(payload)
    except pdfium.PdfiumError as error:
        reason = "encrypted" if "password" in str(error).lower() else "damaged"
        raise Unreadable(reason) from error
    pages: list[list[PrintedLine]] = []
    size = 0
    try:
        for number in range(min(len(document), _MAX_PAGES)):
            lines = _page_lines(document, number)
            size += sum(len(line.text) for line in lines)
            pages.append(lines)
            if size > _MAX_CHARS:
                break
    except pdfium.PdfiumError as error:
        raise Unreadable("damaged") from error
    finally:
        document.close()
    return join_printed_lines(pages)


def _page_lines(document: pdfium.PdfDocument, number: int) -> list[PrintedLine]:
    """The lines of a page from top to bottom; pieces at one height are one line."""
    page = document[number]
    try:
        text_page = page.get_textpage()
        try:
            return _lines(text_page)
        finally:
            text_page.close()
    finally:
        page.close()


def _lines(text_page: pdfium.PdfTextPage) -> list[PrintedLine]:
    pieces: list[tuple[float, float, float, str]] = []
    for rank in range(min(text_page.count_rects(), _MAX_PIECES)):
        left, bottom, right, top = text_page.get_rect(rank)
        text = str(text_page.get_text_bounded(left, bottom, right, top))
        text = text.replace("\ufffe", "").replace("\r", "").replace("\n", "")
        if text.strip():
            pieces.append(((top + bottom) / 2, left, top - bottom, text))
    pieces.sort(key=lambda piece: -piece[0])
    rows: list[list[tuple[float, float, float, str]]] = []
    for piece in pieces:
        if rows and rows[-1][0][0] - piece[0] < 0.5 * max(piece[2], rows[-1][0][2]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines = []
    for row in rows:
        row.sort(key=lambda piece: piece[1])
        text = "".join(piece[3] for piece in row)
        lines.append(PrintedLine(text, row[0][1], max(piece[2] for piece in row)))
    return lines
