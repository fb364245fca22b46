"""Sites that behave badly: none ends the night, and no half page is taken for a whole one."""

import socket
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from tests.collect.conftest import QUICK, MakeSite, StartNight
from tests.collect.site import Reply, Request, closed_port, gzipped, raw_site

PAGE = "<p>云岭镇人民政府</p>".encode()
OK = b"HTTP/1.1 200 OK\r\n"


def drip(head: bytes) -> Callable[[socket.socket, str], None]:
    """Send `head`, then one byte now and then: each silence is short, the whole has no end."""

    def serve(line: socket.socket, path: str) -> None:
        line.sendall(head)
        while True:
            time.sleep(0.1)
            line.sendall(b"x")

    return serve


@pytest.mark.parametrize(
    "serve",
    [
        drip(OK + b"Content-Length: 100000\r\n\r\n"),
        drip(OK + b"X-Endless: "),
        drip(b"HTTP/1.1 200 "),
        drip(OK + b"Transfer-Encoding: chunked\r\n\r\nfff\r\n"),
        drip(OK + b"Transfer-Encoding: chunked\r\n\r\nfff;"),
        lambda line, path: time.sleep(5),
    ],
    ids=["body", "header", "status", "chunk", "chunk size", "silence"],
)
def test_no_response_lasts_longer_than_allowed(
    start_night: StartNight, serve: Callable[[socket.socket, str], None]
) -> None:
    with raw_site(serve) as host:
        night = start_night(host, limits=replace(QUICK, retries=0, response_seconds=0.4))
        began = time.monotonic()
        capture = night.get(f"http://{host}/a").capture
        assert time.monotonic() - began < 2.5
    assert (capture.error, capture.sha256, capture.stored) == ("timeout", None, False)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (OK + b"Content-Length: 500\r\n\r\n<p>half", "truncated"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n40\r\n<p>half", "truncated"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", "truncated"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhalf\r\n", "truncated"),
        (OK + b"Content-Encoding: gzip\r\nContent-Length: 20\r\n\r\n" + gzipped(PAGE)[:20],
         "truncated"),
        (OK + b"Content-Encoding: br\r\nContent-Length: 4\r\n\r\nhalf", "encoding"),
        (b"", "disconnected"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "protocol"),
        (OK + b"".join(b"X-%d: y\r\n" % n for n in range(300)) + b"\r\n", "protocol"),
        (OK + b"X-Long: " + b"y" * 100_000 + b"\r\n\r\n", "protocol"),
    ],
)  # fmt: skip
def test_what_is_not_a_whole_answer_is_an_error_and_never_a_page(
    start_night: StartNight, answer: bytes, error: str
) -> None:
    with raw_site(lambda line, path: line.sendall(answer)) as host:
        night = start_night(host, limits=replace(QUICK, retries=0))
        fetched = night.get(f"http://{host}/a")
    assert fetched.body is None
    capture = night.captures[-1]
    assert (capture.error, capture.sha256, capture.stored) == (error, None, False)
    assert capture.error_detail


def test_a_broken_connection_is_tried_again(start_night: StartNight) -> None:
    lines = []

    def serve(line: socket.socket, path: str) -> None:
        lines.append(path)
        if len(lines) > 1:
            line.sendall(OK + b"Content-Length: 4\r\n\r\npage")

    with raw_site(serve) as host:
        fetched = start_night(host).get(f"http://{host}/a")
    assert (fetched.body, len(lines)) == (b"page", 2)


def test_a_page_without_a_length_ends_with_its_connection(start_night: StartNight) -> None:
    with raw_site(lambda line, path: line.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + PAGE)) as host:
        night = start_night(host)
        assert night.get(f"http://{host}/a").body == PAGE
        assert night.body(night.captures[-1]) == PAGE


def test_bodies_over_the_bound_are_not_taken(start_night: StartNight, make_site: MakeSite) -> None:
    bomb = gzipped(b"0" * 3_000_000)
    site = make_site(
        {
            "/long": Reply(200, b"0" * 300_000),
            "/bomb": Reply(200, bomb, {"Content-Encoding": "gzip"}),
            "/fits": Reply(200, b"0" * 200_000),
        }
    )
    limits = replace(QUICK, max_body_bytes=200_000, max_decoded_bytes=1_000_000)
    night = start_night(site.host, limits=limits)
    assert night.get(f"{site.url}/long").capture.error == "too_large"
    assert night.get(f"{site.url}/bomb").capture.error == "too_large"
    assert night.get(f"{site.url}/fits").capture.error is None


def test_an_endless_body_is_cut_at_the_bound(start_night: StartNight) -> None:
    def serve(line: socket.socket, path: str) -> None:
        line.sendall(OK + b"\r\n")
        while True:
            line.sendall(b"0" * 65_536)

    with raw_site(serve) as host:
        night = start_night(host, limits=replace(QUICK, max_body_bytes=1_000_000))
        assert night.get(f"http://{host}/a").capture.error == "too_large"


@pytest.mark.parametrize("as_date", [False, True])
def test_a_busy_server_gets_the_time_it_asks_for(
    start_night: StartNight, make_site: MakeSite, as_date: bool
) -> None:
    def busy_once(request: Request) -> Reply:
        if len(site.paths()) > 1:
            return Reply(200, PAGE)
        until = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
        return Reply(429, b"wait", {"Retry-After": until if as_date else "1"})

    site = make_site({"/a": busy_once})
    assert start_night(site.host).get(f"{site.url}/a").body == PAGE
    first, second = site.requests[1:]
    assert second.began - first.ended >= 0.9


