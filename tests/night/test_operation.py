"""`fazhi serve` for real: seven nights on its schedule, a restart, and a county that is dead.

One run of the service for all tests that look at what it left: Prefect and its server take longer
to start than the nights themselves.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from flows.sample.nights import NIGHTS
from flows.sample.server import SampleServer
from tests.loopback import free_port, listening
from tests.night.calling import environment_of, fazhi
from tests.night.harness import PROJECT, few, query, statuses

NIGHTS_WANTED = 7
DEAD = "990105"
LONGEST_SECONDS = 900.0  # a busy machine takes a minute for a night, a free one a few seconds


@dataclass
class Served:
    """What seven nights left: the home, Prefect's records, and what people were told."""

    home: Path
    runs: list[dict[str, Any]]
    deployment: dict[str, Any]
    flow_runs: list[dict[str, Any]]
    task_runs: list[dict[str, Any]]
    artifacts: list[dict[str, Any]]
    logs: list[str]
    heard: list[dict[str, str]]
    by_hand: subprocess.CompletedProcess[str]
    doctor: subprocess.CompletedProcess[str]
    exit_codes: list[int]


def ended(home: Path) -> list[dict[str, Any]]:
    """Records of the nights that ended by themselves, in their order."""
    records = [json.loads(path.read_text("utf-8")) for path in home.glob("archive/*/run.json")]
    whole = [record for record in records if record["status"] in ("complete", "partial")]
    return sorted(whole, key=lambda record: str(record["as_of"]))


def asked(url: str, **body: Any) -> Any:
    data = json.dumps(body).encode() if body else None
    request = Request(url, data, {"Content-Type": "application/json"})
    with urlopen(request, timeout=30) as answer:
        return json.load(answer)


def five_counties(home: Path, urls: list[str]) -> None:
    """Four with a site each, and one whose site is dead."""
    for number, url in enumerate(urls, start=1):
        few(home, url, f"99010{number}", "云岭县")  # its pages name it so
    few(home, "http://127.0.0.1:9", DEAD, "雾渡县")  # the discard port: nobody answers


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("served")
    port = free_port()
    with ExitStack() as stack:
        address, heard = stack.enter_context(listening())
        sites = [stack.enter_context(SampleServer(NIGHTS[2].as_of.date())) for _ in range(4)]
        five_counties(home, [site.url for site in sites])
        settings = {
            "FAZHI_SERVE_SECONDS": "4",
            "FAZHI_REHEARSE_FROM": "2026-03-30T02:30",
            "FAZHI_NOTIFY": address,
            "FAZHI_NOTIFY_LANGUAGE": "en",
            "PREFECT_SERVER_API_PORT": str(port),
            "PREFECT_SERVER_UI_ENABLED": "false",
            "PREFECT_RUNNER_POLL_FREQUENCY": "1",
        }
        environment = environment_of(home, **settings)
        log = (home / "serve.log").open("ab")

        def start() -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", "flows.cli", "serve"]
            return subprocess.Popen(command, env=environment, cwd=home, stdout=log, stderr=log)

        exit_codes: list[int] = []
        process, end = start(), time.monotonic() + LONGEST_SECONDS
        try:
            while len(ended(home)) < NIGHTS_WANTED:
                assert time.monotonic() < end, (home / "serve.log").read_text("utf-8")[-3000:]
                assert process.poll() is None, (home / "serve.log").read_text("utf-8")[-3000:]
                if len(ended(home)) == 3 and not exit_codes:
                    process.send_signal(signal.SIGTERM)
                    exit_codes.append(process.wait(60))
                    process = start()
                time.sleep(0.2)
            runs = ended(home)[:NIGHTS_WANTED]
            url = f"http://127.0.0.1:{port}/api"
            doctor = fazhi(home, "doctor", **settings)
            # Between two nights of the schedule; it joins their server.
            for _ in range(20):
                late = {**settings, "FAZHI_REHEARSE_FROM": ""}
                by_hand = fazhi(home, "nightly", "--as-of", "2026-05-20T02:30", **late)
                if by_hand.returncode != 75:
                    break
                time.sleep(0.5)
            yield Served(
                home,
                runs,
                asked(f"{url}/deployments/name/nightly/nightly"),
                asked(f"{url}/flow_runs/filter", limit=200, sort="EXPECTED_START_TIME_ASC"),
                asked(f"{url}/task_runs/filter", limit=200),
                asked(f"{url}/artifacts/filter", limit=200),
                [row["message"] for row in asked(f"{url}/logs/filter", limit=200)],
                list(heard),
                by_hand,
                doctor,
                exit_codes,
            )
        finally:
            process.terminate()
            try:
                exit_codes.append(process.wait(60))
            finally:
                process.kill()
                log.close()


