"""Counties as flow runs of their own, which the Prefect workers of a work pool take up.

The job and its outcome are files under the run's staging folder, in the home that all machines
share; Prefect is told where the job lies. Prefect does not notice the death of a flow run's
process: the county's lock tells whether anybody works on it.
"""

from __future__ import annotations

import json
import logging
import pickle
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx
from prefect import flow, get_client
from prefect.client.schemas.objects import FlowRun, State, WorkerStatus
from prefect.deployments import run_deployment
from prefect.exceptions import ObjectNotFound
from prefect.states import Cancelled, Completed, Crashed, Failed

from flows.counties import CountyDown, CountyJob, CutOff, do_county
from flows.county_task import keep_what_pages_said
from flows.elsewhere import done_elsewhere
from flows.run_folder import write_whole
from flows.sharing import NotShared, is_asked
from warehouse.errors import WarehouseError

logger = logging.getLogger(__name__)

#: The deployment of `county_run` in prefect.yaml.
DEPLOYMENT = "county/collect"
_LOOK_SECONDS = 2.0
#: A county that Prefect says is running, and whose lock is free for so long, is nobody's.
LOST_SECONDS = 60.0
#: A worker has taken the run up and should have started its process long ago.
STARTING_SECONDS = 300.0
_SET_UP = "call `prefect deploy --all` in the checkout and start a worker of its pool"


@dataclass(frozen=True)
class _Down:
    """What a county that did not answer leaves for the night to read."""

    reason: str
    may_pass: bool
    requests: int
    seconds: float


@flow(name="county", flow_run_name="{name}", validate_parameters=False)
def county_run(job_file: str, name: str) -> State[None]:
    """Collect and read the county whose job lies in a file of the shared home.

    `name` is only shown. FAILED when none of the county's columns answered.
    """
    keep_what_pages_said()
    try:
        job = pickle.loads(Path(job_file).read_bytes())
    except FileNotFoundError:
        raise NotShared(
            f"{job_file} is not there; mount the night's FAZHI_HOME at the same path"
        ) from None
    assert isinstance(job, CountyJob)
    try:
        do_county(job)
    except CountyDown as down:
        left = _Down(down.reason, down.may_pass, down.requests, down.seconds)
        write_whole(_outcome_file(Path(job_file)), json.dumps(asdict(left)))
        return Failed(message=str(down))
    return Completed(message=f"{name} was collected")


def check_workers() -> None:
    """Raise WarehouseError when nothing is deployed, or no worker of the pool is at work."""
    with get_client(sync_client=True) as client:
        try:
            pool = client.read_deployment_by_name(DEPLOYMENT).work_pool_name
        except ObjectNotFound:
            raise WarehouseError(f"there is no deployment {DEPLOYMENT}", _SET_UP) from None
        # Without numbers the server of prefect 3.8.8 may refuse the question.
        workers = client.read_workers_for_work_pool(pool, limit=200, offset=0) if pool else []
    if not any(worker.status == WorkerStatus.ONLINE for worker in workers):
        raise WarehouseError(f"no worker of the pool {pool} is at work", _SET_UP)


def on_workers(jobs: Sequence[CountyJob]) -> Iterable[tuple[str, BaseException | None]]:
    """Create one flow run per county; none is waited for longer than the night lasts."""
    return done_elsewhere(jobs, _Created, _LOOK_SECONDS)


class _Created:
    def __init__(self, job: CountyJob) -> None:
        self._job = job
        self._file = job.staging / job.folder.run_id / f"{job.code}.{job.attempt}.job"
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_bytes(pickle.dumps(job))
        parameters = {"job_file": str(self._file), "name": job.name}
        made = run_deployment(DEPLOYMENT, parameters=parameters, flow_run_name=job.name, timeout=0)
        assert isinstance(made, FlowRun)  # and no coroutine: a night is no coroutine
        self._run = made
        self._seen_at = time.monotonic()  # when it last was as it should be

    def ended(self) -> bool:
        try:
            with get_client(sync_client=True) as client:
                self._run = client.read_flow_run(self._run.id)
        except httpx.HTTPError as error:
            logger.warning("%s: Prefect's server does not answer: %s", self._job.name, error)
            return False
        state = self._run.state
        if state is not None and state.is_final():
            return True
        if state is None or state.is_scheduled() or is_asked(self._job.staging, self._job.code):
            self._seen_at = time.monotonic()
            return False
        longest = STARTING_SECONDS if state.is_pending() else LOST_SECONDS
        if time.monotonic() - self._seen_at < longest:
            return False
        self._set(Crashed(message="the process that worked on the county is gone"))
        return True

    def error(self) -> BaseException | None:
        state = self._run.state
        if state is not None and state.is_completed():
            return None
        try:
            return CountyDown(**json.loads(_outcome_file(self._file).read_text("utf-8")))
        except FileNotFoundError:
            why = state.message if state is not None else None
            return CutOff(f"{self._job.name}: {why or 'its flow run did not end well'}")

    def give_up(self) -> None:
        self._set(Cancelled(message="the night is over"))

    def _set(self, state: State[None]) -> None:
        self._run.state = state
        try:
            with get_client(sync_client=True) as client:
                client.set_flow_run_state(self._run.id, state, force=True)
        except httpx.HTTPError as error:
            logger.warning("%s: Prefect was not told its end: %s", self._job.name, error)


def _outcome_file(job_file: Path) -> Path:
    return job_file.with_suffix(".down.json")
