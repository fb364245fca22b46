from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.collect.captures import Capture, CaptureLog, read_captures

ROW = Capture(
    run_id="20260402T023000-0a1b2c",
    county_code="990001",
    role="article",
    column_url="http://site.example/列表/",
    parent_url=None,
    url="http://site.example/a.html",
    final_url="http://site.example/a.html",
    fetched_at=datetime(2026, 4, 2, 1, 2, 3, 456_000, tzinfo=UTC),
    elapsed_ms=12,
    status=200,
    sha256="0" * 64,
    length=10,
    content_type="text/html",
    etag='"x"',
    last_modified=None,
    stored=True,
    warc_file="r/990001.warc.gz",
    warc_offset=300,
    error=None,
    error_detail=None,
)


def written(path: Path, *rows: Capture) -> Path:
    with CaptureLog(path) as log:
        for row in rows:
            log.append(row)
    return path


def test_rows_come_back_as_they_were_written(tmp_path: Path) -> None:
    rows = [ROW, replace(ROW, url="http://site.example/\n换行", status=None, error="timeout")]
    assert read_captures(written(tmp_path / "run" / "rows.jsonl", *rows)) == rows


def test_a_last_line_that_a_kill_cut_is_left_out(tmp_path: Path) -> None:
    path = written(tmp_path / "rows.jsonl", ROW, ROW)
    whole = path.read_bytes()
    for length in range(len(whole) // 2, len(whole), 7):
        path.write_bytes(whole[:length])
        assert read_captures(path) == [ROW]


def test_a_county_that_was_never_reached_has_no_rows(tmp_path: Path) -> None:
    assert read_captures(tmp_path / "absent.jsonl") == []


def test_damage_elsewhere_is_not_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path / "rows.jsonl", ROW, ROW)
    path.write_bytes(b"{" + path.read_bytes())
    with pytest.raises(ValueError, match="line 1"):
        read_captures(path)


def test_rows_are_never_appended_to_an_older_file(tmp_path: Path) -> None:
    path = written(tmp_path / "rows.jsonl", ROW)
    with pytest.raises(FileExistsError):
        CaptureLog(path)
