"""Word files (DOCX): paragraphs with the numbers that Word makes itself, and tables."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.table import Table
from docx.text.paragraph import Paragraph

from flows.parse.archive_limits import Unreadable, open_zip
from flows.parse.lines import Line, clean_line
from flows.parse.word_numbers import Numbering

_MAX_PARAGRAPHS = 20_000


def read_docx(payload: bytes) -> list[Line]:
    """Return the lines of a DOCX file; raises Unreadable."""
    open_zip(payload).close()
    try:
        document = docx.Document(io.BytesIO(payload))
        return list(_lines(document))
    except Unreadable:
        raise
    except Exception as error:  # python-docx raises whatever its XML makes it stumble over
        raise Unreadable("damaged") from error


def _lines(document: WordDocument) -> Iterator[Line]:
    numbering = Numbering(document)
    for count, block in enumerate(document.iter_inner_content()):
        if count > _MAX_PARAGRAPHS:
            return
        if isinstance(block, Table):
            for row in _rows(block):
                yield Line(row, table=True)
        else:
            yield from _paragraph(block, numbering)


def _paragraph(paragraph: Paragraph, numbering: Numbering) -> Iterator[Line]:
    number = numbering.number_of(paragraph)
    for rank, part in enumerate(paragraph.text.split("\n")):
        text = clean_line(part)
        if text:
            yield Line(f"{number}{text}" if rank == 0 else text)


def _rows(table: Table) -> Iterator[str]:
    for row in table._tbl.tr_lst:
        cells: list[Any] = row.tc_lst
        texts = (clean_line("".join(node.text or "" for node in _texts(cell))) for cell in cells)
        text = " ".join(text for text in texts if text)
        if text:
            yield text


def _texts(cell: Any) -> Iterator[Any]:
    return (node for node in cell.iter() if str(node.tag).endswith("}t"))
