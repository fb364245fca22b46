"""Old Word files, read by LibreOffice as it is installed here."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from flows.parse import legacy_word
from flows.parse.attachment import read_attachment, type_of

from .files import docx_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le")
LINES = [
    *("云岭县青石镇人民政府关于2025年度法治政府建设情况的报告", "一、主要举措和成效"),
    *("全年办理案件32件，各项任务有序完成。", "二、存在的不足和原因", "学习不够深入。"),
    *("三、2026年主要安排", "继续完善制度。", "云岭县青石镇人民政府", "2026年1月12日"),
]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["doc", "rtf"])
def test_a_report_in_an_old_word_file_is_read_whatever_it_is_called(
    tmp_path: Path, kind: str
) -> None:
    source = tmp_path / "report.docx"
    source.write_bytes(docx_file(LINES))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
    payload = source.with_suffix(f".{kind}").read_bytes()
    assert type_of(payload) == ("application/msword" if kind == "doc" else "application/rtf")
    read = read_attachment(payload, "http://qingxi.example/P020260112.wps")
    assert read.error is None and read.report_year == 2025
    assert read.title == LINES[0]
    assert [section.heading for section in read.sections] == [
        *("主要举措和成效", "存在的不足和原因", "2026年主要安排"),
    ]


def office(folder: Path, script: str) -> str:
    """A program in place of LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(program)


def test_a_conversion_that_takes_too_long_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = office(tmp_path, f"(sleep 3; touch {tmp_path}/survived) & wait")
    monkeypatch.setattr(shutil, "which", lambda name: program)
    monkeypatch.setattr(legacy_word, "_SECONDS", 0.2)
    begun = time.monotonic()
    assert read_attachment(OLE).error == "conversion_timed_out"
    assert time.monotonic() - begun < 2
    time.sleep(3.2)
    assert not (tmp_path / "survived").exists()


@pytest.mark.parametrize("script", ["exit 1", "exit 0"])
def test_a_conversion_that_writes_nothing_is_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    program = office(tmp_path, script)
    monkeypatch.setattr(shutil, "which", lambda name: program)
    assert read_attachment(OLE).error == "damaged"
