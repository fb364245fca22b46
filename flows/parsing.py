"""From the archive to JSON lines: one county's captures of one run, read by the parser.

Works the same for the night that has just collected them, for a night that was cut off, and for a
rebuild of the whole warehouse: what is written depends on the archived bytes, the registry of that
run and the parser version alone.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.collect.archive import DamagedRecord, read_payload
from flows.collect.captures import Capture, read_captures
from flows.collect.reading import listing_page, read_capture
from flows.parse.column import ListingPage, read_column
from flows.parse.document import PARSER_VERSION, ColumnReading, Document, Page
from flows.run_folder import SHANGHAI, RunFolder, writing_whole
from flows.sources.registry import Column, Source

logger = logging.getLogger(__name__)

#: Where a payload lies: digest → (WARC file, offset, length of the decoded body in bytes).
Places = Mapping[str, tuple[str, int, int]]


@dataclass(frozen=True)
class Archived:
    """What was archived and read before: the parser need not read it again."""

    places: Places
    documents: frozenset[tuple[str, str]] = frozenset()  # (sha256, url) read by this parser


def parse_county(
    folder: RunFolder,
    source: Source,
    staging: Path,
    archived: Archived,
    *,
    not_read_because: str = "not_reached",
) -> None:
    """Read one county's captures of a run and write its three staging files.

    Every registered column gets a reading: one without any capture has `not_read_because` as its
    reason. A damaged record is logged and counts as a page that could not be read; no page raises.
    """
    code = source.county.code
    attempts = [read_captures(file) for file in folder.captures_files(code)]
    captures = [capture for attempt in attempts for capture in attempt]
    payloads = _Payloads(folder.archive, captures, archived.places)
    day = folder.record().as_of.astimezone(SHANGHAI).date()
    readings, entries = [], []
    read: dict[str, ColumnReading | None] = {}
    for column in source.columns(on=day):
        if column.url not in read:
            read[column.url] = _read_column(column.url, attempts, payloads)
        row, listed = _column_rows(folder.run_id, code, column, read[column.url], not_read_because)
        readings.append(row)
        entries.extend(listed)
    out = staging / folder.run_id
    out.mkdir(parents=True, exist_ok=True)
    for name, rows in (
        ("column_reading", readings),
        ("listing", entries),
        # Last, and read as it is written: its file says that the county is complete.
        ("document", _documents(captures, payloads, archived.documents)),
    ):
        _write_lines(out / f"{code}.{name}.jsonl", rows)


def reread(archive: Path, captures: list[Capture], lines: Path, archived: Archived) -> None:
    """Read articles and attachments of earlier runs once more, after the parser has changed."""
    lines.parent.mkdir(parents=True, exist_ok=True)
    payloads = _Payloads(archive, captures, archived.places)
    _write_lines(lines, _documents(captures, payloads, archived.documents))


class _Payloads:
    """Bodies by digest, from this run's own records or from where an earlier run stored them."""

    def __init__(self, archive: Path, captures: list[Capture], places: Places) -> None:
        self._archive = archive
        self._places = dict(places)
        for capture in captures:
            if capture.stored and capture.sha256 and capture.warc_file is not None:
                self._places[capture.sha256] = (
                    capture.warc_file,
                    capture.warc_offset or 0,
                    capture.length or 0,
                )

    def of(self, capture: Capture) -> bytes | None:
        """The body the capture stands for; None if there is none or its record is damaged."""
        if capture.sha256 is None or capture.sha256 not in self._places:
            return None
        warc_file, offset, length = self._places[capture.sha256]
        try:
            return read_payload(self._archive, warc_file, offset, length, capture.sha256)
        except DamagedRecord as error:
            logger.warning("%s: %s", capture.url, error)
            return None


def _read_column(
    url: str, attempts: list[list[Capture]], payloads: _Payloads
) -> ColumnReading | None:
    """The column by its last attempt that read the list, else by the last that asked for it."""
    last = None
    for captures in reversed(attempts):
        pages: list[ListingPage] = [
            listing_page(capture, payloads.of(capture))
            for capture in captures
            if capture.role == "listing" and capture.column_url == url
        ]
        reading = read_column(pages) if pages else None
        if reading is not None and (reading.complete or reading.partial):
            return reading
        last = last or reading
    return last


def _column_rows(
    run_id: str, code: str, column: Column, read: ColumnReading | None, why_not: str
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    key = {
        "run_id": run_id,
        "county_code": code,
        "filer_id": column.filer_id,
        "report_kind": column.kind,
        "column_url": column.url,
    }
    if read is None:
        return key | {
            "status": None,
            "kind": None,
            "family": None,
            "pages_announced": None,
            "pages_read": 0,
            "n_entries": 0,
            "complete": False,
            "partial": False,
            "provably_empty": False,
            "newest_first": False,
            "oldest_listed_on": None,
            "entries_sha256": None,
            "reason": why_not,
        }, []
    listed = [
        key
        | {
            "url": entry.url,
            "title": entry.title,
            "listed_on": entry.listed_on,
            "position": position,
            "title_report_kind": entry.title_reading.report_kind,
            "title_why_not": entry.title_reading.why_not,
            "may_be_report": entry.title_reading.may_be_report,
            "title_year": entry.title_reading.report_year,
            "title_years": entry.title_reading.years,
            "title_unit": entry.title_reading.unit,
        }
        for position, entry in enumerate(read.entries, start=1)
    ]
    shown = "\n".join(f"{entry.url}\t{entry.title}" for entry in read.entries)
    row = read.model_dump(mode="json", exclude={"entries"}) | {
        "n_entries": len(read.entries),
        "entries_sha256": hashlib.sha256(shown.encode()).hexdigest() if read.complete else None,
    }
    return key | row, listed


def _documents(
    captures: Iterable[Capture], payloads: _Payloads, known: frozenset[tuple[str, str]]
) -> Iterator[dict[str, Any]]:
    done: set[tuple[str, str]] = set()
    for capture in captures:
        if capture.role not in ("article", "attachment") or capture.sha256 is None:
            continue
        if capture.status not in (200, 304):
            continue
        key = (capture.sha256, capture.url)
        if key in known or key in done:
            continue
        body = payloads.of(capture)
        if body is None:
            continue
        done.add(key)
        yield {
            "sha256": capture.sha256,
            "url": capture.url,
            "parser_version": PARSER_VERSION,
            "document": as_document(read_capture(capture, body)).model_dump(mode="json"),
        }


def as_document(page: Page) -> Document:
    """A page asked for as an article, whatever it turned out to be."""
    if isinstance(page, Document):
        return page
    return Document(**{name: getattr(page, name) for name in Page.model_fields})


def _write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    with writing_whole(path) as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
