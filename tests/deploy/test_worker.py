"""The worker of compose: registers the deployments with a server and waits for their runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from flows.settings import PROJECT
from tests.loopback import free_port


@contextmanager
def started(call: list[str], log: Path, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    with log.open("wb") as out:
        process = subprocess.Popen(
            call, cwd=PROJECT, stdout=out, stderr=subprocess.STDOUT,
            env={**os.environ, "PATH": path, **variables},
        )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()


def asked(url: str) -> list[dict[str, Any]]:
    request = Request(url, b"{}", {"Content-Type": "application/json"})
    with urlopen(request, timeout=10) as answer:
        found: list[dict[str, Any]] = json.load(answer)
    return found


@pytest.mark.slow
def test_it_registers_both_deployments_and_waits_for_their_runs(tmp_path: Path) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/api"
    prefect = {"PREFECT_HOME": str(tmp_path), "PREFECT_API_URL": url}
    server = [sys.executable, "-m", "prefect", "server", "start", "--port", str(port)]
    with started(server, tmp_path / "server.log", PREFECT_HOME=str(tmp_path)):
        for _ in range(600):
            try:
                urlopen(f"{url}/health", timeout=2).close()
                break
            except (URLError, OSError):
                time.sleep(0.2)
        log = tmp_path / "worker.log"
        with started(["sh", "deploy/docker/worker", "fazhi"], log, **prefect) as worker:
            online: list[str] = []
            for _ in range(600):
                assert worker.poll() is None, log.read_text("utf-8")[-2000:]
                try:
                    workers = asked(f"{url}/work_pools/fazhi/workers/filter")
                    online = [one["name"] for one in workers if one["status"] == "ONLINE"]
                except (URLError, OSError):
                    online = []
                if online:
                    break
                time.sleep(0.2)
            assert len(online) == 1, log.read_text("utf-8")[-2000:]
            deployments = asked(f"{url}/deployments/filter")
    assert {one["name"]: one["work_pool_name"] for one in deployments} == {
        "nightly": "fazhi",
        "collect": "fazhi-collect",
    }
