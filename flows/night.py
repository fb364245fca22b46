"""What happens in a night, without Prefect: the steps of `flows.nightly`, in their order.

recover → collect and parse (each county by itself) → load → build → finding events → publish →
prune. The caller says how the counties are worked through (`each_county`): one after the other, or
as tasks.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from flows import progress
from flows.collect.address import is_loopback_name
from flows.collect.known import Known, KnownPage
from flows.counties import CountyJob, EachCounty, do_counties, one_after_another
from flows.progress import Report
from flows.pruning import prune_staging
from flows.replay import archived, read_counties, recover_unfinished, reread_if_parser_changed
from flows.run_folder import SHANGHAI, RunFolder
from flows.settings import Settings
from flows.sources.registry import Source, load_sources
from warehouse.build import build
from warehouse.database import open_writer
from warehouse.findings import build_findings, new_events
from warehouse.known import attachments_known, last_as_of, listed_before, pages_seen
from warehouse.load import finish_run, load_night
from warehouse.lock import writer_lock
from warehouse.publish import publish
from warehouse.summary import CountyNight, columns_observed, county_nights, run_counts

logger = logging.getLogger(__name__)


class UsageFault(Exception):
    """The night was asked for wrongly; nothing was done. The message names the remedy."""


@dataclass(frozen=True)
class NightResult:
    """A published night. `status` is complete, or partial: some county failed as a whole."""

    run_id: str
    as_of: datetime
    status: str
    published: Path
    counties: list[CountyNight]

    @property
    def failed(self) -> dict[str, str]:
        """County code → why it failed as a whole."""
        return {county.county_code: county.failed for county in self.counties if county.failed}


def run_night(
    settings: Settings,
    *,
    as_of: datetime | None = None,
    counties: Sequence[str] = (),
    whole_years: Iterable[int] = (),
    each_county: EachCounty | None = None,
    report: Report | None = None,
) -> NightResult:
    """Run one night and publish it.

    `as_of` is the run's clock (default: now; without offset it is Beijing time); `counties` are
    the codes to ask (default: the whole registry). Articles that may be about one of `whole_years`
    are asked for whole, whatever is known of them.

    Raises InvalidSources or UsageFault when asked wrongly, AlreadyRunning when another night
    holds the warehouse, WarehouseError when nothing could be published.
    """
    tell = report or progress.tell
    sources, asked = check_request(settings, counties)
    with writer_lock(settings.home), open_writer(settings.home) as con:
        recover_unfinished(con, settings.archive, settings.staging)
        clock = _clock(as_of, last_as_of(con), settings.rehearse_from)
        reread_if_parser_changed(con, settings.archive, settings.staging)
        folder = RunFolder.create(
            settings.archive, clock, datetime.now(UTC), sources, [s.county.code for s in asked]
        )
        tell("collect", f"asking {len(asked)} of {len(sources)} counties")
        jobs = _jobs(con, settings, folder, asked, frozenset(whole_years))
        pause = timedelta(minutes=settings.retry_minutes)
        crashed = do_counties(
            jobs, each_county or one_after_another, settings.county_attempts, pause
        )
        read_counties(folder, settings.staging, archived(con), only_missing=True)
        tell("load", "loading what was read")
        load_night(con, settings.archive, settings.staging, folder.run_id)
        tell("build", "judging")
        build(con)
        failed = _failed(con, folder.run_id, asked, crashed)
        _end(con, folder, failed)
        tell("publish", "publishing")
        published = publish(con, settings.home, folder.run_id, settings.releases_kept)
        prune_staging(settings.staging, settings.staging_kept)
        return NightResult(
            folder.run_id,
            clock,
            folder.record().status,
            published,
            county_nights(con, folder.run_id),
        )


def check_request(settings: Settings, counties: Sequence[str]) -> tuple[list[Source], list[Source]]:
    """The registry, and the counties of it that are asked.

    Raises InvalidSources or UsageFault; a caller may check before it starts anything costly.
    """
    sources = load_sources(settings.sources)
    asked = _asked(sources, counties)
    _require_contact(settings, asked)
    return sources, asked


def _asked(sources: Sequence[Source], counties: Sequence[str]) -> list[Source]:
    known = {source.county.code: source for source in sources}
    unknown = [code for code in counties if code not in known]
    if unknown:
        raise UsageFault(
            f"no source file for county {', '.join(unknown)}; known are {', '.join(known)}"
        )
    return [known[code] for code in dict.fromkeys(counties)] or list(sources)


def _require_contact(settings: Settings, asked: Sequence[Source]) -> None:
    """A site must be able to reach whoever collects from it."""
    if settings.contact:
        return
    for source in asked:
        public = sorted(host for host in source.hosts() if not is_loopback_name(host))
        if public:
            raise UsageFault(
                f"FAZHI_CONTACT is not set, and {public[0]} is a public host; "
                "set it to your mail or web address"
            )


def _clock(as_of: datetime | None, last: datetime | None, rehearsed: datetime | None) -> datetime:
    """The run's clock; in a rehearsal a day later than that of the last run."""
    if as_of is None and rehearsed is not None:
        as_of = rehearsed if last is None else max(rehearsed, last + timedelta(days=1))
    clock = as_of or datetime.now(UTC)
    if clock.tzinfo is None:
        clock = clock.replace(tzinfo=SHANGHAI)
    if last is not None and clock < last:
        raise UsageFault(
            f"as-of {clock.isoformat()} is before the last run ({last.isoformat()}); "
            "give a later time, or another FAZHI_HOME"
        )
    return clock.astimezone(SHANGHAI)


def _jobs(
    con: duckdb.DuckDBPyConnection,
    settings: Settings,
    folder: RunFolder,
    asked: Sequence[Source],
    whole_years: frozenset[int],
) -> list[CountyJob]:
    before = archived(con)
    ends_at = datetime.now(UTC) + timedelta(minutes=settings.night_minutes)
    return [
        CountyJob(
            source,
            folder,
            settings.staging,
            _known(con, source.county.code, whole_years),
            before,
            settings.limits,
            ends_at,
        )
        for source in asked
    ]


def _known(con: duckdb.DuckDBPyConnection, code: str, whole_years: frozenset[int]) -> Known:
    pages = {
        url: KnownPage(
            seen.sha256,
            seen.length,
            seen.etag,
            seen.last_modified,
            seen.fetched_whole_at,
            seen.stored_at,
            seen.answered_on,
        )
        for url, seen in pages_seen(con, code).items()
    }
    return Known(pages, listed_before(con, code), attachments_known(con, code), whole_years)


def _failed(
    con: duckdb.DuckDBPyConnection, run_id: str, asked: Sequence[Source], crashed: dict[str, str]
) -> dict[str, str]:
    """Counties that failed as a whole: their job raised, or none of their columns was observed."""
    failed = dict(crashed)
    for code, (observed, reasons) in columns_observed(con, run_id).items():
        if code in {s.county.code for s in asked} and code not in failed and not observed:
            failed[code] = f"no column observed ({', '.join(reasons)})"
    return failed


def _end(con: duckdb.DuckDBPyConnection, folder: RunFolder, failed: dict[str, str]) -> None:
    """Write down what the night found and how it ended: in the archive first, then here."""
    happened = folder.write_events(new_events(con, folder.run_id))
    counts = run_counts(con, folder.run_id)
    for event, number in happened.items():
        counts[f"findings_{event}"] = counts.get(f"findings_{event}", 0) + number
    status = "partial" if failed else "complete"
    folder.write_record(folder.record().ended(status, failed, counts, datetime.now(UTC)))
    finish_run(con, folder.archive, folder.run_id)
    build_findings(con)
