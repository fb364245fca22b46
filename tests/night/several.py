"""Several machines on this one: processes that share nothing but a home and loopback."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any, Self
from urllib.error import URLError
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from flows.sample.nights import NIGHTS
from flows.sample.server import SampleServer
from tests.loopback import free_port
from tests.night.harness import PROJECT, few

DEAD = "990110"
ALIVE = [f"9901{number:02}" for number in range(1, 10)]
CODES = [*ALIVE, DEAD]
AS_OF = NIGHTS[2].as_of


def wait_for(what: Callable[[], object], seconds: float, complain: Callable[[], str]) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, complain()
        time.sleep(0.1)


def absent(tool: str, remedy: str) -> None:
    """Skip where a tool is not installed; on the machine that decides, its absence is a failure."""
    words = f"{tool} is not installed: {remedy}"
    if os.environ.get("CI"):
        pytest.fail(words)
    pytest.skip(words)


def require_dask() -> None:
    if importlib.util.find_spec("prefect_dask") is None:
        absent("prefect-dask", "install the extra dask")


@dataclass
class Machines:
    """Processes that were started, their logs, and the environment they all have."""

    home: Path
    environment: dict[str, str]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, name: str, *command: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a process in a group of its own; its log lies beside the home."""
        with self.log(name).open("ab") as log:
            process = subprocess.Popen(
                command,
                env=self.environment | more,
                cwd=PROJECT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def python(self, name: str, *arguments: str, **more: str) -> subprocess.Popen[bytes]:
        return self.start(name, sys.executable, "-m", *arguments, **more)

    def call(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            env=self.environment | more,
            cwd=PROJECT,
            capture_output=True,
            text=True,
            timeout=300,
        )

    def log(self, name: str) -> Path:
        return self.home.parent / f"{name}.log"

    def said(self) -> str:
        """The end of every log, for a test that fails."""
        logs = sorted(self.home.parent.glob("*.log"))
        return "\n".join(f"== {log.name}\n{log.read_text('utf-8')[-3000:]}" for log in logs)

    def stop(self) -> None:
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # also what it started and left behind
            process.wait(20)


@contextmanager
def machines(folder: Path, **settings: str) -> Iterator[Machines]:
    """Machines with a home in `folder`; all of their processes end with the block."""
    home = folder / "home"
    home.mkdir()
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("FAZHI_", "PREFECT_"))},
        "FAZHI_HOME": str(home),
        "FAZHI_SOURCES": str(home / "sources"),
        "PREFECT_HOME": str(folder / "prefect"),
        "PREFECT_SERVER_UI_ENABLED": "false",
        "NO_PROXY": "127.0.0.1",
        **settings,
    }
    running = Machines(home, environment)
    try:
        yield running
    finally:
        running.stop()


def start_prefect_server(running: Machines) -> None:
    """A Prefect server of their own; its address goes to every process started after it."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/api"
    arguments = ("prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port))
    server = running.python("server", *arguments)

    def up() -> bool:
        assert server.poll() is None, running.said()
        with suppress(URLError, OSError):
            asked(f"{url}/health")
            return True
        return False

    wait_for(up, 120, running.said)
    running.environment["PREFECT_API_URL"] = url


def asked(url: str, **body: Any) -> Any:
    data = json.dumps(body).encode() if body else None
    request = Request(url, data, {"Content-Type": "application/json"})
    with build_opener(ProxyHandler({})).open(request, timeout=30) as answer:
        return json.load(answer)


@contextmanager
def ten_counties(home: Path) -> Iterator[dict[str, SampleServer]]:
    """Nine counties with a site each, and one whose site is dead; yields the sites by county."""
    with ExitStack() as stack:
        sites = {}
        for code in ALIVE:
            sites[code] = stack.enter_context(SampleServer(AS_OF.date()))
            few(home, sites[code].url, code, "云岭县")  # its pages name it so
        few(home, "http://127.0.0.1:9", DEAD, "雾渡县")  # the discard port: nobody answers
        yield sites


class Witness:
    """Notes which process holds which county's lock, while the block runs."""

    def __init__(self, staging: Path) -> None:
        self.seen: dict[str, set[int]] = {}
        self._staging = staging
        self._over = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.02):
            for code, pid in holders(self._staging):
                self.note(code, pid)

    def note(self, code: str, pid: int) -> None:
        self.seen.setdefault(code, set()).add(pid)


def holders(staging: Path) -> list[tuple[str, int]]:
    """(county, process) of every lock that is held, as the kernel has them."""
    codes = {path.stat().st_ino: path.stem for path in staging.glob("*.lock")}
    held = []
    for line in Path("/proc/locks").read_text().splitlines():
        found = re.search(r"FLOCK\s+ADVISORY\s+WRITE\s+(\d+)\s+\S+:(\d+)\s", line)
        if found and "->" not in line and int(found[2]) in codes:
            held.append((codes[int(found[2])], int(found[1])))
    return held
