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
from flows.collect.captures import read_captures
from flows.collect.county import collect_county, name_of_part
from flows.collect.known import Known
from flows.collect.limits import Limits
from flows.parsing import Archived, parse_county
from flows.run_folder import RunFolder
from flows.sharing import NotShared, RunOver, asking_alone, check_home, check_running
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


class CutOff(Exception):
    """An earlier process began this attempt and did not end it; its files stay as they are."""


#: Works through the jobs in any order; yields (county code, None or what its job raised).
EachCounty = Callable[[Sequence[CountyJob]], Iterable[tuple[str, BaseException | None]]]


def do_county(job: CountyJob) -> None:
    """Collect one county's pages into the archive, then read them into staging files.

    Raises CountyDown, after both, when no column answered; CutOff when this attempt was begun
    before; NotShared, RunOver or StillAsked when this process must not work on it.
    """
    check_home(job.folder)
    with asking_alone(job.staging, job.code):
        if _was_begun(job):
            raise CutOff(f"{job.name} was cut off")
        _do_county(job)


def _do_county(job: CountyJob) -> None:
    began = time.monotonic()
    left = (job.ends_at - datetime.now(UTC)).total_seconds()

    def report(url: str, said: str) -> None:
        check_running(job.folder)
        progress.tell(job.name, f"{said} {url}", passing=True)

    outcome = collect_county(
        job.source,
        job.folder.run_id,
        job.folder.archive,
        job.known,
        replace(job.limits, max_seconds=min(job.limits.max_seconds, max(left, 0.0))),
        report=report,
        attempt=job.attempt,
    )
    seconds = time.monotonic() - began
    progress.tell(job.name, "reading")
    parse_county(job.folder, job.source, job.staging, job.archived)
    progress.tell(job.name, progress.DONE)
    if outcome.failed is not None:
        raise CountyDown(outcome.failed, outcome.may_pass, outcome.n_requests, seconds)


def _captures(job: CountyJob) -> Path:
    return job.folder.path / f"{name_of_part(job.code, job.attempt)}.captures.jsonl"


def _was_begun(job: CountyJob) -> bool:
    part = name_of_part(job.code, job.attempt)
    return any(job.folder.path.glob(f"{part}.captures.jsonl")) or any(
        job.folder.path.glob(f"{part}.warc.gz*")
    )


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
    if isinstance(error, OSError | NotShared | RunOver):  # our own disk, not the county
        return None
    if isinstance(error, CountyDown):
        if not error.may_pass:
            return None
        requests, seconds = error.requests, error.seconds
    else:
        requests, seconds = _spent(job)
    requests, seconds = job.limits.max_requests - requests, job.limits.max_seconds - seconds
    if requests <= 0 or seconds <= 0:
        return None
    limits = replace(job.limits, max_requests=requests, max_seconds=seconds)
    return replace(job, attempt=job.attempt + 1, limits=limits)


def _spent(job: CountyJob) -> tuple[int, float]:
    """Requests and seconds of an attempt that did not live to tell, by what it left."""
    try:
        captures = read_captures(_captures(job))
    except (OSError, ValueError):
        return 0, 0.0
    if not captures:
        return 0, 0.0
    seconds = (captures[-1].fetched_at - captures[0].fetched_at).total_seconds()
    return len(captures), seconds + (captures[-1].elapsed_ms or 0) / 1000


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
