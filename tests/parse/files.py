"""Small files made for the tests: Word, PDF and OFD with Chinese text of our own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn


def docx_file(
    paragraphs: Sequence[str], table: Sequence[Sequence[str]] = (), numbered: Sequence[str] = ()
) -> bytes:
    """Return a Word file; `numbered` paragraphs get 一、二、 from an automatic list."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        rows = document.add_table(rows=len(table), cols=len(table[0]))
        for row, texts in zip(rows.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    if numbered:
        numbering = document.part.numbering_part.element
        numbering.insert(
            0,
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0">'
                '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/>'
                '</w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
                '<w:lvlText w:val="%2."/></w:lvl></w:abstractNum>'
            ),
        )
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
        )
        for text in numbered:
            level = "1" if text.startswith(">") else "0"
            paragraph = document.add_paragraph(text.lstrip(">"))
            if text.startswith("="):
                paragraph.runs[0].text = text[1:]
                continue
            properties = paragraph._p.get_or_add_pPr()
            number = parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
            )
            assert number.tag == qn("w:numPr")
            properties.append(number)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf_file(pages: Sequence[Sequence[str]]) -> bytes:
    """Return a PDF whose pages show these lines; the text layer is Unicode."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    to_unicode = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def "
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange "
        b"1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
    )
    catalog, tree = add(b""), add(b"")
    cmap = add(b"<< /Length %d >> stream\n%s\nendstream" % (len(to_unicode), to_unicode))
    inner = add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>"
    )
    font = add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H "
        b"/DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>" % (inner, cmap)
    )
    kids = []
    for lines in pages:
        shown = b"BT /F1 12 Tf 20 TL 60 780 Td "
        for line in lines:
            shown += b"<" + line.encode("utf-16-be").hex().encode() + b"> Tj T* "
        shown += b"ET"
        content = add(b"<< /Length %d >> stream\n%s\nendstream" % (len(shown), shown))
        kids.append(
            add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (tree, content, font)
            )
        )
    objects[catalog - 1] = b"<< /Type /Catalog /Pages %d 0 R >>" % tree
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[tree - 1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), listed)
    file = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        file += b"%010d 00000 n \n" % offset
    file += b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        catalog,
        start,
    )
    return bytes(file)


def ofd_file(pages: Sequence[Sequence[str]]) -> bytes:
    """Return an OFD file; every line is cut into two placed pieces."""
    namespace = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("OFD.xml", f"<ofd:OFD {namespace}/>")
        for number, lines in enumerate(pages):
            pieces = []
            for row, line in enumerate(lines):
                for start in (len(line) // 2, 0):
                    part = line[start:] if start else line[: len(line) // 2]
                    pieces.append(
                        f'<ofd:TextObject ID="1" Boundary="{20 + 5 * start} {20 + 9 * row} 150 6">'
                        f'<ofd:TextCode X="0" Y="5">{part}</ofd:TextCode></ofd:TextObject>'
                    )
            xml = f"<ofd:Page {namespace}><ofd:Content>{''.join(pieces)}</ofd:Content></ofd:Page>"
            archive.writestr(f"Doc_0/Pages/Page_{number}/Content.xml", xml)
    return file.getvalue()
