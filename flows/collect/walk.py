"""Walks a column: its first listing page and every further page that the pages name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from flows.collect.captures import Capture
from flows.collect.failure import LATER_PERHAPS
from flows.collect.fetcher import Asked, Fetcher
from flows.collect.reading import listing_page
from flows.parse.column import ListingPage, next_pages, read_column
from flows.parse.document import Listing, ListingEntry


@dataclass
class Column:
    """One column as tonight's pages show it."""

    url: str
    pages: list[ListingPage] = field(default_factory=list)

    @property
    def answered(self) -> bool:
        """Its first page came whole, whatever is on it."""
        return bool(self.pages) and self.pages[0].status == 200 and self.pages[0].error is None

    @property
    def why_not(self) -> str:
        """Why the first page did not come, as one word or its status."""
        first = self.pages[0]
        return first.error or f"status {first.status}"

    @property
    def may_answer_later(self) -> bool:
        """Its first page did not come for a reason that may be gone in a while."""
        first = self.pages[0]
        busy = first.status is not None and (first.status == 429 or first.status >= 500)
        return busy or first.error in LATER_PERHAPS

    def report_entries(self) -> list[ListingEntry]:
        """All entries whose title may be that of a report."""
        return [
            entry
            for page in self.pages
            if isinstance(page.page, Listing)
            for entry in page.page.entries
            if entry.title_reading.may_be_report
        ]

    def vanished(self, listed_before: Iterable[str]) -> list[str]:
        """Addresses it no longer lists; none unless the whole list was read, or all it can show."""
        reading = read_column(self.pages)
        if not (reading.complete or reading.partial):
            return []
        listed = {entry.url for entry in reading.entries}
        return sorted(set(listed_before) - listed)


class Walk:
    """The listing pages of one county in one night; a page is asked for once."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._read: dict[str, tuple[Capture, ListingPage]] = {}
        self._rows: dict[str, set[str]] = {}  # columns that have a row of a shared page

    @property
    def asked(self) -> set[str]:
        return set(self._read)

    def walk(self, column_url: str) -> Column:
        """Read one column. It ends when the pages name no further one; the night bounds it."""
        column = Column(column_url)
        seen = {column_url}
        column.pages.append(self._page(column_url, column_url, None))
        while more := [url for url in next_pages(column.pages) if url not in seen]:
            for url in more:
                seen.add(url)
                column.pages.append(self._page(url, column_url, column_url))
        return column

    def _page(self, url: str, column_url: str, parent_url: str | None) -> ListingPage:
        if url not in self._read:
            fetched = self._fetcher.fetch(Asked(url, "listing", column_url, parent_url))
            self._read[url] = fetched.capture, listing_page(fetched.capture, fetched.body)
            return self._read[url][1]
        capture, page = self._read[url]
        if column_url not in self._rows.setdefault(url, {str(capture.column_url)}):
            self._rows[url].add(column_url)
            copied = replace(capture, column_url=column_url, parent_url=parent_url)
            self._fetcher.copy(copied)
        return page
