"""What holds for every test: no settings of the user's, no Prefect database of the user's."""

from __future__ import annotations

import os
import shutil
import socketserver
import tempfile
from pathlib import Path
from typing import Any

import duckdb
import pytest
from xdist.scheduler import LoadFileScheduling

#: Files of tests/night whose tests share the fixture `told`.
_OF_THE_STORY = {"test_again.py", "test_questions.py", "test_story.py"}
_PREFECT_HOME = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Prefect reads its home when it is imported, so this cannot wait for a fixture."""
    for name in [name for name in os.environ if name.startswith(("FAZHI_", "PREFECT_"))]:
        del os.environ[name]
    home = Path(tempfile.mkdtemp(prefix="fazhi-prefect-"))
    config.stash[_PREFECT_HOME] = home
    os.environ["PREFECT_HOME"] = str(home)
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    os.environ["DO_NOT_TRACK"] = "1"
    _end_servers_at_once()
    if "PYTEST_XDIST_WORKER" in os.environ:
        _connect_without_threads()


def _end_servers_at_once() -> None:
    """A server of the library looks every half second whether it shall end: many tests wait for it.

    Those of this process, the sample site above all, look every twentieth.
    """
    serve = socketserver.BaseServer.serve_forever

    def served(server: socketserver.BaseServer, poll_interval: float = 0.05) -> None:
        serve(server, poll_interval)

    pytest.MonkeyPatch().setattr(socketserver.BaseServer, "serve_forever", served)


def _connect_without_threads() -> None:
    """Where tests share the processors already, threads of DuckDB's own only take turns.

    A build of a few rows takes a third less so. Without -n, as the slow tests run, and in
    processes that a test starts, there are threads as ever.
    """
    connect = duckdb.connect

    def connected(*args: Any, **settings: Any) -> duckdb.DuckDBPyConnection:
        con = connect(*args, **settings)
        con.execute("set threads = 1")
        return con

    pytest.MonkeyPatch().setattr(duckdb, "connect", connected)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling:
    """A file goes to one process, and all that look at the sample's nights go to the same.

    Those nights take as long as all that is asked of them, and each process has its own fixtures.
    """
    scheduler = LoadFileScheduling(config, log)
    file_of = scheduler._split_scope

    def group_of(nodeid: str) -> str:
        file: str = file_of(nodeid)
        return "tests/night" if Path(file).name in _OF_THE_STORY else file

    scheduler._split_scope = group_of
    return scheduler


def pytest_unconfigure(config: pytest.Config) -> None:
    home = config.stash.get(_PREFECT_HOME, None)
    if home is not None:
        shutil.rmtree(home, ignore_errors=True)
