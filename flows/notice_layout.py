"""The circular as a DOCX file, laid out after GB/T 9704: A4, 22 lines of 28 characters a page.

Title 小标宋 二号 centred, headings 黑体 三号, text 仿宋 三号 with lines of 28 points, page numbers
in 宋体 四号 outside: right on odd pages, left on even ones.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from flows.notice_draft import Draft, Part

TITLE, TEXT, HEADING, NUMBER = "方正小标宋简体", "仿宋_GB2312", "黑体", "宋体"
LATIN = "Times New Roman"
SIZE_2, SIZE_3, SIZE_4, SIZE_SMALL = Pt(22), Pt(16), Pt(14), Pt(10.5)
LINE = Pt(28)
#: 1/20 point added to each character of the text, so that 28 of them fit into 156 mm. A character
#: grid would say the same, but not every word processor reads it alike.
_CLOSER = "-4"
#: Widths of the columns of a table by their number, in mm; together 156.
_WIDTHS = {3: (14, 50, 92), 4: (14, 36, 66, 40), 5: (14, 50, 36, 32, 24)}
_ANNEX = (12, 34, 30, 80)


def lay_out(draft: Draft, path: Path) -> None:
    """Write the draft to a DOCX file."""
    document = Document()
    _page(document)
    _box(document, draft)
    _line(document, draft.title, TITLE, SIZE_2, align=WD_ALIGN_PARAGRAPH.CENTER, indent=False)
    _line(document, "", TEXT, SIZE_3)
    _line(document, draft.recipients, TEXT, SIZE_3, indent=False)
    for words in draft.opening:
        _line(document, words, TEXT, SIZE_3)
    for part in draft.parts:
        _part(document, part, _WIDTHS.get(len(part.columns), ()))
    _line(document, "", TEXT, SIZE_3)
    _line(document, draft.annex_line, TEXT, SIZE_3)
    _line(document, "", TEXT, SIZE_3)
    for words in draft.signature:
        _line(document, words, TEXT, SIZE_3, align=WD_ALIGN_PARAGRAPH.RIGHT, indent=False)
    document.add_section(WD_SECTION.NEW_PAGE)
    _line(document, draft.annex_label, HEADING, SIZE_3, indent=False)
    _line(document, draft.annex.heading, TITLE, SIZE_2, align=WD_ALIGN_PARAGRAPH.CENTER,
          indent=False)  # fmt: skip
    for words in draft.annex.paragraphs:
        _line(document, words, TEXT, SIZE_3)
    if draft.annex.rows:
        _table(document, draft.annex, _ANNEX)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(35 - 7 - 5)  # the number stands 7 mm below the text
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    document.settings.odd_and_even_pages_header_footer = True
    _number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right")
    _number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left")
    style = document.styles["Normal"]
    _font(style, TEXT, SIZE_3)


def _number(footer: Any, align: Any, side: str) -> None:
    """— 1 —, a character away from the edge."""
    paragraph = footer.paragraphs[0]
    paragraph.alignment = align
    setattr(paragraph.paragraph_format, f"{side}_indent", SIZE_4)
    _font(paragraph.add_run("— "), NUMBER, SIZE_4)
    field = paragraph.add_run()
    _font(field, NUMBER, SIZE_4)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:instrText" if words else "w:fldChar")
        if words:
            element.text = words
        else:
            element.set(qn("w:fldCharType"), kind)
        field._r.append(element)
    _font(paragraph.add_run(" —"), NUMBER, SIZE_4)


def _font(run: Any, name: str, size: Any, *, bold: bool = False) -> None:
    run.font.name = LATIN if name != NUMBER else NUMBER
    run.font.size = size
    run.font.bold = bold
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _line(
    where: Any,
    words: str,
    font: str,
    size: Any,
    *,
    align: Any = WD_ALIGN_PARAGRAPH.JUSTIFY,
    indent: bool = True,
) -> None:
    paragraph = where.add_paragraph()
    _shape(paragraph, align)
    if indent:
        element = paragraph._p.get_or_add_pPr().get_or_add_ind()
        element.set(qn("w:firstLineChars"), "200")
        element.set(qn("w:firstLine"), str(int(2 * size.pt * 20)))
    run = paragraph.add_run(words)
    _font(run, font, size)
    if font == TEXT:
        closer = OxmlElement("w:spacing")
        closer.set(qn("w:val"), _CLOSER)
        run.element.get_or_add_rPr().append(closer)


def _shape(paragraph: Any, align: Any, line: Any = LINE) -> None:
    paragraph.alignment = align
    shape = paragraph.paragraph_format
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = line
    shape.space_before = shape.space_after = Pt(0)


def _part(document: Any, part: Part, widths: tuple[int, ...]) -> None:
    _line(document, part.heading, HEADING, SIZE_3)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    for words in part.paragraphs:
        _line(document, words, TEXT, SIZE_3)
        document.paragraphs[-1].paragraph_format.keep_with_next = bool(part.rows)
    if part.rows:
        _table(document, part, widths)


def _table(document: Any, part: Part, widths: tuple[int, ...]) -> None:
    table = document.add_table(rows=1, cols=len(part.columns))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for cell, words, width in zip(table.rows[0].cells, part.columns, widths, strict=True):
        _cell(cell, words, width, HEADING)
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    for row in part.rows:
        cells = table.add_row().cells
        for cell, words, width in zip(cells, row, widths, strict=True):
            _cell(cell, words, width, TEXT)
        whole = OxmlElement("w:cantSplit")
        table.rows[-1]._tr.get_or_add_trPr().append(whole)


def _cell(cell: Any, words: str, width: int, font: str) -> None:
    cell.width = Mm(width)
    for place, line in enumerate(words.split("\n")):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        _shape(paragraph, WD_ALIGN_PARAGRAPH.LEFT, Pt(16))
        _font(paragraph.add_run(line), font, SIZE_SMALL)


def _box(document: Any, draft: Draft) -> None:
    """What the drafter must know, in a frame above the circular."""
    table = document.add_table(rows=1, cols=1)
    table.style = "Table Grid"
    cell = table.rows[0].cells[0]
    _cell(cell, "\n".join([draft.notes_heading, *draft.notes]), 156, TEXT)
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "F2F2F2")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
    _line(document, "", TEXT, SIZE_3)
