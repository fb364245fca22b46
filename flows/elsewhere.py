"""Counties worked through by other processes, on this machine or on others.

Whoever works on a county is handed its job and left alone; the night looks at it from time to time
and does not wait for ever. Two counties that share a host are never out at the same time: the
pauses between two requests to a host are kept within one process only.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from flows import progress
from flows.collect.county import name_of_part
from flows.collect.pause import LONGEST_PAUSE
from flows.counties import CountyJob
from flows.parsing import Archived
from flows.sharing import NotShared

#: After the night's own end, in which a county may still read what it has collected.
READING = timedelta(minutes=30)
#: A shared folder may show a new file late: NFS clients keep what they know for a minute.
ARRIVAL_SECONDS = 90.0


class GivenUp(Exception):
    """Whoever worked on the county was not waited for any longer."""


class Handed(Protocol):
    """A county's job that was handed to another process."""

    def ended(self) -> bool:
        """Whether it has come to an end, good or bad; asked again and again."""

    def error(self) -> BaseException | None:
        """What went wrong, once it has ended."""

    def give_up(self) -> None:
        """Nobody waits for it any longer."""


@dataclass
class _Out:
    job: CountyJob
    handed: Handed


def done_elsewhere(
    jobs: Sequence[CountyJob],
    hand: Callable[[CountyJob], Handed],
    look_seconds: float,
    reading: timedelta = READING,
) -> Iterator[tuple[str, BaseException | None]]:
    """Hand the jobs out and yield (county code, None or what went wrong) as they end.

    Each ends by the night's end and the time for `reading` at the latest, whatever became of the
    process that has it.
    """
    waiting = [lighter(job) for job in jobs]
    out: list[_Out] = []
    rests: dict[str, float] = {}  # host → when it may be asked again, on time.monotonic()
    while waiting or out:
        taken = {host for each in out for host in each.job.source.hosts()}
        for job in list(waiting):
            hosts = job.source.hosts()
            is_over = datetime.now(UTC) >= job.ends_at
            if not is_over and (
                hosts & taken or any(rests.get(host, 0) > time.monotonic() for host in hosts)
            ):
                continue
            waiting.remove(job)
            if is_over:
                yield job.code, GivenUp(f"the night was over before {job.code} was asked")
                continue
            progress.tell(job.name, "handed out")
            try:
                out.append(_Out(job, hand(job)))
            except Exception as error:
                yield job.code, error
            else:
                taken |= hosts
        for each in list(out):
            job = each.job
            if each.handed.ended():
                went_wrong = each.handed.error() or _missing(job)
            elif datetime.now(UTC) >= job.ends_at + reading:
                each.handed.give_up()
                went_wrong = GivenUp(f"{job.code} did not end with the night; nobody waits for it")
            else:
                continue
            out.remove(each)
            until = time.monotonic() + _rest(job)
            rests.update(dict.fromkeys(job.source.hosts(), until))
            progress.tell(job.name, progress.DONE)
            yield job.code, went_wrong
        if waiting or out:
            time.sleep(look_seconds)


def lighter(job: CountyJob) -> CountyJob:
    """The job without what the archive holds of other counties: it has to travel."""
    pages = job.known.pages
    digests = {page.sha256 for page in pages.values()}
    places = {d: place for d in digests if (place := job.archived.places.get(d)) is not None}
    read = frozenset(
        key for url, page in pages.items() if (key := (page.sha256, url)) in job.archived.documents
    )
    return replace(job, archived=Archived(places, read))


def _rest(job: CountyJob) -> float:
    """Seconds for which another process leaves the county's hosts alone after it."""
    return LONGEST_PAUSE if job.source.county.delay_seconds else 0.0


def _missing(job: CountyJob, seconds: float | None = None) -> NotShared | None:
    """None once the files of a county that ended well are seen here.

    Whoever worked on it may have seen another folder of the same name.
    """
    part = name_of_part(job.code, job.attempt)
    wanted = [
        job.folder.path / f"{part}.captures.jsonl",
        job.staging / job.folder.run_id / f"{job.code}.document.jsonl",
    ]
    end = time.monotonic() + (ARRIVAL_SECONDS if seconds is None else seconds)
    while missing := [path for path in wanted if not _is_there(path)]:
        if time.monotonic() >= end:
            return NotShared(
                f"{missing[0]} did not arrive; mount the night's FAZHI_HOME at the same path on "
                "every machine"
            )
        time.sleep(1.0)
    return None


def _is_there(path: Path) -> bool:
    """By the folder's list: what a client of NFS has learned to be absent stays so for a while."""
    try:
        return any(entry.name == path.name for entry in path.parent.iterdir())
    except FileNotFoundError:
        return False
