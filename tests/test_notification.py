"""Telling people how a night ended, over a listener on this machine."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from flows.night import NightResult
from flows.notification import notified_of_failure, notify_of_night, send
from warehouse.errors import WarehouseError
from warehouse.lock import AlreadyRunning
from warehouse.summary import CountyNight


class Listener(HTTPServer):
    """Keeps what was posted to it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.heard: list[dict[str, str]] = []

    @property
    def address(self) -> str:
        return f"json://127.0.0.1:{self.server_port}/"


class Handler(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append(json.loads(body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's
        """Nothing is logged."""


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def night(failed: str | None) -> NightResult:
    duties = {"on_time": 3, "late": 1, "missing": 0}
    county = CountyNight("990001", "样县", "rule_of_law", 2024, duties, 4, 4, failed)
    as_of = datetime(2025, 4, 2, 2, 30, tzinfo=UTC)
    status = "partial" if failed else "complete"
    return NightResult("r1", as_of, status, Path("releases/r1.duckdb"), [county])


def test_a_night_is_told_to_every_address(listener: Listener) -> None:
    notify_of_night([listener.address, listener.address], night(None))
    assert len(listener.heard) == 2
    assert listener.heard[0]["title"] == "fazhi: night of 2025-04-02 complete"
    assert listener.heard[0]["message"] == "样县 rule_of_law 2024: 3 on_time, 1 late"


def test_what_failed_is_told_with_its_reason(listener: Listener) -> None:
    notify_of_night([listener.address], night("no column observed (timeout)"))
    assert "partly failed" in listener.heard[0]["title"]
    assert "failed: 990001: no column observed (timeout)" in listener.heard[0]["message"]


def test_a_night_that_published_nothing_is_told_and_still_raises(listener: Listener) -> None:
    with (
        pytest.raises(WarehouseError),
        notified_of_failure([listener.address]),
    ):
        raise WarehouseError("the disk is full", "free space")
    assert listener.heard[0]["message"] == "the disk is full; free space"


def test_nobody_is_told_of_a_night_that_found_another_at_work(listener: Listener) -> None:
    with pytest.raises(AlreadyRunning), notified_of_failure([listener.address]):
        raise AlreadyRunning("another night is running")
    assert listener.heard == []


def test_an_address_that_fails_fails_no_night_and_shows_no_token(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING, "flows"):
        send(["nonsense://secret-token", "json://127.0.0.1:9/secret-token"], "title", "body")
    said = [record.getMessage() for record in caplog.records if record.name.startswith("flows")]
    assert len(said) == 2
    assert "secret-token" not in " ".join(said)
