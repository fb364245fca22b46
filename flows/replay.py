"""From the archive to the warehouse, offline: nights cut off, a new parser, a lost warehouse."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from flows.collect.captures import Capture
from flows.parse.document import PARSER_VERSION
from flows.parsing import Archived, parse_county, reread
from flows.run_folder import INTERRUPTED, RUNNING, SHANGHAI, RunFolder, run_folders
from flows.settings import Settings
from flows.sharing import wait_until_nobody_asks
from warehouse.build import build
from warehouse.database import open_writer, set_aside
from warehouse.errors import WarehouseError
from warehouse.findings import build_findings
from warehouse.known import archived_before, captures_to_reread, last_as_of, run_statuses
from warehouse.load import LOADED, finish_run, load_documents, load_night
from warehouse.lock import writer_lock
from warehouse.publish import publish

logger = logging.getLogger(__name__)

#: A collector looks after each answer whether its run goes on: the longest answer and pause.
_LETTING_GO_SECONDS = 120.0


def recover_unfinished(con: duckdb.DuckDBPyConnection, archive: Path, staging: Path) -> list[str]:
    """Bring into the warehouse what nights that were cut off had archived; returns their ids.

    A night that had already written how it ended is completed from its files. Any other becomes
    `interrupted`: what it had seen counts, and every column it did not reach says so.
    """
    statuses = run_statuses(con)
    recovered = []
    for folder in run_folders(archive):
        if statuses.get(folder.run_id, LOADED) != LOADED:
            continue
        record = folder.record()
        if record.status == RUNNING:
            folder.write_record(record.ended(INTERRUPTED, {}, {}, datetime.now(UTC)))
        _let_go(folder, staging)
        if record.status == RUNNING:
            logger.warning("run %s was cut off; loading what it had archived", folder.run_id)
        else:
            logger.info("run %s: loading it from the archive", folder.run_id)
        replay(con, folder, staging)
        recovered.append(folder.run_id)
    return recovered


def _let_go(folder: RunFolder, staging: Path) -> None:
    """Let whoever still collects for a run that was cut off, on another machine, notice its end."""
    asked = wait_until_nobody_asks(staging, folder.record().counties, _LETTING_GO_SECONDS)
    if asked:
        logger.warning("run %s: %s still asked", folder.run_id, ", ".join(asked))


def replay(con: duckdb.DuckDBPyConnection, folder: RunFolder, staging: Path) -> None:
    """Read one run of the archive and load it, its end and its finding events."""
    read_counties(folder, staging, archived(con))
    load_night(con, folder.archive, staging, folder.run_id)
    finish_run(con, folder.archive, folder.run_id)


def read_counties(
    folder: RunFolder, staging: Path, before: Archived, *, only_missing: bool = False
) -> None:
    """Write the staging files of every county of a run's registry, asked or not.

    With `only_missing` those that are there stay: the county's own task has written them.
    """
    record = folder.record()
    for source in folder.sources():
        code = source.county.code
        # The lines of the documents are written last: with them a county is complete.
        if only_missing and (staging / folder.run_id / f"{code}.document.jsonl").exists():
            continue
        why = "not_reached"
        if code not in record.counties:
            why = "not_asked"
        elif record.status == INTERRUPTED:
            why = "interrupted"
        parse_county(folder, source, staging, before, not_read_because=why)


def reread_if_parser_changed(con: duckdb.DuckDBPyConnection, archive: Path, staging: Path) -> int:
    """Read every archived page that this parser version has not read; returns how many.

    Two versions of the parser may read the same page differently: compared with each other they
    would show changes that no body made.
    """
    captures = [Capture(**row) for row in captures_to_reread(con, PARSER_VERSION)]
    if not captures:
        return 0
    logger.info("reading %d archived pages with the present parser", len(captures))
    lines = staging / f"reread-{PARSER_VERSION}.document.jsonl"
    reread(archive, captures, lines, archived(con))
    return load_documents(con, lines)


def archived(con: duckdb.DuckDBPyConnection) -> Archived:
    """What the warehouse says was archived, and read by this parser."""
    before = archived_before(con, PARSER_VERSION)
    return Archived(before.places, before.documents)


def rebuild(settings: Settings, *, from_archive: bool = False) -> Path:
    """Rebuild core, mart and checks, and publish them as of the last run; returns the release.

    With `from_archive` the database is dropped first and read again from the archive alone.
    Raises AlreadyRunning, or WarehouseError when there is nothing to rebuild from.
    """
    with writer_lock(settings.home):
        if from_archive:
            set_aside(settings.home, {folder.run_id for folder in run_folders(settings.archive)})
        with open_writer(settings.home) as con:
            recover_unfinished(con, settings.archive, settings.staging)
            reread_if_parser_changed(con, settings.archive, settings.staging)
            if last_as_of(con) is None:
                raise WarehouseError(
                    f"there is no run in {settings.home}", "run `fazhi nightly` first"
                )
            build(con)
            build_findings(con)
            name = f"rebuild-{datetime.now(SHANGHAI):%Y%m%dT%H%M%S}"
            return publish(con, settings.home, name, settings.releases_kept)
