"""`fazhi serve`: the nightly on its schedule, with a Prefect server of its own if there is none.

Only a server that stays up keeps a schedule; the one that Prefect starts for a single run does not.
An operator who runs a server sets PREFECT_API_URL, and that one is used.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from flows.prefect_defaults import apply_prefect_defaults, profile_names_a_server
from flows.run_folder import write_whole
from flows.sample.home import refuse_real_night
from flows.settings import Settings
from warehouse.errors import WarehouseError

#: Where a served server stands while it runs, under the home.
SERVER_FILE = "prefect/server.json"
PORT = 4200
#: The first start lays out Prefect's database, which takes a slow machine a while.
_STARTUP_SECONDS = 180.0
_PR_SET_PDEATHSIG = 1


def serve(settings: Settings) -> None:
    """Serve until stopped.

    Raises WrongUsage for the demo's home, WarehouseError when the server does not start.
    """
    refuse_real_night(settings)
    apply_prefect_defaults(settings.home)
    with server_at(settings.home):
        from flows import nightly

        nightly.serve(settings)


def join_running_server(home: Path) -> None:
    """Let a night in this process use the server of a `fazhi serve` that runs on the same home.

    Two servers on one database would lock each other out.
    """
    if not _has_server():
        url = running_server(home)
        if url is not None:
            os.environ["PREFECT_API_URL"] = url


def running_server(home: Path) -> str | None:
    """API address of the server that `fazhi serve` runs on this home; None when there is none."""
    try:
        url = str(json.loads((home / SERVER_FILE).read_text("utf-8"))["url"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return url if is_healthy(url) else None


def is_healthy(api_url: str, seconds: float = 3.0) -> bool:
    """Whether a Prefect server answers at this API address."""
    try:
        # No proxy of the environment stands between this machine and its own server.
        with build_opener(ProxyHandler({})).open(f"{api_url}/health", timeout=seconds) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError, ValueError):
        return False


@contextmanager
def server_at(home: Path) -> Iterator[None]:
    """A Prefect server for this process: the operator's, or one that ends with the block."""
    if _has_server():
        yield
        return
    host = os.environ.get("PREFECT_SERVER_API_HOST", "127.0.0.1")
    port = int(os.environ.get("PREFECT_SERVER_API_PORT", PORT))
    url = f"http://{host}:{port}/api"
    if is_healthy(url):
        raise WarehouseError(
            f"another Prefect server answers at {url}",
            f"set PREFECT_API_URL={url} to use it, or PREFECT_SERVER_API_PORT to another port",
        )
    process = subprocess.Popen(
        [sys.executable, "-m", "prefect", "server", "start", "--host", host, "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for the nights; the server ends after them
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,
    )
    try:
        _wait_until_up(process, url)
        os.environ["PREFECT_API_URL"] = url
        (home / SERVER_FILE).parent.mkdir(parents=True, exist_ok=True)
        write_whole(home / SERVER_FILE, json.dumps({"url": url, "pid": process.pid}))
        threading.Thread(target=_end_without_server, args=(process,), daemon=True).start()
        yield
    finally:
        (home / SERVER_FILE).unlink(missing_ok=True)
        _expected.add(process.pid)
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
        process.kill()


_expected: set[int] = set()


def _has_server() -> bool:
    return bool(os.environ.get("PREFECT_API_URL")) or (
        "PREFECT_HOME" not in os.environ and profile_names_a_server(Path.home())
    )


def _wait_until_up(process: subprocess.Popen[bytes], url: str) -> None:
    end = time.monotonic() + _STARTUP_SECONDS
    while not is_healthy(url):
        if process.poll() is not None or time.monotonic() > end:
            raise WarehouseError(
                f"the Prefect server did not start at {url}",
                "call `prefect server start` to see why, or set PREFECT_SERVER_API_PORT",
            )
        time.sleep(0.2)


def _end_without_server(process: subprocess.Popen[bytes]) -> None:
    """A schedule without its server is silent for ever: end, so that whoever started us knows."""
    process.wait()
    if process.pid not in _expected:
        print("fazhi: the Prefect server ended; start `fazhi serve` again", file=sys.stderr)
        os.kill(os.getpid(), signal.SIGTERM)


def _end_with_parent() -> None:
    """Also when the parent is killed: a server left behind would keep the port."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
