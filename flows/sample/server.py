"""The sample site on loopback, in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Literal
from urllib.parse import parse_qsl

from flows.sample import pages
from flows.sample.families import chongqing
from flows.sample.families.look import Column
from flows.sample.resource import Resource
from flows.sample.site import site_on

Failure = Literal["error", "missing", "blocked", "empty", "hang", "drop"]
#: A hanging path answers after this many seconds, or as soon as the server stops.
HANG_SECONDS = 120.0


class SampleServer:
    """Serves `site(day)` on 127.0.0.1 at a free port; a context manager.

    `day` may be changed while it runs. `fail(prefix, how)` makes every path that begins with the
    prefix (with `exact`: that path alone) answer 500 (`error`), 404 (`missing`), a block page with
    200 (`blocked`), a page whose list is empty (`empty`), nothing for a long time (`hang`), or
    close the connection (`drop`).
    `requests` holds the paths asked for with their queries, in order.
    """

    def __init__(
        self, day: date, site: Callable[[date], dict[str, Resource]] = site_on, port: int = 0
    ) -> None:
        self.day = day
        self.site = site
        self.failures: dict[str, Failure] = {}
        self.exact_failures: dict[str, Failure] = {}
        self.requests: list[str] = []
        self.stopping = threading.Event()
        handler = type("Handler", (_Handler,), {"owner": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """Address of the site, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def fail(self, prefix: str, how: Failure, *, exact: bool = False) -> None:
        (self.exact_failures if exact else self.failures)[prefix] = how

    def recover(self) -> None:
        self.failures.clear()
        self.exact_failures.clear()

    def failure_of(self, path: str) -> Failure | None:
        if path in self.exact_failures:
            return self.exact_failures[path]
        return next((how for prefix, how in self.failures.items() if path.startswith(prefix)), None)

    def __enter__(self) -> SampleServer:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body in one packet: two would each wait for the other side's delayed ACK.
    wbufsize = 1 << 16
    disable_nagle_algorithm = True
    owner: SampleServer

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        self.owner.requests.append(self.path)
        failure = None if path == "/robots.txt" else self.owner.failure_of(self.path)
        site = self.owner.site(self.owner.day)
        resource = site.get(self.path) or site.get(path)
        if failure == "hang":
            self.owner.stopping.wait(HANG_SECONDS)
            self.close_connection = True
        elif failure == "drop":
            self.close_connection = True
        elif failure == "error":
            self._send(500, b"<html><body>500</body></html>")
        elif failure == "blocked":
            self._send(200, pages.block_page().encode())
        elif failure == "empty":
            self._send(200, chongqing.listing_page(Column("", "", (), ()), 0, 1).encode())
        elif failure == "missing" or resource is None:
            self._send(404, pages.not_found_page().encode())
        else:
            self._answer(resource.asked(dict(parse_qsl(query, keep_blank_values=True))))

    def _answer(self, resource: Resource) -> None:
        headers = {"ETag": resource.etag}
        if resource.last_modified:
            headers["Last-Modified"] = resource.last_modified
        asked_etag = self.headers.get("If-None-Match")
        asked_since = self.headers.get("If-Modified-Since")
        same = (
            asked_etag == resource.etag
            if asked_etag
            else bool(asked_since) and asked_since == resource.last_modified
        )
        if same:
            self._send(304, b"", headers)
        else:
            self._send(200, resource.body, headers, resource.content_type)

    def _send(
        self,
        status: int,
        body: bytes,
        headers: dict[str, str] | None = None,
        content_type: str = "text/html; charset=utf-8",
    ) -> None:
        self.send_response(status)
        if status != 304:
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - base class's name
        """Stay quiet: the night reports what it asked for."""
