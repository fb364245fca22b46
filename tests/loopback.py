"""What tests need of this machine's loopback: a free port, and somebody who can be told."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread


def free_port() -> int:
    """A port at which nobody listens now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def listening() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """An apprise address on this machine, and what was sent to it."""
    heard: list[dict[str, str]] = []

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *said: object) -> None:
            """Quiet."""

    with HTTPServer(("127.0.0.1", 0), Ear) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"json://127.0.0.1:{server.server_port}/", heard
        finally:
            server.shutdown()
            thread.join()
