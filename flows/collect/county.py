"""One county's night: listing pages, the reports they show, their files, and what vanished."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urldefrag

from flows.collect.archive import ArchiveWriter
from flows.collect.captures import CaptureLog
from flows.collect.fetcher import Asked, Fetched, Fetcher, Report, Scope
from flows.collect.known import Known
from flows.collect.limits import Limits
from flows.collect.reading import read_capture
from flows.collect.session import Manners
from flows.collect.walk import Column, Walk
from flows.parse.document import Document
from flows.sources.address import host_of
from flows.sources.registry import Source

logger = logging.getLogger(__name__)

FILE_ENDING = re.compile(rb"\.(?:docx?|wps|pdf|ofd|xlsx?|et|zip|rar|7z|rtf|pptx?|ceb)\b")
#: Other spellings of the dot before an ending; the last is for pages in UTF-16.
HIDDEN_DOTS = (b"%2e", b"&#46;", b"&#x2e;", b"\x00")


@dataclass(frozen=True)
class CountyOutcome:
    """How the night went; `failed` says why none of the columns answered, else it is None."""

    county_code: str
    n_requests: int
    n_captures: int
    failed: str | None


def collect_county(
    source: Source,
    run_id: str,
    archive_dir: Path,
    known: Known,
    limits: Limits,
    report: Report | None = None,
) -> CountyOutcome:
    """Collect one county into the archive folder of a run.

    Never raises for anything a site does. Raises OSError when the archive cannot be written, and
    FileExistsError when the county was already collected in this run. `report` is told each
    address asked for and how it answered.
    """
    code = source.county.code
    # An address may be registered for several filers or kinds; it is walked once.
    columns = list(dict.fromkeys(c.url for c in source.columns(on=day_of(run_id))))
    folder = archive_dir / run_id
    with (
        ArchiveWriter(archive_dir, run_id, code, limits.contact) as archive,
        CaptureLog(folder / f"{code}.captures.jsonl") as log,
        Fetcher(_scope(source, run_id, columns), limits, known, archive, log, report) as fetcher,
    ):
        walk = Walk(fetcher)
        read_columns = [walk.walk(url) for url in columns]
        articles = _Articles(fetcher, known, walk.asked)
        articles.fetch_listed(read_columns)
        articles.fetch_attachments()
        articles.fetch_vanished(read_columns)
        outcome = CountyOutcome(code, fetcher.budget.requests, log.count, _failed(read_columns))
    logger.info(
        "%s: %d requests, %d captures%s",
        code,
        outcome.n_requests,
        outcome.n_captures,
        f", failed: {outcome.failed}" if outcome.failed else "",
    )
    return outcome


def day_of(run_id: str) -> date:
    """The as-of day of a run in Asia/Shanghai, which its name begins with; raises ValueError."""
    return date.fromisoformat(run_id.partition("T")[0])


def may_name_files(page: bytes) -> bool:
    """False for a page that names no file: it need not be read, which costs as much as the rest."""
    lowered = page.lower()
    return bool(FILE_ENDING.search(lowered)) or any(dot in lowered for dot in HIDDEN_DOTS)


def _scope(source: Source, run_id: str, columns: list[str]) -> Scope:
    county = source.county
    manners = Manners(county.delay_seconds, county.allow_private_network, county.tls)
    hosts = Counter(host_of(url) for url in columns)
    return Scope(run_id, county.code, source.hosts(), manners, hosts)


def _failed(columns: list[Column]) -> str | None:
    if not columns or any(column.answered for column in columns):
        return None
    (reason, count), *_ = Counter(column.why_not for column in columns).most_common()
    return f"no column answered: {reason} ({count} of {len(columns)})"


class _Articles:
    """The pages and files behind the listings; each address is asked for once a night."""

    def __init__(self, fetcher: Fetcher, known: Known, asked: Iterable[str]) -> None:
        self._fetcher = fetcher
        self._known = known
        self._asked = {urldefrag(url).url for url in asked}
        self._files: list[Asked] = []

    def fetch_listed(self, columns: list[Column]) -> None:
        """Ask for what may be a report, pages never seen before the others: time may run out."""
        wanted = [
            Asked(url, "article", column.url) for column in columns for url in column.report_urls()
        ]
        wanted.sort(key=lambda asked: asked.url in self._known.pages)
        for asked in wanted:
            self._fetch(asked)

    def fetch_attachments(self) -> None:
        """Ask for the files that the articles fetched so far name."""
        files, self._files = self._files, []
        for asked in files:
            self._fetch(asked)

    def fetch_vanished(self, columns: list[Column]) -> None:
        """Ask reports that their column no longer lists whether they are still there."""
        for column in columns:
            listed_before = self._known.listed.get(column.url)
            if listed_before:
                for url in column.vanished(listed_before):
                    self._fetch(Asked(url, "article", column.url))
        self.fetch_attachments()

    def _fetch(self, asked: Asked) -> None:
        key = urldefrag(asked.url).url
        if key in self._asked or self._fetcher.budget.why_spent():
            return
        self._asked.add(key)
        fetched = self._fetcher.fetch(asked)
        if asked.role == "article":
            self._files += [
                Asked(url, "attachment", asked.column_url, asked.url)
                for url in self._files_of(fetched)
            ]

    def _files_of(self, fetched: Fetched) -> list[str]:
        capture = fetched.capture
        if capture.status == 304 and capture.error is None:
            return list(self._known.attachments.get(capture.url, ()))
        if fetched.body is None or capture.status != 200 or not may_name_files(fetched.body):
            return []
        page = read_capture(capture, fetched.body)
        if isinstance(page, Document) and (page.may_be_report or page.is_report):
            return [file.url for file in page.attachments]
        return []
