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
from flows.collect.revisit import Revisits
from flows.collect.session import Manners
from flows.collect.walk import Column, Walk
from flows.parse.document import Document, TitleReading
from flows.sources.address import host_of
from flows.sources.registry import Source

logger = logging.getLogger(__name__)

FILE_ENDING = re.compile(rb"\.(?:docx?|wps|pdf|ofd|xlsx?|et|zip|rar|7z|rtf|pptx?|ceb)\b")
#: Other spellings of the dot before an ending; the last is for pages in UTF-16.
HIDDEN_DOTS = (b"%2e", b"&#46;", b"&#x2e;", b"\x00")


@dataclass(frozen=True)
class CountyOutcome:
    """How the night went; `failed` says why none of the columns answered, else it is None.

    `may_pass`: the failure is of a kind that may be over later in the night.
    """

    county_code: str
    n_requests: int
    n_captures: int
    failed: str | None
    may_pass: bool = False


def collect_county(
    source: Source,
    run_id: str,
    archive_dir: Path,
    known: Known,
    limits: Limits,
    report: Report | None = None,
    attempt: int = 1,
) -> CountyOutcome:
    """Collect one county into the archive folder of a run.

    Never raises for anything a site does. Raises OSError when the archive cannot be written, and
    FileExistsError when this attempt was already made in this run: each attempt has files of its
    own, because a file that a kill cut off cannot be continued. `report` is told each address
    asked for and how it answered.
    """
    code = source.county.code
    # An address may be registered for several filers or kinds; it is walked once.
    columns = list(dict.fromkeys(c.url for c in source.columns(on=day_of(run_id))))
    part = name_of_part(code, attempt)
    with (
        ArchiveWriter(archive_dir, run_id, part, limits.contact) as archive,
        CaptureLog(archive_dir / run_id / f"{part}.captures.jsonl") as log,
        Fetcher(_scope(source, run_id, columns), limits, known, archive, log, report) as fetcher,
    ):
        walk = Walk(fetcher)
        read_columns = [walk.walk(url) for url in columns]
        articles = _Articles(fetcher, known, walk.asked, limits.revisits, day_of(run_id))
        articles.fetch_listed(read_columns)
        articles.fetch_attachments()
        articles.fetch_vanished(read_columns)
        failed = _failed(read_columns)
        may_pass = failed is not None and any(column.may_answer_later for column in read_columns)
        outcome = CountyOutcome(code, fetcher.budget.requests, log.count, failed, may_pass)
    logger.info(
        "%s: %d requests, %d captures%s",
        code,
        outcome.n_requests,
        outcome.n_captures,
        f", failed: {outcome.failed}" if outcome.failed else "",
    )
    return outcome


def name_of_part(county_code: str, attempt: int) -> str:
    """Stem of the files of one attempt: the code, from the second on with its number."""
    return county_code if attempt == 1 else f"{county_code}.{attempt}"


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

    def __init__(
        self,
        fetcher: Fetcher,
        known: Known,
        asked: Iterable[str],
        revisits: Revisits,
        today: date,
    ) -> None:
        self._fetcher = fetcher
        self._known = known
        self._revisits = revisits
        self._today = today
        self._asked = {urldefrag(url).url for url in asked}
        self._files: list[Asked] = []

    def fetch_listed(self, columns: list[Column]) -> None:
        """Ask for what may be a report, pages never seen before the others: time may run out."""
        wanted = []
        for column in columns:
            for entry in column.report_entries():
                whole = self._is_backfilled(entry.title_reading)
                if whole or self._is_due(entry.url):
                    wanted.append(Asked(entry.url, "article", column.url, whole=whole))
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

    def _is_backfilled(self, title: TitleReading) -> bool:
        """The entry may be about one of the years that are to be had whole tonight."""
        years = {title.report_year} if title.report_year else set(title.years)
        return bool(self._known.whole_years) and (
            not years or not self._known.whole_years.isdisjoint(years)
        )

    def _is_due(self, url: str) -> bool:
        """The article, or a file of it that could not be had the last time."""
        pages = self._known.pages
        if self._revisits.is_due(url, pages.get(url), self._today):
            return True
        files = (pages.get(file) for file in self._known.attachments.get(url, ()))
        return any(file is None or file.answered_on is None for file in files)

    def _fetch(self, asked: Asked) -> None:
        key = urldefrag(asked.url).url
        if key in self._asked or self._fetcher.budget.why_spent():
            return
        self._asked.add(key)
        fetched = self._fetcher.fetch(asked)
        if asked.role == "article":
            self._files += [
                Asked(url, "attachment", asked.column_url, asked.url, asked.whole)
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
