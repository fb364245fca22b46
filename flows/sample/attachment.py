"""A real DOCX file made of a report text, the same bytes for the same text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime

import docx
from docx.document import Document

from flows.sample.tables import Rows
from flows.sample.texts import Block


def docx_of(title: str, blocks: Sequence[Block]) -> bytes:
    document = docx.Document()
    # The library's template carries its own author and day; the sample has neither.
    document.core_properties.author = ""
    document.core_properties.created = datetime(2026, 1, 1, tzinfo=UTC)
    document.core_properties.modified = datetime(2026, 1, 1, tzinfo=UTC)
    document.add_paragraph(title)
    for block in blocks:
        if block.kind == "table":
            _add_table(document, block.rows)
        else:
            document.add_paragraph(block.text)
    written = io.BytesIO()
    document.save(written)
    return _without_clock(written.getvalue())


def _add_table(document: Document, rows: Rows) -> None:
    width = sum(cell_width for _, cell_width, _ in rows[0])
    table = document.add_table(len(rows), width)
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        place = 0
        for text, wide, high in row:
            while (number, place) in taken:
                place += 1
            cell = table.cell(number, place)
            if wide > 1 or high > 1:
                cell = cell.merge(table.cell(number + high - 1, place + wide - 1))
            cell.text = text
            taken |= {(number + down, place + n) for down in range(high) for n in range(wide)}


def _without_clock(payload: bytes) -> bytes:
    """The container stamps each part with the time of saving; two nights must see one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(payload)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()
