"""A night whose counties are worked through by a real Dask cluster: scheduler and two workers.

Each is a process of its own on loopback. They share the home and nothing else.
"""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.loopback import free_port
from tests.night.harness import query, run_record
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
    require_dask,
    start_prefect_server,
    ten_counties,
    wait_for,
)

pytestmark = pytest.mark.slow

#: Its site hangs while the worker that asks it is killed.
STUCK = "990105"


@dataclass
class Nights:
    """Two nights on the cluster: an ordinary one, and one in which a worker dies."""

    home: Path
    ended: list[subprocess.CompletedProcess[str]]
    runs: list[str]
    workers: set[int]
    flow: int
    seen: dict[str, set[int]]
    killed: int
    task_runs: list[dict[str, Any]]
    flow_runs: list[dict[str, Any]]
    logs: list[str]
    seconds: float  # of the second night


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    require_dask()
    scheduler = f"tcp://127.0.0.1:{free_port()}"
    settings = {"FAZHI_TASK_RUNNER": "dask", "FAZHI_DASK_SCHEDULER": scheduler}
    folder = tmp_path_factory.mktemp("dask")
    with machines(folder, **settings) as cluster, ten_counties(cluster.home) as sites:
        start_prefect_server(cluster)
        start_cluster(cluster, scheduler)
        workers = {process.pid for process in cluster.processes[-2:]}
        staging = cluster.home / "staging"
        with Witness(staging) as witness:
            first = cluster.call("flows.cli", "nightly", "--as-of", AS_OF.isoformat())
        assert first.returncode == 2, first.stderr + cluster.said()

        sites[STUCK].fail("/", "hang")
        began = time.monotonic()
        later = (AS_OF + timedelta(days=1)).isoformat()
        night = cluster.python("second", "flows.cli", "nightly", "--as-of", later)
        wait_for(lambda: STUCK in dict(holders(staging)), 120, cluster.said)
        time.sleep(1)  # in the middle of the county
        killed = dict(holders(staging))[STUCK]
        victim = next(p for p in cluster.processes if p.pid == killed)
        victim.send_signal(signal.SIGKILL)
        victim.wait(20)
        sites[STUCK].recover()
        code = night.wait(300)
        second = subprocess.CompletedProcess("", code, cluster.log("second").read_text("utf-8"))
        url = cluster.environment["PREFECT_API_URL"]
        yield Nights(
            cluster.home,
            [first, second],
            [path.parent.name for path in sorted(cluster.home.glob("archive/*/run.json"))],
            workers,
            night.pid,
            witness.seen,
            killed,
            asked(f"{url}/task_runs/filter", limit=200),
            asked(f"{url}/flow_runs/filter", limit=200, sort="EXPECTED_START_TIME_ASC"),
            [row["message"] for row in asked(f"{url}/logs/filter", limit=200)],
            time.monotonic() - began,
        )


def start_cluster(cluster: Machines, scheduler: str) -> None:
    _, _, port = scheduler.rpartition(":")
    cluster.python(
        "scheduler", "dask", "scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"
    )
    for number in (1, 2):
        cluster.python(
            f"worker-{number}",
            "dask", "worker", scheduler, "--host", "127.0.0.1", "--nthreads", "2", "--no-nanny",
            "--no-dashboard", "--local-directory", str(cluster.home.parent / f"dask-{number}"),
        )  # fmt: skip


def test_both_workers_collect_and_the_nights_own_process_does_not(nights: Nights) -> None:
    assert set(nights.seen) == set(CODES)
    assert set.union(*nights.seen.values()) == nights.workers


def test_what_the_workers_wrote_is_loaded_once_and_published(nights: Nights) -> None:
    captures = query(
        nights.home,
        "select county_code, count(*) from raw.capture where run_id = ? group by 1",
        nights.runs[0],
    )
    assert set(dict(captures)) == set(CODES)
    assert len({count for code, count in captures if code != DEAD}) == 1
    on_time = query(
        nights.home,
        "select distinct county_code from mart.filing_status where status = 'on_time' order by 1",
    )
    assert on_time == [(code,) for code in ALIVE]


def test_a_dead_county_is_partial_failed_and_asked_three_times_as_on_threads(
    nights: Nights,
) -> None:
    assert [night.returncode for night in nights.ended] == [2, 2], nights.ended[1].stdout
    for run_id in nights.runs:
        assert list(run_record(nights.home, run_id)["failed"]) == [DEAD]
        parts = {path.name for path in (nights.home / "archive" / run_id).glob(f"{DEAD}*.jsonl")}
        assert parts == {f"{DEAD}{part}.captures.jsonl" for part in ("", ".2", ".3")}
    states = {task["name"]: task["state_name"] for task in nights.task_runs}
    assert states[f"{DEAD} 雾渡县"] == "Failed"
    assert states["990101 云岭县"] == "Completed"
    assert {run["state_name"] for run in nights.flow_runs} == {"Partial"}
    assert {row[0] for row in unobserved(nights.home)} == {"unobserved"}


def unobserved(home: Path) -> list[tuple[Any, ...]]:
    return query(home, "select distinct status from mart.filing_status where county_code = ?", DEAD)


def test_a_worker_that_dies_in_the_middle_of_a_county_costs_an_attempt_and_nothing_else(
    nights: Nights,
) -> None:
    assert nights.killed in nights.workers
    folder = nights.home / "archive" / nights.runs[1]
    assert (folder / f"{STUCK}.warc.gz.open").exists(), "as the kill left it"
    assert (folder / f"{STUCK}.2.warc.gz").exists()
    observed = query(
        nights.home,
        """select distinct county_code from mart.column_observation
           where run_id = ? and observed order by 1""",
        nights.runs[1],
    )
    assert observed == [(code,) for code in ALIVE]
    assert nights.seconds < 240


def test_prefect_keeps_what_the_addresses_of_a_county_answered_elsewhere(nights: Nights) -> None:
    assert any(DEAD in line and "http://127.0.0.1:9/" in line for line in nights.logs)
