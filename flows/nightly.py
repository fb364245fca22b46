"""The nightly flow: collect → parse → load → build → publish → report.

Prefect gives the night its schedule, its record and one task for each county; the steps themselves
are plain functions in `flows.night`. One task per county and never one per page: politeness is per
host, and a task costs more than a page does.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import (
    ConcurrencyLimitConfig,
    ConcurrencyLimitStrategy,
    State,
)
from prefect.logging.handlers import PrefectConsoleHandler
from prefect.runtime import flow_run
from prefect.schedules import Cron
from prefect.states import Completed, Failed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.counties import CountyJob, do_county
from flows.night import NightResult, run_night
from flows.notification import notified_of_failure, notify_of_night
from flows.run_folder import SHANGHAI
from flows.settings import Settings, read_settings
from warehouse.errors import WarehouseError

#: Every night at 02:30 Beijing time, when nobody reads these sites.
SCHEDULE = Cron("30 2 * * *", timezone="Asia/Shanghai")
_RUNNER: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=read_settings().workers)


def night_name() -> str:
    """Name of a flow run: the night's own clock, which may differ from the wall clock."""
    as_of = flow_run.parameters.get("as_of")
    return f"night of {as_of or datetime.now(SHANGHAI).isoformat(timespec='minutes')}"


@task(name="county", task_run_name="{job.name}", cache_policy=NO_CACHE)
def county(job: CountyJob) -> None:
    """Collect and read one county."""
    do_county(job)


def each_county(jobs: Sequence[CountyJob]) -> Iterable[tuple[str, BaseException | None]]:
    """Run one task per county and wait for every one of them."""
    futures = [(job.source.county.code, county.submit(job)) for job in jobs]
    for code, future in futures:
        outcome = future.result(raise_on_failure=False)
        yield code, outcome if isinstance(outcome, BaseException) else None


@flow(
    name="nightly",
    flow_run_name=night_name,
    task_runner=_RUNNER,
    validate_parameters=False,
)
def nightly(counties: list[str] | None = None, as_of: str | None = None) -> State[NightResult]:
    """One night over the registry.

    `counties` are codes (default: all), `as_of` is an ISO time (default: now; without offset it
    is Beijing time). Ends COMPLETED, or FAILED with the name `Partial` when some county failed as
    a whole and the others were published; raises what `run_night` raises when nothing was.
    """
    settings = read_settings()
    with notified_of_failure(settings.notify):
        result = run_night(
            settings,
            as_of=datetime.fromisoformat(as_of) if as_of else None,
            counties=counties or (),
            each_county=each_county,
        )
    notify_of_night(settings.notify, result)
    if result.failed:
        why = "; ".join(f"{code}: {reason}" for code, reason in result.failed.items())
        return Failed(name="Partial", message=f"published {result.run_id}; {why}", data=result)
    return Completed(message=f"published {result.run_id}", data=result)


def run_nightly(
    settings: Settings, *, as_of: datetime | None = None, counties: Sequence[str] = ()
) -> NightResult:
    """Run the flow once in this process; returns the published night or raises why there is none.

    `settings` are those of the environment: the flow reads them for itself. What goes wrong is
    told by the result or the exception, so Prefect's own account of it stays off the terminal.
    """
    if not settings.debug:
        _keep_prefect_off_the_terminal()
    state = nightly(
        counties=list(counties), as_of=as_of.isoformat() if as_of else None, return_state=True
    )
    outcome = state.result(raise_on_failure=False)
    if isinstance(outcome, BaseException):
        raise outcome
    if not isinstance(outcome, NightResult):
        raise WarehouseError(f"the night ended as {state.name}: {state.message}", "run it again")
    return outcome


def serve() -> None:
    """Run the nightly on its schedule until stopped.

    A stop does not pause the schedule, and no night begins while another one runs.
    """
    nightly.serve(
        name="nightly",
        schedule=SCHEDULE,
        global_limit=ConcurrencyLimitConfig(
            limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
        ),
        pause_on_shutdown=False,
    )


def _keep_prefect_off_the_terminal() -> None:
    for name in [None, *logging.root.manager.loggerDict]:
        logger = logging.getLogger(name)
        for handler in list(logger.handlers):
            if isinstance(handler, PrefectConsoleHandler):
                logger.removeHandler(handler)
