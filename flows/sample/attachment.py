"""A real DOCX file made of a report text, the same bytes for the same text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime

import docx

from flows.sample.texts import Block


def docx_of(title: str, blocks: Sequence[Block]) -> bytes:
    document = docx.Document()
    # The library's template carries its own author and day; the sample has neither.
    document.core_properties.author = ""
    document.core_properties.created = datetime(2026, 1, 1, tzinfo=UTC)
    document.core_properties.modified = datetime(2026, 1, 1, tzinfo=UTC)
    document.add_paragraph(title)
    for block in blocks:
        document.add_paragraph(block.text)
    written = io.BytesIO()
    document.save(written)
    return _without_clock(written.getvalue())


def _without_clock(payload: bytes) -> bytes:
    """The container stamps each part with the time of saving; two nights must see one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(payload)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()
