"""Counties as tasks of a Dask cluster; prefect-dask is the extra `dask`.

Dask runs the task of a worker that died once more on another. There it finds the files that the
first one left, and ends as cut off; the night then gives the county another attempt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import CancelledError
from typing import Any

from prefect.task_runners import TaskRunner

from flows.counties import CountyJob, CutOff
from flows.county_task import county
from flows.elsewhere import done_elsewhere
from flows.settings import InvalidSettings, Settings
from warehouse.errors import WarehouseError

_LOOK_SECONDS = 0.2
_ANSWER_SECONDS = 10.0
#: A scheduler that was just started may still wait for its workers.
_WORKERS_SECONDS = 30.0


def dask_runner(settings: Settings) -> TaskRunner[Any]:
    """Prefect's runner on the cluster of FAZHI_DASK_SCHEDULER."""
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError:
        raise InvalidSettings(
            "FAZHI_TASK_RUNNER: dask needs prefect-dask; install fazhi with its extra dask"
        ) from None
    runner: TaskRunner[Any] = DaskTaskRunner(address=settings.dask_scheduler)
    return runner


def check_dask(settings: Settings) -> None:
    """Raise WarehouseError when no scheduler answers, or it has no worker."""
    from distributed import Client

    connect: Any = Client  # it comes without types
    where = f"Dask scheduler at {settings.dask_scheduler}"
    try:
        with connect(settings.dask_scheduler, timeout=_ANSWER_SECONDS, set_as_default=False) as c:
            c.wait_for_workers(1, timeout=_WORKERS_SECONDS)
    except TimeoutError:
        raise WarehouseError(f"the {where} has no worker", "start `dask worker`") from None
    except OSError as error:
        raise WarehouseError(f"no {where}: {error}", "start `dask scheduler`") from None


def on_dask(jobs: Sequence[CountyJob]) -> Iterable[tuple[str, BaseException | None]]:
    """Run one task per county on the cluster; none is waited for longer than the night lasts."""
    return done_elsewhere(jobs, Submitted, _LOOK_SECONDS)


class Submitted:
    """A county's task on the cluster."""

    def __init__(self, job: CountyJob) -> None:
        self._job = job
        self._future: Any = county.submit(job)

    def ended(self) -> bool:
        return bool(self._future.wrapped_future.done())

    def error(self) -> BaseException | None:
        try:
            outcome = self._future.result(raise_on_failure=False)
        # Raised by Dask and not by the task: the scheduler or the worker went away.
        except (Exception, CancelledError) as error:
            return CutOff(f"{self._job.name}: {type(error).__name__}: {error}")
        return outcome if isinstance(outcome, BaseException) else None

    def give_up(self) -> None:
        self._future.wrapped_future.cancel(force=True)
