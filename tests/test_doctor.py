"""What the doctor finds, and what he says to do."""

from __future__ import annotations

import fcntl
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from flows import doctor
from flows.doctor import Result, calendar_end, examine
from flows.settings import Settings
from tests.night.harness import source_of
from warehouse.build import build
from warehouse.database import open_writer
from warehouse.findings import build_findings
from warehouse.lock import lock_holder, writer_lock
from warehouse.publish import publish

ENDED = datetime(2026, 4, 2, 3, 0, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    sources = tmp_path / "sources"
    sources.mkdir()
    filer = ("990001100", "云岭镇人民政府", "township", "/a/")
    text = source_of("990001", "青溪县", "http://127.0.0.1:9", [filer])
    (sources / "990001.toml").write_text(text, "utf-8")
    return Settings(home=tmp_path / "home", sources=sources)


def build_night(home: Path) -> None:
    """A warehouse with one night that ended at ENDED."""
    with open_writer(home) as con:
        con.execute(
            "insert into raw.run by name select 'r1' as run_id, $at as as_of, $at as started_at, "
            "$at as finished_at, 'complete' as status, '[]'::json as sources, "
            "['990001'] as counties, map(['990001'], ['down']) as failed",
            {"at": ENDED},
        )
        build(con)
        build_findings(con)


def publish_night(home: Path, status: str) -> None:
    """Publish that night as one that ended so."""
    with open_writer(home) as con:
        con.execute("update raw.run set status = ?", [status])
        publish(con, home, "r1", 3)


def found(settings: Settings, hours: float = 1.0, *, network: bool = False) -> dict[str, Result]:
    results = examine(settings, network=network, now=ENDED + timedelta(hours=hours))
    assert all(result.remedy for result in results if result.level != "well")
    return {result.name: result for result in results}


def test_a_home_without_a_night_is_wrong_and_says_what_to_run(settings: Settings) -> None:
    results = found(settings)
    assert results["last night"].level == "wrong"
    assert "fazhi nightly" in results["last night"].remedy
    assert results["versions"].level == "well", results["versions"].found
    assert results["sources"].level == "well"
    assert results["schedule"].level == "look"


def test_no_completed_night_for_a_day_and_a_half_is_wrong(settings: Settings) -> None:
    build_night(settings.home)
    wanted: dict[str, dict[float, str]] = {
        "complete": {1: "well", 35.9: "well", 36.1: "wrong"}, "partial": {1: "look", 40: "wrong"}
    }  # fmt: skip
    for status, levels in wanted.items():
        publish_night(settings.home, status)
        results = {hours: found(settings, hours) for hours in levels}
        assert {hours: one["last night"].level for hours, one in results.items()} == levels
        assert {one["database"].level for one in results.values()} == {"well"}


def test_a_calendar_that_is_about_to_end_wants_an_eye(settings: Settings) -> None:
    end = datetime(calendar_end().year, 12, 31, tzinfo=UTC)
    levels = []
    for days in (100, 10):
        results = examine(settings, now=end - timedelta(days=days))
        levels += [r.level for r in results if r.name == "calendar"]
    assert levels == ["well", "look"]


def test_a_night_that_runs_too_long_is_wrong(settings: Settings) -> None:
    assert lock_holder(settings.home) is None
    with writer_lock(settings.home):
        held = lock_holder(settings.home)
        assert held is not None
        now = datetime.now(UTC)
        levels = [
            {r.name: r.level for r in examine(settings, now=now + timedelta(hours=hours))}["lock"]
            for hours in (1, 20)
        ]
    assert levels == ["well", "wrong"]


def test_looking_at_the_lock_lets_no_night_be_refused(settings: Settings) -> None:
    settings.home.mkdir()
    with (settings.home / "lock").open("w") as looked:
        fcntl.flock(looked, fcntl.LOCK_SH)
        import threading

        threading.Timer(0.02, lambda: fcntl.flock(looked, fcntl.LOCK_UN)).start()
        with writer_lock(settings.home):
            pass


def test_what_is_broken_is_named_and_the_other_checks_go_on(settings: Settings) -> None:
    settings.home.mkdir()
    (settings.home / "fazhi.duckdb").write_bytes(b"no database" * 10)
    (settings.sources / "990001.toml").write_text("[county", "utf-8")
    results = found(settings)
    assert results["database"].level == "wrong"
    assert "rebuild --from-archive" in results["database"].remedy
    assert results["sources"].level == "wrong"


def test_a_public_host_without_a_contact_is_wrong(settings: Settings) -> None:
    file = settings.sources / "990001.toml"
    text = file.read_text("utf-8").replace("http://127.0.0.1:9/", "http://qingxi.example/")
    text = text.replace("allow_private_network = true\n", "").replace("delay_seconds = 0.0\n", "")
    file.write_text(text, "utf-8")
    assert "FAZHI_CONTACT" in found(settings)["sources"].remedy


def test_sites_are_only_connected_to_when_asked(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_CONNECT_SECONDS", 0.5)
    assert "network" not in found(settings)
    result = found(settings, network=True)["network"]
    assert result.level == "wrong"
    assert "990001" in result.found


def test_a_server_that_does_not_answer_is_wrong(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    assert found(settings)["schedule"].level == "wrong"


def test_the_file_of_a_server_that_is_gone_is_not_believed(settings: Settings) -> None:
    (settings.home / "prefect").mkdir(parents=True)
    (settings.home / "prefect" / "server.json").write_text(
        json.dumps({"url": "http://127.0.0.1:9/api", "pid": 1})
    )
    assert found(settings)["schedule"].level == "look"


@contextmanager
def prefect_server(answers: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    """Address of a server that is healthy and answers questions by the end of their path."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say(b"true")

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            rows = next((a for end, a in answers.items() if self.path.endswith(end)), [])
            if self.path.endswith("/workers/filter"):  # as Prefect does: by status
                wanted = asked["workers"]["status"]["any_"]
                rows = [row for row in rows if row["status"] in wanted]
            elif "nightly" in asked.get("flows", {}).get("name", {}).get("any_", []):
                rows = []
            self._say(json.dumps(rows).encode())

        def _say(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/api"
        server.shutdown()


def test_a_night_on_its_own_threads_asks_for_no_other_machine(settings: Settings) -> None:
    assert "machines" not in found(settings)


def test_a_dask_scheduler_that_listens_is_well_and_one_that_does_not_is_wrong(
    settings: Settings,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"tcp://127.0.0.1:{listening.getsockname()[1]}"
        on_dask = settings.model_copy(update={"task_runner": "dask", "dask_scheduler": address})
        assert found(on_dask)["machines"].level == "well"
    result = found(on_dask)["machines"]
    assert result.level == "wrong"
    assert address in result.found
    assert "dask scheduler" in result.remedy


def test_an_address_of_a_scheduler_that_is_none_is_wrong(settings: Settings) -> None:
    update = {"task_runner": "dask", "dask_scheduler": "tcp://first:many"}
    assert found(settings.model_copy(update=update))["machines"].level == "wrong"


def test_counties_handed_to_workers_want_server_deployment_and_a_worker_that_lives(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_workers = settings.model_copy(update={"task_runner": "workers"})
    assert "PREFECT_API_URL" in found(on_workers)["machines"].remedy
    answers: dict[str, list[dict[str, Any]]] = {}
    with prefect_server(answers) as url:
        monkeypatch.setenv("PREFECT_API_URL", url)
        assert "no deployment" in found(on_workers)["machines"].found
        answers["/deployments/filter"] = [{"name": "collect", "work_pool_name": "far"}]
        answers["/work_pools/far/workers/filter"] = [{"name": "w1", "status": "OFFLINE"}]
        assert "no worker" in found(on_workers)["machines"].found
        assert found(on_workers)["machines"].level == "wrong"
        answers["/work_pools/far/workers/filter"] += [{"name": "w2", "status": "ONLINE"}]
        assert found(on_workers)["machines"] == Result(
            "machines", "well", "workers of the pool far at work: 1"
        )