@pytest.mark.slow
def test_seven_nights_run_by_themselves_a_day_apart_and_one_after_the_other(served: Served) -> None:
    clocks = [datetime.fromisoformat(run["as_of"]) for run in served.runs]
    assert len(clocks) == NIGHTS_WANTED
    # A night that the restart cut off has used up its day.
    assert {b - a for a, b in pairwise(clocks)} <= {
        timedelta(days=1),
        timedelta(days=2),
    }
    for before, after in pairwise(served.runs):
        assert before["finished_at"] <= after["started_at"]


@pytest.mark.slow
def test_a_stop_pauses_nothing_and_leaves_no_slot_taken(served: Served) -> None:
    assert served.deployment["paused"] is False
    assert served.deployment["schedules"][0]["active"] is True
    limit = served.deployment["global_concurrency_limit"]
    assert limit["limit"] == 1
    assert served.deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
    assert len(served.runs) == NIGHTS_WANTED, "nights went on after the restart"


@pytest.mark.slow
def test_a_dead_county_is_told_by_state_exit_code_message_and_tables(served: Served) -> None:
    partial = [run for run in served.flow_runs if run["state_name"] == "Partial"]
    assert len(partial) >= NIGHTS_WANTED - 1
    assert {run["state_type"] for run in partial} == {"FAILED"}
    assert all(DEAD in run["state"]["message"] for run in partial)
    assert all(run["name"].startswith("night of ") for run in partial)
    assert all(list(run["failed"]) == [DEAD] for run in served.runs)
    assert served.by_hand.returncode == 2, served.by_hand.stderr
    assert DEAD in served.by_hand.stdout
    assert "1 counties failed" in served.heard[0]["title"]
    assert DEAD in served.heard[0]["message"]
    # The restart may stop the third night before anybody is told: then the next one tells.
    told = [told["message"] for told in served.heard]
    assert any(f"{nights} nights in a row" in text for nights in (3, 4) for text in told)
    found = statuses(served.home)
    assert {row["status"] for (filer, _, _), row in found.items() if filer.startswith(DEAD)} <= {
        "unobserved",
        "pending",
    }
    published = query(
        served.home,
        "select distinct county_code from mart.filing_status where status = 'on_time' order by 1",
    )
    assert published == [(f"99010{number}",) for number in range(1, 5)]


@pytest.mark.slow
def test_a_dead_county_is_asked_again_in_the_same_night_with_a_task_of_its_own(
    served: Served,
) -> None:
    run_id = served.runs[0]["run_id"]
    files = sorted(path.name for path in (served.home / "archive" / run_id).glob(f"{DEAD}.*"))
    assert files == [
        f"{DEAD}{part}.{ending}"
        for part in (".2", ".3", "")
        for ending in ("captures.jsonl", "warc.gz")
    ]
    names = {task["name"] for task in served.task_runs}
    assert {f"{DEAD} 雾渡县", f"{DEAD} 雾渡县, attempt 2", "990101 云岭县"} <= names
    states = {task["name"]: task["state_name"] for task in served.task_runs}
    assert states[f"{DEAD} 雾渡县"] == "Failed"
    assert states["990101 云岭县"] == "Completed"


@pytest.mark.slow
def test_prefect_keeps_tables_links_and_logs_with_county_and_address(served: Served) -> None:
    keys = {artifact["key"] for artifact in served.artifacts if artifact["key"]}
    assert keys == {"night", "night-summary", "night-counties", "night-release"}
    night = next(a for a in served.artifacts if a["key"] == "night")
    assert "current.duckdb" in night["data"]
    assert any(DEAD in line and "http://127.0.0.1:9/" in line for line in served.logs)


@pytest.mark.slow
def test_the_doctor_sees_the_schedule_and_the_night(served: Served) -> None:
    assert served.doctor.returncode == 0, served.doctor.stdout
    assert "next night" in served.doctor.stdout
    assert f"{DEAD} failed" in served.doctor.stdout


def test_the_next_seven_nights_begin_at_half_past_two_in_beijing_on_a_host_in_utc() -> None:
    """Of `serve` and of the deployment; the zone of the process must not matter."""
    code = """
import asyncio, sys, json
from datetime import datetime, timezone
from prefect.server.schemas.schedules import CronSchedule
from flows.nightly import SCHEDULE
import yaml
(given,) = yaml.safe_load(open(sys.argv[1]))["deployments"][0]["schedules"]
start = datetime(2026, 3, 27, 12, tzinfo=timezone.utc)
for cron, zone in ((SCHEDULE.cron, SCHEDULE.timezone), (given["cron"], given["timezone"])):
    schedule = CronSchedule(cron=cron, timezone=zone)
    days = asyncio.run(schedule.get_dates(7, start=start))
    print(json.dumps([day.isoformat() for day in days]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(PROJECT / "prefect.yaml")],
        env={**os.environ, "TZ": "UTC", "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    for line in lines:
        fires = [datetime.fromisoformat(text) for text in json.loads(line)]
        assert [fire.astimezone(UTC) for fire in fires] == [
            datetime(2026, 3, 27, 18, 30, tzinfo=UTC) + timedelta(days=n) for n in range(7)
        ]
        assert {fire.utcoffset() for fire in fires} == {timedelta(hours=8)}
