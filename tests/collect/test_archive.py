import gzip
import hashlib
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from flows.collect.archive import ArchiveWriter, DamagedRecord, Revisit, read_payload
from flows.collect.captures import read_captures
from flows.collect.exchange import Exchange
from tests.collect.site import Reply, Route, Site

RUN, COUNTY = "20260402T023000-0a1b2c", "990001"
AT = datetime(2026, 4, 2, 1, 2, 3, 456_000, tzinfo=UTC)
BODY = "<p>云岭镇人民政府</p>".encode() * 200


def exchange(body: bytes | None = BODY, *, coding: str | None = None, **fields: Any) -> Exchange:
    headers = [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked"), ("X-Name", "镇")]
    payload = gzip.compress(body or b"") if coding else body
    if coding:
        headers.append(("Content-Encoding", coding))
    made: dict[str, Any] = {
        "url": "http://site.example/a.html",
        "fetched_at": AT,
        "request_line": "GET /a.html HTTP/1.1",
        "request_headers": [("Host", "site.example"), ("User-Agent", "fazhi/0")],
        "peer": "127.0.0.1",
        "status": 200,
        "reason": "OK",
        "headers": headers,
        "payload": payload,
        "body": body,
    }
    return Exchange(**(made | fields))


def records(path: Path) -> list[tuple[ArcWarcRecord, bytes]]:
    with path.open("rb") as file:
        return [
            (r, r.content_stream().read()) for r in ArchiveIterator(file, check_digests="raise")
        ]


def sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


@pytest.mark.parametrize("coding", [None, "gzip"])
def test_a_body_is_read_back_while_the_file_is_open_and_when_it_is_closed(
    tmp_path: Path, coding: str | None
) -> None:
    with ArchiveWriter(tmp_path, RUN, COUNTY) as archive:
        archive.write(exchange(b"another"))
        name, offset = archive.write(exchange(coding=coding))
        assert name == f"{RUN}/{COUNTY}.warc.gz"
        assert (tmp_path / f"{name}.open").exists() and not (tmp_path / name).exists()
        assert read_payload(tmp_path, name, offset, len(BODY), sha(BODY)) == BODY
    assert (tmp_path / name).exists() and not (tmp_path / f"{name}.open").exists()
    assert read_payload(tmp_path, name, offset, len(BODY), sha(BODY)) == BODY


def test_other_tools_read_the_file(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, RUN, COUNTY, "office@site.example") as archive:
        archive.write(exchange(coding="gzip"))
    info, response, request = records(tmp_path / archive.name)
    assert [r.rec_type for r, _ in (info, response, request)] == ["warcinfo", "response", "request"]
    assert b"office@site.example" in info[1]
    assert response[1] == BODY
    head = response[0].rec_headers
    assert head.protocol == "WARC/1.1"
    assert head.get_header("WARC-Target-URI") == "http://site.example/a.html"
    assert head.get_header("WARC-Date") == "2026-04-02T01:02:03.456000Z"
    assert head.get_header("WARC-IP-Address") == "127.0.0.1"
    # The archived body is not chunked any more; a header that says so would mislead its readers.
    assert response[0].http_headers.get_header("Transfer-Encoding") is None
    assert response[0].http_headers.get_header("Content-Encoding") == "gzip"
    assert request[0].http_headers.get_header("User-Agent") == "fazhi/0"
    concurrent = request[0].rec_headers.get_header("WARC-Concurrent-To")
    assert concurrent == head.get_header("WARC-Record-ID")


@pytest.mark.parametrize(
    ("status", "profile"), [(304, "server-not-modified"), (200, "identical-payload-digest")]
)
def test_what_is_unchanged_is_a_revisit_without_a_body(
    tmp_path: Path, status: int, profile: str
) -> None:
    with ArchiveWriter(tmp_path, RUN, COUNTY) as archive:
        body = b"" if status == 304 else BODY
        earlier = Revisit("http://site.example/a.html", datetime(2026, 1, 1, tzinfo=UTC))
        name, offset = archive.write(exchange(body, status=status), earlier)
    _, (record, content), _ = records(tmp_path / name)
    head = record.rec_headers
    assert record.rec_type == "revisit" and content == b""
    assert head.get_header("WARC-Profile").endswith(f"/1.1/revisit/{profile}")
    assert head.get_header("WARC-Refers-To-Target-URI") == "http://site.example/a.html"
    assert head.get_header("WARC-Refers-To-Date") == "2026-01-01T00:00:00.000000Z"
    digest = head.get_header("WARC-Payload-Digest")
    assert digest == (None if status == 304 else f"sha256:{sha(BODY)}")
    with pytest.raises(DamagedRecord, match="holds no body"):
        read_payload(tmp_path, name, offset, len(BODY), sha(BODY))


@pytest.mark.parametrize(
    ("error", "why"), [("truncated", "disconnect"), ("timeout", "time"), ("too_large", "length")]
)
def test_a_response_that_was_cut_off_says_so(tmp_path: Path, error: str, why: str) -> None:
    with ArchiveWriter(tmp_path, RUN, COUNTY) as archive:
        archive.write(exchange(payload=b"<p>half", body=None, error=error))
    (record, _) = records(tmp_path / archive.name)[1]
    assert record.rec_headers.get_header("WARC-Truncated") == why


def test_a_damaged_cut_or_missing_record_is_never_read_as_a_body(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, RUN, COUNTY) as archive:
        name, offset = archive.write(exchange())
    whole = (tmp_path / name).read_bytes()
    promised = (len(BODY), sha(BODY))
    for length in range(offset + 1, len(whole), 23):
        (tmp_path / "cut.warc.gz").write_bytes(whole[:length])
        try:
            body = read_payload(tmp_path, "cut.warc.gz", offset, *promised)
        except DamagedRecord:
            continue
        assert body == BODY
    flipped = bytearray(whole)
    flipped[offset + 200] ^= 0x10
    (tmp_path / "flipped.warc.gz").write_bytes(flipped)
    for file, where, length, digest in (
        ("flipped.warc.gz", offset, *promised),
        ("missing.warc.gz", offset, *promised),
        (name, offset + 1, *promised),
        (name, len(whole) + 10, *promised),
        (name, offset, len(BODY) - 1, sha(BODY)),
        (name, offset, len(BODY), sha(b"other")),
    ):
        with pytest.raises(DamagedRecord):
            read_payload(tmp_path, file, where, length, digest)


def test_a_county_is_archived_once_in_a_run(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path, RUN, COUNTY), pytest.raises(FileExistsError):
        ArchiveWriter(tmp_path, RUN, COUNTY)
    with pytest.raises(FileExistsError):
        ArchiveWriter(tmp_path, RUN, COUNTY)


def test_a_night_that_fails_leaves_its_file_open_by_name(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), ArchiveWriter(tmp_path, RUN, COUNTY) as archive:
        raise OSError("full")
    assert (tmp_path / f"{archive.name}.open").exists()


COLLECT_FOR_EVER = """
import sys
from pathlib import Path
from typing import Any
from flows.collect.archive import ArchiveWriter
from flows.collect.captures import CaptureLog
from flows.collect.fetcher import Asked, Fetcher, Scope
from flows.collect.known import Known
from flows.collect.limits import Limits
from flows.collect.session import Manners
folder, host = Path(sys.argv[1]), sys.argv[2]
scope = Scope("run", "990001", {host}, Manners(0.0, allow_private_network=True))
limits = Limits(max_requests=10**9)
with (
    ArchiveWriter(folder, "run", "990001") as archive,
    CaptureLog(folder / "captures.jsonl") as log,
    Fetcher(scope, limits, Known(), archive, log) as fetcher,
):
    for n in range(10**9):
        fetcher.fetch(Asked(f"http://{host}/page?{n}", "article"))
"""


def test_a_kill_at_any_moment_loses_nothing_that_a_row_promises(
    tmp_path: Path, make_site: Callable[..., Site]
) -> None:
    site = make_site()

    class Endless(dict[str, Route]):
        def get(self, path: str, default: Any = None, /) -> Any:
            return Reply(200, f"<p>{path}</p>".encode() * 3_000)

    site.routes = Endless()
    for attempt in range(2):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        worker = subprocess.Popen([sys.executable, "-c", COLLECT_FOR_EVER, folder, site.host])
        rows = folder / "captures.jsonl"
        deadline = time.monotonic() + 20
        while not (rows.exists() and rows.stat().st_size > 5_000) and time.monotonic() < deadline:
            time.sleep(0.003)
        time.sleep(0.011 * attempt)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        captures = read_captures(rows)
        assert len(captures) > 5
        for capture in captures:
            assert capture.error is None and capture.warc_file and capture.sha256
            assert capture.warc_offset is not None and capture.length is not None
            body = read_payload(
                folder, capture.warc_file, capture.warc_offset, capture.length, capture.sha256
            )
            assert len(body) == capture.length
