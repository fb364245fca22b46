"""A plain text as the visible text of a page."""

from __future__ import annotations

from flows.parse.assemble import Parts, assemble
from flows.parse.document import Document
from flows.parse.header import read_header, without_labels
from flows.parse.lines import lines_of_text
from flows.parse.metadata import own_publisher, read_fields, stamps_under_title

_CELLS_UNDER = 6  # lines under a title in which a day without a label may stand


def read_text(text: str, url: str | None = None, *, encoding: str | None = None) -> Document:
    """Read a text file; every line is a paragraph as a reader sees it. Never raises on content."""
    lines = lines_of_text(text)
    header = read_header(lines)
    fields = read_fields(header.cells)
    dates = fields.dates
    if not any(date.meaning == "published" for date in dates):
        is_prose = header.title and any("。" in line.text for line in lines[header.end :])
        under = header.cells[header.end :][:_CELLS_UNDER] if is_prose else []
        dates = [*dates, *(stamps_under_title(under) or fields.updated)[:1]]
    return assemble(
        Parts(
            kind="article",
            lines=without_labels(lines[header.end :]),
            title=fields.value("title") or header.title,
            url=url,
            family="text",
            encoding=encoding,
            breadcrumb=header.breadcrumb,
            dates=dates,
            index_number=fields.value("index_number"),
            document_number=fields.value("document_number"),
            publisher=own_publisher(fields),
            media_type="text/plain",
        )
    )
