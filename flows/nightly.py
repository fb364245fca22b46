"""The nightly flow: collect → parse → load → build → publish → report.

Prefect gives the night its schedule, its record and one task for each county
(`flows.county_task`), or one flow run where Prefect workers take the counties up
(`flows.on_workers`); the steps themselves are plain functions in `flows.night`. One task per
county and never one per page: politeness is per host, and a task costs more than a page does. A
county that did not answer gets another task later in the night (`flows.counties`) and not a retry
of its task: a task that waits holds a thread, and the counties behind it would have to wait for a
dead one.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from prefect import flow, get_client
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
from prefect.client.schemas.objects import (
    ConcurrencyLimitConfig,
    ConcurrencyLimitStrategy,
    State,
)
from prefect.context import FlowRunContext
from prefect.exceptions import ObjectNotFound
from prefect.logging.handlers import PrefectConsoleHandler
from prefect.runtime import flow_run
from prefect.schedules import Cron, Interval, Schedule
from prefect.settings import PREFECT_API_URL
from prefect.states import Completed, Failed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.counties import EachCounty
from flows.county_task import keep_what_pages_said, on_threads
from flows.night import NightResult, run_night
from flows.night_told import as_markdown, county_table, summary_table
from flows.notification import notified_of_failure, notify_of_night
from flows.run_folder import SHANGHAI
from flows.settings import Settings, read_settings
from warehouse.errors import WarehouseError
from warehouse.lock import AlreadyRunning, writer_lock

logger = logging.getLogger(__name__)

#: Every night at 02:30 Beijing time, when nobody reads these sites.
SCHEDULE = Cron("30 2 * * *", timezone="Asia/Shanghai")


def night_name() -> str:
    """Name of a flow run: what it does, over what, and the night's own clock."""
    given = flow_run.parameters
    clock = given.get("as_of") or datetime.now(SHANGHAI).isoformat(timespec="minutes")
    years, counties = given.get("whole_years") or [], given.get("counties") or []
    name = f"backfill of {', '.join(map(str, years))}, " if years else "night of "
    return ", ".join([f"{name}{clock}", *counties])


def task_runner(settings: Settings) -> TaskRunner[Any]:
    """Prefect's runner of the night's tasks; raises InvalidSettings when it is not installed."""
    if settings.task_runner == "dask":
        from flows.on_dask import dask_runner

        return dask_runner(settings)
    return ThreadPoolTaskRunner(max_workers=settings.workers)


def each_county(settings: Settings) -> EachCounty:
    """How the counties are worked through; raises WarehouseError when nobody would do it.

    Whatever works on them only adds files to the home. The lock and the load stay here.
    """
    if settings.task_runner == "threads":
        return on_threads
    if not PREFECT_API_URL.value():
        raise WarehouseError(
            "several machines need a Prefect server that all of them reach",
            "set PREFECT_API_URL, or FAZHI_TASK_RUNNER=threads",
        )
    if settings.task_runner == "dask":
        from flows.on_dask import check_dask, on_dask

        check_dask(settings)
        return on_dask
    from flows.on_workers import check_workers, on_workers

    check_workers()
    return on_workers


@flow(
    name="nightly",
    flow_run_name=night_name,
    task_runner=task_runner(read_settings()),
    validate_parameters=False,
)
def nightly(
    counties: list[str] | None = None,
    as_of: str | None = None,
    whole_years: list[int] | None = None,
) -> State[NightResult]:
    """One night over the registry.

    `counties` are codes (default: all), `as_of` is an ISO time (default: now; without offset it
    is Beijing time), `whole_years` are report years to be asked for whole (a backfill). Ends
    COMPLETED, or FAILED with the name `Partial` when some county failed as a whole and the others
    were published; raises what `run_night` raises when nothing was.
    """
    settings = read_settings()
    keep_what_pages_said()
    with notified_of_failure(settings):
        result = run_night(
            settings,
            as_of=datetime.fromisoformat(as_of) if as_of else None,
            counties=counties or (),
            whole_years=whole_years or (),
            each_county=each_county(settings),
        )
    leave_artifacts(settings, result)
    notify_of_night(settings)
    if result.failed:
        why = "; ".join(f"{code}: {reason}" for code, reason in result.failed.items())
        return Failed(name="Partial", message=f"published {result.run_id}; {why}", data=result)
    return Completed(message=f"published {result.run_id}", data=result)


def leave_artifacts(settings: Settings, result: NightResult) -> None:
    """Tables and links for Prefect's pages; nothing outside a flow run, and never an error."""
    if FlowRunContext.get() is None:
        return
    try:
        create_markdown_artifact(key="night", markdown=as_markdown(settings, result))
        for key, table in (
            ("night-summary", summary_table(result)),
            ("night-counties", county_table(result)),
        ):
            rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
            create_table_artifact(key=key, table=rows, description=f"run {result.run_id}")
        create_link_artifact(
            key="night-release", link=result.published.as_uri(), link_text=result.published.name
        )
    except Exception:
        logger.warning("the night is published, its artifacts are not", exc_info=True)


def run_nightly(
    settings: Settings,
    *,
    as_of: datetime | None = None,
    counties: Sequence[str] = (),
    whole_years: Sequence[int] = (),
) -> NightResult:
    """Run the flow once in this process; returns the published night or raises why there is none.

    `settings` are those of the environment: the flow reads them for itself. What goes wrong is
    told by the result or the exception, so Prefect's own account of it stays off the terminal.
    """
    if not settings.debug:
        _keep_prefect_off_the_terminal()
    state = nightly(
        counties=list(counties),
        as_of=as_of.isoformat() if as_of else None,
        whole_years=list(whole_years),
        return_state=True,
    )
    outcome = state.result(raise_on_failure=False)
    if isinstance(outcome, BaseException):
        raise outcome
    if not isinstance(outcome, NightResult):
        raise WarehouseError(f"the night ended as {state.name}: {state.message}", "run it again")
    return outcome


def schedule_of(settings: Settings) -> Schedule:
    """Every night at 02:30, or every few seconds where that is to be tried out."""
    if settings.serve_seconds is None:
        return SCHEDULE
    return Interval(timedelta(seconds=settings.serve_seconds), timezone="Asia/Shanghai")


def serve(settings: Settings) -> None:
    """Run the nightly on its schedule until stopped.

    A stop does not pause the schedule, and no night begins while another one runs.
    """
    _free_slot_of_the_dead(settings)
    nightly.serve(
        name="nightly",
        schedule=schedule_of(settings),
        global_limit=ConcurrencyLimitConfig(
            limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
        ),
        pause_on_shutdown=False,
        print_starting_message=False,
    )


def _free_slot_of_the_dead(settings: Settings) -> None:
    """Give back the one slot of the deployment that a killed night may still hold.

    Prefect would cancel every night to come, without a word. Whether a night runs is known: it
    holds the warehouse's lock.
    """
    try:
        with writer_lock(settings.home), get_client(sync_client=True) as client:
            limit = client.read_deployment_by_name("nightly/nightly").global_concurrency_limit
            if limit is not None:
                client.update_global_concurrency_limit(
                    limit.name, GlobalConcurrencyLimitUpdate(active_slots=0)
                )
    except (AlreadyRunning, ObjectNotFound):
        return  # a night is at work, or nothing was ever deployed


def _keep_prefect_off_the_terminal() -> None:
    for name in [None, *logging.root.manager.loggerDict]:
        logger = logging.getLogger(name)
        for handler in list(logger.handlers):
            if isinstance(handler, PrefectConsoleHandler):
                logger.removeHandler(handler)
