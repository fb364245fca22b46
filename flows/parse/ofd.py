"""OFD files (GB/T 33190): a zip file of XML pages, each with placed pieces of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zipfile import ZipFile

from lxml import etree

from flows.parse.archive_limits import Unreadable, open_zip, read_entry
from flows.parse.lines import Line
from flows.parse.paragraphs import PrintedLine, join_printed_lines

_PAGE = re.compile(r"Pages/Page_(\d+)/Content\.xml$", re.IGNORECASE)
_MAX_PAGES = 300
_SAME_LINE = 2.0  # millimetres between pieces of one printed line


@dataclass(frozen=True)
class _Piece:
    bottom: float  # millimetres from the top of the page
    left: float
    height: float
    text: str


def read_ofd(payload: bytes) -> list[Line]:
    """Return the paragraphs of an OFD file; raises Unreadable."""
    with open_zip(payload) as archive:
        names = [(int(m[1]), name) for name in archive.namelist() if (m := _PAGE.search(name))]
        pages = [_page(archive, name) for _, name in sorted(names)[:_MAX_PAGES]]
    return join_printed_lines(pages)


def _page(archive: ZipFile, name: str) -> list[PrintedLine]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(read_entry(archive, name), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("damaged") from error
    if root is None:
        return []
    lines: list[PrintedLine] = []
    row: list[_Piece] = []
    for piece in sorted(_pieces(root), key=lambda piece: (piece.bottom, piece.left)):
        if row and piece.bottom - row[-1].bottom > _SAME_LINE:
            lines.append(_line(row))
            row = []
        row.append(piece)
    if row:
        lines.append(_line(row))
    return lines


def _line(row: list[_Piece]) -> PrintedLine:
    row.sort(key=lambda piece: piece.left)
    text = "".join(piece.text for piece in row)
    return PrintedLine(text, row[0].left, max(piece.height for piece in row))


def _pieces(root: etree._Element) -> Iterator[_Piece]:
    for element in root.iter():
        if not str(element.tag).endswith("}TextObject") and element.tag != "TextObject":
            continue
        text = "".join(
            child.text or "" for child in element.iter() if str(child.tag).endswith("TextCode")
        )
        try:
            left, top, _, height = (float(v) for v in (element.get("Boundary") or "").split()[:4])
        except ValueError:
            left, top, height = 0.0, 0.0, 0.0
        if text:
            yield _Piece(top + height, left, height, text)
