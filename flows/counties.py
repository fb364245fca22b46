"""A night's work on its counties, and another attempt at those that did not answer.

A county that fails for a reason that may pass is asked again after all the others had their turn.
Its host then had the longest rest, no thread waited for it, and the night's own end bounds it. Each
attempt has files of its own in the archive and shares the county's budget with the first.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows import progress
from flows.collect.county import collect_county
from flows.collect.known import Known
from flows.collect.limits import Limits
from flows.parsing import Archived, parse_county
from flows.run_folder import RunFolder
from flows.sources.registry import Source

logger = logging.getLogger(__name__)

#: Between two attempts at sites on loopback, which need no rest.
_NO_PAUSE_SECONDS = 0.1


@dataclass(frozen=True)
class CountyJob:
    """One county's share of a night; a plain value that can be sent to another machine."""

    source: Source
    folder: RunFolder
    staging: Path
    known: Known
    archived: Archived
    limits: Limits
    ends_at: datetime  # wall clock and aware: no request of the night is made later
    attempt: int = 1

    @property
    def code(self) -> str:
        return self.source.county.code

    @property
    def name(self) -> str:
        again = "" if self.attempt == 1 else f", attempt {self.attempt}"
        return f"{self.code} {self.source.county.name}{again}"


class CountyDown(Exception):
    """None of a county's columns answered; what was spent on it comes off its next attempt."""

    def __init__(self, reason: str, may_pass: bool, requests: int, seconds: float) -> None:
        super().__init__(reason, may_pass, requests, seconds)  # all of them, so that it can travel
        self.reason, self.may_pass = reason, may_pass
        self.requests, self.seconds = requests, seconds

    def __str__(self) -> str:
        return self.reason


#: Works through the jobs in any order; yields (county code, None or what its job raised).
EachCounty = Callable[[Sequence[CountyJob]], Iterable[tuple[str, BaseException | None]]]


def do_county(job: CountyJob) -> None:
    """Collect one county's pages into the archive, then read them into staging files.

    Raises CountyDown, after both, when no column answered.
    """
    began = time.monotonic()
    left = (job.ends_at - datetime.now(UTC)).total_seconds()
    outcome = collect_county(
        job.source,
        job.folder.run_id,
        job.folder.archive,
        job.known,
        replace(job.limits, max_seconds=min(job.limits.max_seconds, max(left, 0.0))),
        report=lambda url, said: progress.tell(job.name, f"{said} {url}", passing=True),
        attempt=job.attempt,
    )
    seconds = time.monotonic() - began
    progress.tell(job.name, "reading")
    parse_county(job.folder, job.source, job.staging, job.archived)
    progress.tell(job.name, progress.DONE)
    if outcome.failed is not None:
        raise CountyDown(outcome.failed, outcome.may_pass, outcome.n_requests, seconds)


def one_after_another(jobs: Sequence[CountyJob]) -> Iterable[tuple[str, BaseException | None]]:
    """Work through the counties in this thread."""
    for job in jobs:
        try:
            do_county(job)
        except Exception as error:
            yield job.code, error
        else:
            yield job.code, None


def do_counties(
    jobs: Sequence[CountyJob], each_county: EachCounty, attempts: int, pause: timedelta
) -> dict[str, str]:
    """Work through the counties, at most `attempts` times through those that fail.

    Before the second attempt there is a `pause`, twice as long before each further one. Returns
    what went wrong with our own work, by county code; a county that only did not answer is not in
    it: its columns tell.
    """
    crashed: dict[str, str] = {}
    while jobs:
        by_code = {job.code: job for job in jobs}
        again = []
        for code, error in each_county(jobs):
            crashed.pop(code, None)
            job = by_code[code]
            if error is None:
                continue
            if isinstance(error, CountyDown):
                logger.warning("%s: %s", job.name, error)
            else:
                logger.error("%s failed", job.name, exc_info=error)
                crashed[code] = f"{type(error).__name__}: {error}"
            following = _next_attempt(job, error)
            if following is not None and job.attempt < attempts:
                again.append(following)
        jobs = again
        if jobs and not _rested(jobs, pause * 2 ** (jobs[0].attempt - 2)):
            break
    return crashed


def _next_attempt(job: CountyJob, error: BaseException) -> CountyJob | None:
    """The job once more with what is left of the county's budget; None where it cannot help."""
    if isinstance(error, OSError):  # our own disk, not the county
        return None
    if not isinstance(error, CountyDown):
        return replace(job, attempt=job.attempt + 1)
    requests = job.limits.max_requests - error.requests
    seconds = job.limits.max_seconds - error.seconds
    if not error.may_pass or requests <= 0 or seconds <= 0:
        return None
    limits = replace(job.limits, max_requests=requests, max_seconds=seconds)
    return replace(job, attempt=job.attempt + 1, limits=limits)


def _rested(jobs: Sequence[CountyJob], pause: timedelta) -> bool:
    """Wait before another attempt; False, at once, when the night would be over by then."""
    seconds = pause.total_seconds()
    if all(job.source.county.allow_private_network for job in jobs):
        seconds = min(seconds, _NO_PAUSE_SECONDS)
    if datetime.now(UTC) + timedelta(seconds=seconds) >= jobs[0].ends_at:
        return False
    progress.tell("collect", f"asking {len(jobs)} counties again in {seconds / 60:.0f} minutes")
    time.sleep(seconds)
    return True
