"""Web sites on loopback that behave as told, well or badly."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def gzipped(data: bytes) -> bytes:
    """The same bytes at every call.

    pytest makes the names of tests of their parameters, and two processes that collect them in
    different seconds must find the same names.
    """
    return gzip.compress(data, mtime=0)


@dataclass
class Reply:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0


@dataclass
class Request:
    path: str
    headers: dict[str, str]
    began: float
    ended: float = 0.0
    port: int = 0  # of the visitor: one for each connection


Route = Reply | Callable[[Request], Reply]


class Site:
    """Answers by path; what it does not know is a 404. Keeps every request with its times."""

    def __init__(self, routes: dict[str, Route] | None = None, address: str = "127.0.0.1") -> None:
        self.routes: dict[str, Route] = dict(routes or {})
        self.requests: list[Request] = []
        self.at_once = self.most_at_once = 0
        self._lock = threading.Lock()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1

            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                request = Request(self.path, headers, time.monotonic(), port=self.client_address[1])
                with site._lock:
                    site.requests.append(request)
                    site.at_once += 1
                    site.most_at_once = max(site.most_at_once, site.at_once)
                route = site.routes.get(self.path, Reply(404, b"nothing here"))
                reply = route if isinstance(route, Reply) else route(request)
                time.sleep(reply.wait)
                with site._lock:
                    site.at_once -= 1
                request.ended = time.monotonic()
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if not {"Content-Length", "Transfer-Encoding"} & set(reply.headers):
                    self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                if reply.status != 304:
                    self.wfile.write(reply.body)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer((address, 0), Handler)
        self._server.daemon_threads = True
        self.host = f"{address}:{self._server.server_port}"
        self.url = f"http://{self.host}"
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()

    def paths(self) -> list[str]:
        """The paths asked for, in order, without robots.txt."""
        return [r.path for r in self.requests if r.path != "/robots.txt"]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def raw_site(serve: Callable[[socket.socket, str], None]) -> Iterator[str]:
    """A site that speaks to the bare socket: `serve` gets it with the path; yields its host.

    robots.txt is answered 404.
    """
    listener = socket.create_server(("127.0.0.1", 0))

    def talk(line: socket.socket) -> None:
        with line:
            try:
                request = line.recv(65536).decode("latin-1")
                path = request.split(" ")[1] if " " in request else ""
                if path == "/robots.txt":
                    line.sendall(
                        b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    )
                else:
                    serve(line, path)
            except OSError:
                pass

    def accept() -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=talk, args=(line,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()


def closed_port() -> str:
    """A host on loopback where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"127.0.0.1:{listener.getsockname()[1]}"
