"""A night whose counties are flow runs of two Prefect process workers; the server is on PostgreSQL.

One of the workers, and what it works on, is killed in the middle of a county.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.night.harness import PROJECT, query, run_record
from tests.night.postgres import postgres
from tests.night.several import (
    ALIVE,
    AS_OF,
    CODES,
    DEAD,
    Machines,
    Witness,
    asked,
    holders,
    machines,
    start_prefect_server,
    ten_counties,
    wait_for,
)

pytestmark = pytest.mark.slow

#: Its site hangs while the worker that asks it is killed.
STUCK = "990101"


@dataclass
class Night:
    """What a night on two workers left, of which one was killed."""

    home: Path
    exit_code: int
    shown: str
    run_id: str
    database: str
    killed: int
    seen: dict[str, set[int]]
    parents: dict[int, int]
    workers: set[int]
    flow_runs: list[dict[str, Any]]
    logs: list[str]


class Family(Witness):
    """Notes also which worker each of the processes came from."""

    def __init__(self, staging: Path, workers: set[int]) -> None:
        super().__init__(staging)
        self.parents: dict[int, int] = {}
        self.workers = workers

    def note(self, code: str, pid: int) -> None:
        super().note(code, pid)
        ancestor = pid
        while ancestor > 1 and ancestor not in self.workers:
            ancestor = parent_of(ancestor)
        if ancestor in self.workers:
            self.parents[pid] = ancestor


def parent_of(pid: int) -> int:
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return 0


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    settings = {
        "FAZHI_TASK_RUNNER": "workers",
        "FAZHI_COUNTY_ATTEMPTS": "2",
        "PREFECT_WORKER_QUERY_SECONDS": "2",
        "PWD": str(PROJECT),
    }
    folder = tmp_path_factory.mktemp("workers")
    with (
        postgres() as database,
        machines(folder, **settings) as pool,
        ten_counties(pool.home) as sites,
    ):
        pool.environment["PREFECT_API_DATABASE_CONNECTION_URL"] = database
        start_prefect_server(pool)
        start_workers(pool)
        workers = {process.pid: process for process in pool.processes[-2:]}
        staging = pool.home / "staging"
        sites[STUCK].fail("/", "hang")
        with Family(staging, set(workers)) as witness:
            flow = pool.python("night", "flows.cli", "nightly", "--as-of", AS_OF.isoformat())
            wait_for(lambda: STUCK in dict(holders(staging)), 120, pool.said)
            time.sleep(1)  # in the middle of the county, and its worker is known
            killed = dict(holders(staging))[STUCK]
            worker = workers[witness.parents[killed]]
            for pid in (worker.pid, *[p for p, w in witness.parents.items() if w == worker.pid]):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            worker.wait(20)
            sites[STUCK].recover()
            exit_code = flow.wait(400)
        url = pool.environment["PREFECT_API_URL"]
        (record,) = pool.home.glob("archive/*/run.json")
        yield Night(
            pool.home,
            exit_code,
            pool.said(),
            record.parent.name,
            database,
            killed,
            witness.seen,
            witness.parents,
            set(workers),
            asked(f"{url}/flow_runs/filter", limit=200, sort="EXPECTED_START_TIME_ASC"),
            [row["message"] for row in asked(f"{url}/logs/filter", limit=200)],
        )


def start_workers(pool: Machines) -> None:
    """The pools and deployments of prefect.yaml, and two workers of the one for counties."""
    for name in ("fazhi", "fazhi-collect"):
        made = pool.call("prefect", "work-pool", "create", "--type", "process", name)
        assert made.returncode == 0, made.stderr
    deployed = pool.call("prefect", "--no-prompt", "deploy", "--all")
    assert deployed.returncode == 0, deployed.stdout + deployed.stderr
    for name in ("one", "two"):
        arguments = ("worker", "start", "--pool", "fazhi-collect", "--name", name, "--limit", "2")
        pool.python(f"worker-{name}", "prefect", *arguments)
    url = f"{pool.environment['PREFECT_API_URL']}/work_pools/fazhi-collect/workers/filter"
    wait_for(lambda: len(asked(url, limit=10)) == 2, 120, pool.said)


def test_both_workers_collect_and_the_nights_own_process_does_not(night: Night) -> None:
    assert set(night.seen) == set(CODES)
    assert set(night.parents.values()) == night.workers


def test_the_night_is_partial_and_everything_but_the_dead_county_is_published(
    night: Night,
) -> None:
    assert night.exit_code == 2, night.shown
    assert list(run_record(night.home, night.run_id)["failed"]) == [DEAD]
    observed = query(
        night.home,
        "select distinct county_code from mart.column_observation where observed order by 1",
    )
    assert observed == [(code,) for code in ALIVE]
    (run,) = [run for run in night.flow_runs if run["name"].startswith("night of ")]
    assert (run["state_name"], run["state_type"]) == ("Partial", "FAILED")


def test_a_county_whose_worker_died_gets_another_attempt(night: Night) -> None:
    folder = night.home / "archive" / night.run_id
    assert (folder / f"{STUCK}.warc.gz.open").exists(), "as the kill left it"
    assert (folder / f"{STUCK}.2.warc.gz").exists()
    states = {run["name"]: run["state_name"] for run in night.flow_runs}
    assert states[f"{STUCK} 云岭县"] == "Crashed"
    assert states[f"{STUCK} 云岭县, attempt 2"] == "Completed"


def test_a_dead_county_is_a_failed_run_and_asked_again(night: Night) -> None:
    states = {run["name"]: run["state_name"] for run in night.flow_runs}
    assert states[f"{DEAD} 雾渡县, attempt 2"] == "Failed"
    parts = {path.name for path in (night.home / "archive" / night.run_id).glob(f"{DEAD}*.jsonl")}
    assert f"{DEAD}.2.captures.jsonl" in parts
    assert any(DEAD in line and "http://127.0.0.1:9/" in line for line in night.logs)
