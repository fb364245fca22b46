"""The Prefect task that works through one county, and how a night's tasks are submitted.

A module of its own, because a Dask worker imports it by its name.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.counties import CountyDown, CountyJob, do_county
from flows.elsewhere import lighter


@task(name="county", task_run_name="{job.name}", cache_policy=NO_CACHE)
def county(job: CountyJob) -> State[None]:
    """Collect and read one county; FAILED when none of its columns answered."""
    keep_what_pages_said()
    try:
        do_county(job)
    except CountyDown as down:
        return Failed(message=str(down), data=down)
    return Completed(message=f"{job.name} was collected")


def keep_what_pages_said() -> None:
    """Let Prefect keep the lines that tell how each address answered."""
    for name in ("flows", "warehouse"):
        logging.getLogger(name).setLevel(logging.INFO)


def on_threads(jobs: Sequence[CountyJob]) -> Iterable[tuple[str, BaseException | None]]:
    """Run one task per county and wait for every one of them."""
    futures = [(job.code, county.submit(lighter(job))) for job in jobs]
    for code, future in futures:
        outcome = future.result(raise_on_failure=False)
        yield code, outcome if isinstance(outcome, BaseException) else None
