"""Attached files: read by their bytes, within limits, or refused with a reason."""

from __future__ import annotations

import io
import shutil
import zipfile
from datetime import date

import pytest

from flows.parse.attachment import read_attachment, type_of
from flows.parse.paragraphs import PrintedLine, join_printed_lines

from .files import docx_file, ofd_file, pdf_file

TITLE = "云岭县青石镇人民政府关于2025年度法治政府建设情况的报告"
P1 = "全年办理案件32件，组织培训5次，各项任务有序完成。"
LINES = [
    *("云岭县青石镇人民政府", "关于2025年度法治政府建设情况的报告", "现将有关情况报告如下："),
    *("一、主要举措和成效", P1, "二、存在的不足和原因", P1, "三、2026年主要安排", P1),
    *("云岭县青石镇人民政府", "2026年1月12日"),
]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEADINGS = ["主要举措和成效", "存在的不足和原因", "2026年主要安排"]


@pytest.mark.parametrize(
    ("payload", "media_type"),
    [
        (docx_file(LINES), DOCX),
        (pdf_file([LINES[:6], ["- 1 -"], LINES[6:]]), "application/pdf"),
        (ofd_file([LINES[:6], LINES[6:]]), "application/ofd"),
        ("\n".join(LINES).encode("gb18030"), "text/plain"),
        (
            f"<html><body>{''.join(f'<p>{line}</p>' for line in LINES)}</body></html>".encode(),
            "text/html",
        ),
    ],
    ids=["docx", "pdf", "ofd", "text", "html"],
)  # fmt: skip
def test_report_in_a_file(payload: bytes, media_type: str) -> None:
    document = read_attachment(payload, "http://a.example/202601/P0202601.doc")
    assert (document.kind, document.media_type, document.error) == ("attachment", media_type, None)
    assert document.is_report
    assert document.filer_name == "云岭县青石镇人民政府"
    assert document.report_year == 2025
    assert [s.heading for s in document.sections] == HEADINGS
    assert document.sign_off == "云岭县青石镇人民政府"
    assert document.written_on == date(2026, 1, 12)


def test_same_text_has_the_same_digest_whatever_the_file() -> None:
    digests = {
        read_attachment(payload).text_sha256
        for payload in (docx_file(LINES), "\n".join(LINES).encode())
    }
    assert len(digests) == 1


def test_numbers_that_word_makes_itself_are_read() -> None:
    numbered = ["主要成效", f"={P1}", ">健全制度", ">规范执法", "存在问题", ">经费"]
    document = read_attachment(docx_file([TITLE, "情况如下："], numbered=numbered))
    assert [(s.path, s.number, s.heading) for s in document.sections] == [
        ("1", "一、", "主要成效"),
        ("1.1", "1.", "健全制度"),
        ("1.2", "2.", "规范执法"),
        ("2", "二、", "存在问题"),
        ("2.1", "1.", "经费"),
    ]


def test_cells_of_a_word_table_are_no_sections() -> None:
    payload = docx_file(
        [TITLE, "一、总体情况", P1], table=[["一、本年新收", "6"], ["二、上年", "0"]]
    )
    document = read_attachment(payload)
    assert [s.heading for s in document.sections] == ["总体情况"]
    assert "一、本年新收 6" in document.text


def test_printed_lines_become_paragraphs() -> None:
    long = "全镇各村社和站所按照统一部署有序推进年度清单中的各项任务并取得可以检验的成果"
    pages = [
        [
            "一、主要举措和成效",
            long,
            "在此基础上继续提高。",
            "（一）" + long[:33],
            "规范执法程序",
            "－1－",
        ],
        ["二、存在问题", long, "", "2"],
    ]
    printed = [[PrintedLine(text) for text in page] for page in pages]
    lines = [line.text for line in join_printed_lines(printed)]
    assert lines == [
        "一、主要举措和成效",
        f"{long}在此基础上继续提高。",
        f"（一）{long[:33]}规范执法程序",
        "二、存在问题",
        long,
    ]


def test_indented_line_begins_a_paragraph() -> None:
    full = "全镇各村社和站所按照统一部署有序推进年度清单中的各项任务。"
    rows = [(20, full), (0, full), (20, full), (120, "青石镇人民政府")]
    page = [PrintedLine(text, left, 10) for left, text in rows]
    page += [PrintedLine(full, 0, 10)] * 3
    lines = [line.text for line in join_printed_lines([page])]
    assert lines[:3] == [full * 2, full, "青石镇人民政府"]


def _zip(**entries: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("payload", "error"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"0" * 100, "no_text"),
        (pdf_file([[]]), "no_text"),
        (b"%PDF-1.7\nbroken", "damaged"),
        (b"PK\x03\x04broken", "damaged"),
        (_zip(word__document_xml=b"<broken"), "damaged"),
        (_zip(word__document_xml=b"0" * 60_000_000), "too_large_unpacked"),
        (_zip(a=b"text"), "archive"),
        (_zip(xl__workbook_xml=b"<a/>"), "unsupported"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "unsupported"),
        (b"", "no_text"),
        (b"\x00\x01\x02" * 50, "unsupported"),
        (b"x" * 20_000_001, "too_large"),
    ],
    ids=[
        *("picture", "scan", "broken pdf", "broken zip", "broken docx", "bomb", "archive"),
        *("xlsx", "xls", "empty", "binary", "large"),
    ],
)
def test_file_that_gives_no_text_says_why(payload: bytes, error: str) -> None:
    document = read_attachment(payload, "http://a.example/a.docx")
    assert document.error == error
    assert document.sections == []


def test_encrypted_zip_is_told() -> None:
    payload = bytearray(_zip(word__document_xml=b"<a/>"))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        payload[payload.index(mark) + offset] |= 1
    assert read_attachment(bytes(payload)).error == "encrypted"


def test_old_word_needs_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    payload = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le")
    assert type_of(payload) == "application/msword"
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert read_attachment(payload).error == "needs_libreoffice"
    assert read_attachment(b"{\\rtf1 text}").error == "needs_libreoffice"


def test_web_archive_saved_as_word() -> None:
    body = "<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>"
    payload = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + body.encode()
        + b"\r\n--b--\r\n"
    )
    document = read_attachment(payload)
    assert document.media_type == "multipart/related"
    assert [s.heading for s in document.sections] == HEADINGS


def test_settings_of_a_word_processor_are_no_text_of_a_saved_page() -> None:
    island = "<xml><w:Zoom>0</w:Zoom><o:shapedefaults>Normal 0 7.8 磅</o:shapedefaults></xml>"
    lines = "".join(f"<p class=MsoNormal>{line}<o:p></o:p></p>" for line in LINES)
    dated = "<p><st1:chsdate Year=2024>2024年1月5日</st1:chsdate>以来，全镇办结案件12件。</p>"
    page = f"<html><body>{island}<div class=WordSection1>{lines}{dated}</div></body></html>"
    read = read_attachment(page.encode("gb18030"))
    assert read.error is None
    assert "Normal" not in read.text
    assert "2024年1月5日以来，全镇办结案件12件。" in read.text
