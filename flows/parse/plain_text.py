"""A plain text as the visible text of a page."""

from __future__ import annotations

import re

from flows.parse.assemble import Parts, assemble
from flows.parse.breadcrumb import breadcrumb_from_text
from flows.parse.document import Document
from flows.parse.lines import Line, lines_of_text
from flows.parse.metadata import read_fields
from flows.parse.page_title import title_of_lines

_RULE = re.compile(r"^[=\-_*~#—]{4,}.{0,20}?[=\-_*~#—]*$")
_HEADER_LINES, _SHORT_LINE = 15, 300


def read_text(text: str, url: str | None = None, *, encoding: str | None = None) -> Document:
    """Read a text file; every line is a paragraph as a reader sees it. Never raises on content."""
    lines = lines_of_text(text)
    header = [line.text for line in lines[:_HEADER_LINES] if len(line.text) < _SHORT_LINE]
    breadcrumb = next((steps for line in header if (steps := breadcrumb_from_text(line))), [])
    fields = read_fields(header)
    title = fields.value("title") or title_of_lines(
        [line for line in lines[:_HEADER_LINES] if not breadcrumb_from_text(line.text)]
    )
    return assemble(
        Parts(
            kind="article",
            lines=_without_header(lines),
            title=title,
            url=url,
            family="text",
            encoding=encoding,
            breadcrumb=breadcrumb,
            dates=fields.dates or fields.updated[:1],
            index_number=fields.value("index_number"),
            document_number=fields.value("document_number"),
            publisher=fields.value("publisher"),
            media_type="text/plain",
        )
    )


def _without_header(lines: list[Line]) -> list[Line]:
    """Drop a header that a ruled line closes, and labelled lines at the top."""
    for index, line in enumerate(lines[:_HEADER_LINES]):
        if _RULE.match(line.text) and index < len(lines) - 1:
            return lines[index + 1 :]
    kept = []
    for index, line in enumerate(lines):
        if index < _HEADER_LINES and len(line.text) < 120:
            inner = read_fields([line.text])
            if inner.dates or inner.values:
                continue
        kept.append(line)
    return kept
