"""OFD files (GB/T 33190): a zip file of XML pages, each with placed pieces of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree

from flows.parse.archive_limits import Unreadable, open_zip, read_entry
from flows.parse.lines import Line
from flows.parse.paragraphs import join_printed_lines

_PAGE = re.compile(r"Pages/Page_(\d+)/Content\.xml$", re.IGNORECASE)
_MAX_PAGES = 300
_SAME_LINE = 2.0  # millimetres between pieces of one printed line


def read_ofd(payload: bytes) -> list[Line]:
    """Return the paragraphs of an OFD file; raises Unreadable."""
    with open_zip(payload) as archive:
        names = [(int(m[1]), name) for name in archive.namelist() if (m := _PAGE.search(name))]
        pages = [_page(archive, name) for _, name in sorted(names)[:_MAX_PAGES]]
    return join_printed_lines(pages)


def _page(archive: ZipFile, name: str) -> list[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(read_entry(archive, name), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("damaged") from error
    if root is None:
        return []
    pieces = sorted(_pieces(root))
    lines: list[str] = []
    before: float | None = None
    row: list[tuple[float, str]] = []
    for top, left, text in pieces:
        if before is not None and top - before > _SAME_LINE:
            lines.append("".join(part for _, part in sorted(row)))
            row = []
        row.append((left, text))
        before = top
    if row:
        lines.append("".join(part for _, part in sorted(row)))
    return lines


def _pieces(root: etree._Element) -> Iterator[tuple[float, float, str]]:
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
            yield top + height, left, text
