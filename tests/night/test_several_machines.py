"""What several machines must agree on: the home, the run, one asker per county, an end."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import yaml

from flows import elsewhere
from flows.collect.known import Known, KnownPage
from flows.collect.limits import Limits
from flows.counties import CountyJob, CutOff, do_counties, do_county
from flows.elsewhere import GivenUp, done_elsewhere, lighter
from flows.night import run_night
from flows.parsing import Archived
from flows.replay import recover_unfinished
from flows.run_folder import INTERRUPTED, RunFolder
from flows.sample.server import SampleServer
from flows.settings import InvalidSettings, Settings, read_settings
from flows.sharing import NotShared, RunOver, StillAsked, asking_alone, check_home, is_asked
from flows.sources.registry import load_sources
from tests.night.harness import PROJECT, few
from tests.night.several import AS_OF, require_dask
from warehouse.database import open_writer
from warehouse.errors import WarehouseError

SOON = timedelta(seconds=20)


def jobs_of(settings: Settings, *, ends_in: timedelta = SOON) -> list[CountyJob]:
    """The jobs of a run that has just begun."""
    sources = load_sources(settings.sources)
    codes = [source.county.code for source in sources]
    now = datetime.now(UTC)
    folder = RunFolder.create(settings.archive, AS_OF, now, sources, codes)
    nothing = Archived({})
    limits = Limits(max_seconds=60)
    return [
        CountyJob(source, folder, settings.staging, Known(), nothing, limits, now + ends_in)
        for source in sources
    ]


@pytest.fixture
def job(tmp_path: Path, server: SampleServer) -> CountyJob:
    (only,) = jobs_of(few(tmp_path, server.url))
    return only


class Handed:
    """A job that ends when told, as another process would."""

    def __init__(self, job: CountyJob, ends: Callable[[], bool] = lambda: True) -> None:
        self.job, self._ends, self.given_up = job, ends, False

    def ended(self) -> bool:
        return self._ends()

    def error(self) -> BaseException | None:
        return None

    def give_up(self) -> None:
        self.given_up = True


def test_a_county_that_never_ends_is_given_up_with_the_night(job: CountyJob) -> None:
    handed: list[Handed] = []

    def hand(given: CountyJob) -> Handed:
        handed.append(Handed(given, lambda: False))
        return handed[-1]

    soon = replace(job, ends_at=datetime.now(UTC) + timedelta(seconds=0.3))
    ((code, error),) = done_elsewhere([soon], hand, 0.02, reading=timedelta(seconds=0.2))
    assert code == job.code
    assert isinstance(error, GivenUp)
    assert handed[0].given_up
    assert datetime.now(UTC) >= soon.ends_at + timedelta(seconds=0.2)


def test_counties_that_share_a_host_are_never_out_at_the_same_time(
    tmp_path: Path, server: SampleServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "ARRIVAL_SECONDS", 0.0)
    few(tmp_path, server.url, "990101", "云岭县")
    few(tmp_path, server.url, "990102", "雾渡县")
    settings = few(tmp_path, "http://127.0.0.1:9", "990103", "石桥县")
    out: set[str] = set()
    together: list[set[str]] = []

    def hand(given: CountyJob) -> Handed:
        out.add(given.code)
        together.append(set(out))
        until = time.monotonic() + 0.2

        def ended() -> bool:
            if time.monotonic() < until:
                return False
            out.discard(given.code)
            return True

        return Handed(given, ended)

    codes = [code for code, _ in done_elsewhere(jobs_of(settings), hand, 0.02)]
    assert sorted(codes) == ["990101", "990102", "990103"]
    assert {"990101", "990103"} in together, "others need not wait"
    assert not any({"990101", "990102"} <= each for each in together)


def test_a_host_rests_between_two_counties_that_other_processes_ask(
    tmp_path: Path, server: SampleServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "ARRIVAL_SECONDS", 0.0)
    monkeypatch.setattr(elsewhere, "LONGEST_PAUSE", 0.5)
    few(tmp_path, server.url, "990101", "云岭县")
    settings = few(tmp_path, server.url, "990102", "雾渡县")
    for file in settings.sources.iterdir():
        text = file.read_text("utf-8").replace("delay_seconds = 0.0", "delay_seconds = 3.0")
        file.write_text(text, "utf-8")
    handed_at: list[float] = []

    def hand(given: CountyJob) -> Handed:
        handed_at.append(time.monotonic())
        return Handed(given)

    list(done_elsewhere(jobs_of(settings), hand, 0.02))
    assert handed_at[1] - handed_at[0] >= 0.5


def test_a_county_said_to_be_done_whose_files_are_not_here_is_a_failure(
    job: CountyJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "ARRIVAL_SECONDS", 0.0)
    ((_, error),) = done_elsewhere([job], Handed, 0.02)
    assert isinstance(error, NotShared)
    assert "mount" in str(error)


def test_a_county_that_cannot_be_handed_out_leaves_the_others_their_turn(
    tmp_path: Path, server: SampleServer
) -> None:
    few(tmp_path, server.url, "990101", "云岭县")
    settings = few(tmp_path, "http://127.0.0.1:9", "990102", "雾渡县")

    def hand(given: CountyJob) -> Handed:
        if given.code == "990101":
            raise ConnectionError("nobody takes it")
        do_county_quietly(given)
        return Handed(given)

    outcome = dict(done_elsewhere(jobs_of(settings), hand, 0.02))
    assert isinstance(outcome["990101"], ConnectionError)
    assert outcome["990102"] is None


def do_county_quietly(job: CountyJob) -> None:
    try:
        do_county(job)
    except Exception:
        return


def test_a_job_travels_without_what_other_counties_have(job: CountyJob) -> None:
    page = KnownPage("a" * 64, 10, None, None, AS_OF)
    own, other = (page.sha256, "http://127.0.0.1/1.html"), ("b" * 64, "http://127.0.0.1/2.html")
    archived = Archived(
        {sha256: ("run/990101.warc.gz", 0, 10) for sha256, _ in (own, other)},
        frozenset({own, other}),
    )
    full = replace(job, known=Known({own[1]: page}), archived=archived)
    sent = pickle.loads(pickle.dumps(lighter(full)))
    assert sent.archived == Archived({own[0]: ("run/990101.warc.gz", 0, 10)}, frozenset({own}))
    assert (sent.source, sent.limits, sent.ends_at) == (job.source, job.limits, job.ends_at)


def test_a_machine_that_does_not_see_the_home_collects_nothing(
    job: CountyJob, server: SampleServer
) -> None:
    there = job.folder.path
    there.rename(there.with_name("elsewhere"))
    with pytest.raises(NotShared, match="FAZHI_HOME"):
        do_county(job)
    assert not there.exists(), "a folder made here would hide what was collected"
    assert server.requests == []


def test_a_machine_with_another_version_of_the_parser_collects_nothing(job: CountyJob) -> None:
    record = job.folder.record()
    job.folder.write_record(replace(record, parser_version=record.parser_version + 1))
    with pytest.raises(NotShared, match="version"):
        check_home(job.folder)


def test_a_collector_stops_when_its_run_was_ended_by_others(
    job: CountyJob, server: SampleServer
) -> None:
    class Ending(list[str]):
        def append(self, path: str) -> None:
            super().append(path)
            if len(self) == 3:
                record = job.folder.record()
                now = datetime.now(UTC)
                job.folder.write_record(record.ended(INTERRUPTED, {}, {}, now))

    server.requests = Ending()
    with pytest.raises(RunOver):
        do_county(job)
    assert len(server.requests) == 3
    assert not is_asked(job.staging, job.code)
    with pytest.raises(RunOver):
        do_county(replace(job, attempt=2))


def hold(staging: str, code: str, pipe: Connection) -> None:
    with asking_alone(Path(staging), code):
        pipe.send("held")
        time.sleep(60)


def test_a_county_is_asked_by_one_process_and_is_free_when_that_one_dies(job: CountyJob) -> None:
    assert not is_asked(job.staging, job.code)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=hold, args=(str(job.staging), job.code, theirs))
    process.start()
    try:
        assert ours.recv() == "held"
        assert is_asked(job.staging, job.code)
        with pytest.raises(StillAsked):
            do_county(job)
    finally:
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
    assert not is_asked(job.staging, job.code)
    do_county(job)


def test_an_attempt_begun_before_is_cut_off_and_the_next_has_what_is_left_of_the_budget(
    job: CountyJob, server: SampleServer
) -> None:
    def dies(path: str) -> None:
        raise KeyboardInterrupt  # as near as one process comes to being killed

    monkey = pytest.MonkeyPatch()
    monkey.setattr("flows.counties.parse_county", lambda *_: dies(""))
    with pytest.raises(KeyboardInterrupt):
        do_county(job)
    monkey.undo()
    asked = len(server.requests)
    with pytest.raises(CutOff):
        do_county(job)
    assert len(server.requests) == asked, "it is not asked twice for one attempt"
    attempts: list[CountyJob] = []

    def each(jobs: Sequence[CountyJob]) -> Iterator[tuple[str, BaseException | None]]:
        for given in jobs:
            attempts.append(given)
            try:
                do_county(given)
            except CutOff as error:
                yield given.code, error
            else:
                yield given.code, None

    assert do_counties([job], each, attempts=2, pause=timedelta(0)) == {}
    assert [given.attempt for given in attempts] == [1, 2]
    assert attempts[1].limits.max_requests == job.limits.max_requests - asked
    assert attempts[1].limits.max_seconds <= job.limits.max_seconds


def test_a_night_cut_off_is_completed_only_when_its_last_collector_has_let_go(
    tmp_path: Path, server: SampleServer
) -> None:
    settings = few(tmp_path, server.url)
    run_night(settings, as_of=AS_OF)
    (job,) = jobs_of(settings)
    began = time.monotonic()
    let_go: list[float] = []

    def still_collects() -> None:
        with asking_alone(settings.staging, job.code):
            while job.folder.record().status != INTERRUPTED:
                time.sleep(0.05)
            time.sleep(1.0)  # its last answer is still to come
            let_go.append(time.monotonic() - began)

    collector = Thread(target=still_collects)
    collector.start()
    while not is_asked(settings.staging, job.code):
        time.sleep(0.01)
    with open_writer(settings.home) as con:
        assert recover_unfinished(con, settings.archive, settings.staging) == [job.folder.run_id]
    assert let_go
    collector.join()


def test_dask_needs_the_address_of_a_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_TASK_RUNNER", "dask")
    monkeypatch.delenv("FAZHI_DASK_SCHEDULER", raising=False)
    with pytest.raises(InvalidSettings, match="FAZHI_DASK_SCHEDULER: not set"):
        read_settings()
    monkeypatch.setenv("FAZHI_DASK_SCHEDULER", "10.0.0.1:8786")
    with pytest.raises(InvalidSettings, match="tcp://"):
        read_settings()
    monkeypatch.setenv("FAZHI_DASK_SCHEDULER", "tcp://10.0.0.1:8786")
    assert read_settings().dask_scheduler == "tcp://10.0.0.1:8786"


def test_without_a_scheduler_or_a_server_the_night_is_refused_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_dask()
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows import on_dask
    from flows.nightly import each_county

    monkeypatch.setattr(on_dask, "_ANSWER_SECONDS", 0.5)
    settings = Settings(home=tmp_path, task_runner="dask", dask_scheduler="tcp://127.0.0.1:9")
    with (
        temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api"}),
        pytest.raises(WarehouseError, match="dask scheduler"),
    ):
        each_county(settings)
    with (
        temporary_settings(restore_defaults={PREFECT_API_URL}),
        pytest.raises(WarehouseError, match="PREFECT_API_URL"),
    ):
        each_county(settings)


def test_a_county_that_dask_lost_is_cut_off_and_not_taken_for_a_fault_of_our_disk(
    job: CountyJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dask's lost connections are OSErrors, as a full disk is; only the disk ends the attempts."""
    require_dask()
    from flows import on_dask
    from flows.county_task import county

    class Lost:
        def result(self, raise_on_failure: bool) -> None:
            raise OSError("the stream is closed")

    class Full:
        def result(self, raise_on_failure: bool) -> OSError:
            return OSError("no space left on device")

    outcomes = []
    for future in (Lost(), Full()):
        monkeypatch.setattr(county, "submit", lambda _job, future=future: future)
        outcomes.append(type(on_dask.Submitted(job).error()))
    assert outcomes == [CutOff, OSError]


def test_what_a_deployment_loads_can_be_imported_by_a_dask_worker() -> None:
    """Prefect gives a flow that it loads from a file a name that nobody else knows."""
    from prefect.flows import Flow, load_flow_from_entrypoint

    config: dict[str, Any] = yaml.safe_load((PROJECT / "prefect.yaml").read_text("utf-8"))
    for deployment in config["deployments"]:
        flow: Flow[..., Any] = load_flow_from_entrypoint(deployment["entrypoint"])
        module, _, _ = deployment["entrypoint"].rpartition(".")
        assert flow.fn.__module__ == module