def test_a_busy_server_is_not_waited_for_beyond_the_night(
    start_night: StartNight, make_site: MakeSite
) -> None:
    site = make_site({"/a": Reply(503, b"wait", {"Retry-After": "86400"}), "/b": Reply(200, PAGE)})
    night = start_night(site.host, limits=replace(QUICK, max_seconds=30))
    began = time.monotonic()
    night.get(f"{site.url}/a", "listing")
    assert night.get(f"{site.url}/b", "listing").capture.error == "budget"
    assert time.monotonic() - began < 1
    assert site.paths() == ["/a"]


def test_a_host_that_keeps_failing_is_left_alone_for_the_night(
    start_night: StartNight, make_site: MakeSite
) -> None:
    site = make_site({f"/{n}": Reply(503, b"busy") for n in range(9)})
    night = start_night(site.host, limits=replace(QUICK, retries=2, host_failures=3))
    errors = [night.get(f"{site.url}/{n}", "listing").capture.error for n in range(9)]
    assert errors == [None] * 3 + ["host_down"] * 6
    # Three attempts for the first; a host that just failed gets one for each further page.
    assert site.paths() == ["/0", "/0", "/0", "/1", "/2"]


def test_a_page_that_fails_now_and_then_does_not_close_the_host(
    start_night: StartNight, make_site: MakeSite
) -> None:
    site = make_site({f"/{n}": Reply(503 if n % 3 else 200, PAGE) for n in range(9)})
    night = start_night(site.host, limits=replace(QUICK, retries=0))
    assert {night.get(f"{site.url}/{n}", "listing").capture.error for n in range(9)} == {None}


def test_error_pages_are_kept_as_evidence(start_night: StartNight, make_site: MakeSite) -> None:
    site = make_site({"/wall": Reply(412, b"<script>challenge</script>")})
    night = start_night(site.host)
    for path, status in (("/wall", 412), ("/gone", 404)):
        capture = night.get(site.url + path).capture
        assert (capture.status, capture.error) == (status, None)
        assert night.body(capture)
    assert site.paths() == ["/wall", "/gone"]


def test_a_foreign_address_is_a_row_without_a_request(start_night: StartNight) -> None:
    night = start_night("127.0.0.1:1")
    capture = night.get("http://elsewhere.example/a.pdf", "attachment").capture
    assert capture.error == "host_not_allowed"
    assert night.captures == [capture]
    assert night.fetcher.budget.requests == 0


def test_without_a_contact_only_loopback_is_asked(
    start_night: StartNight, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: pytest.fail("looked up"))
    capture = start_night("www.qingxi.example").get("http://www.qingxi.example/", "listing").capture
    assert capture.error == "no_contact"
    assert "FAZHI_CONTACT" in str(capture.error_detail)


def test_who_asks_is_said_with_a_contact(start_night: StartNight, make_site: MakeSite) -> None:
    site = make_site({"/a": Reply(200, PAGE)})
    night = start_night(
        site.host, limits=replace(QUICK, contact="司法局 office@site.example\r\nX: y")
    )
    night.get(f"{site.url}/a")
    for request in site.requests:
        agent = request.headers["user-agent"].encode("latin-1").decode()
        assert agent.startswith("fazhi/") and agent.endswith("(+司法局 office@site.example X: y)")


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("http://gone.invalid/", "dns"),
        ("http://%zz%/", "host_not_allowed"),
        ("http://a\ud800b/", "host_not_allowed"),
        ("", "host_not_allowed"),
        ("not an address", "host_not_allowed"),
    ],
)
def test_impossible_addresses_are_rows(start_night: StartNight, url: str, error: str) -> None:
    limits = replace(QUICK, contact="office@site.example", retries=0)
    night = start_night("gone.invalid", limits=limits)
    night.get(url, "listing")
    assert night.captures[0].error == error


def test_a_port_that_speaks_no_tls_is_a_tls_error(
    start_night: StartNight, make_site: MakeSite
) -> None:
    site = make_site({"/a": Reply(200, PAGE)})
    night = start_night(site.host)
    night.get(f"https://{site.host}/a", "listing")
    assert [c.error for c in night.captures] == ["tls", "host_down"]


def test_the_night_ends_with_its_requests_and_its_time(
    start_night: StartNight, make_site: MakeSite
) -> None:
    site = make_site({f"/{n}": Reply(200, PAGE) for n in range(9)})
    night = start_night(site.host, limits=replace(QUICK, max_requests=4))
    errors = [night.get(f"{site.url}/{n}", "listing").capture.error for n in range(9)]
    assert errors == [None] * 3 + ["budget"] * 6
    assert len(site.requests) == 4
    # What was not asked for tells nothing of an article: no row.
    night.get(f"{site.url}/8", "article")
    assert [c.role for c in night.captures].count("article") == 0


def test_a_host_that_never_answers_ends_within_its_time(start_night: StartNight) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        host = f"127.0.0.1:{listener.getsockname()[1]}"
        limits = replace(QUICK, response_seconds=9.0, read_timeout=9.0, max_seconds=0.5, retries=5)
        night = start_night(host, limits=limits)
        began = time.monotonic()
        errors = {night.get(f"http://{host}/{n}", "listing").capture.error for n in range(9)}
        assert time.monotonic() - began < 2.5
    assert errors <= {"host_down", "budget"}


def test_a_connection_is_used_again(start_night: StartNight, make_site: MakeSite) -> None:
    site = make_site({f"/{n}": Reply(200 if n % 2 else 404, PAGE) for n in range(20)})
    night = start_night(site.host)
    for n in range(20):
        night.get(f"{site.url}/{n}")
    assert len({request.port for request in site.requests}) == 1


def test_nothing_listens(start_night: StartNight) -> None:
    host = closed_port()
    night = start_night(host)
    night.get(f"http://{host}/", "listing")
    assert night.captures[0].error == "connect"
