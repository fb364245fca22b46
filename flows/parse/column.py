"""A whole column: its listing pages of one night taken together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urldefrag

from flows.parse import links
from flows.parse.choice import names_subject
from flows.parse.document import ColumnReading, Listing, ListingEntry, Page
from flows.parse.leads import MOST_LEADS
from flows.parse.pagers import MAX_PAGES, page_key


class ListingPage(NamedTuple):
    """One listing page as it was captured; `url` is the address that was asked for."""

    url: str
    status: int | None
    page: Page | None
    error: str | None = None


def next_pages(read: Sequence[ListingPage]) -> list[str]:
    """Return the listing pages still to be fetched, in order; [] when the walk is at its end.

    Asked pages are never asked again, whether they answered or not. Bounded by 200 pages.
    """
    if not read:
        return []
    asked = [page_key(one.url) for one in read]
    addresses = {urldefrag(one.url).url for one in read}
    result: list[str] = []
    for one in read:
        if not isinstance(one.page, Listing):
            continue
        if one.page.lead is not None:
            # The address counts to the letter: "index.html" may be all that "/" leads to.
            url = one.page.lead.url
            if url not in addresses and _depth(read, one) < MOST_LEADS:
                addresses.add(url)
                asked.append(page_key(url))
                result.append(url)
            continue
        for url in (*one.page.pages, *one.page.subcolumns):
            key = page_key(url)
            if not links.same_host(url, one.url) or _is_known(key, asked):
                continue
            asked.append(key)
            addresses.add(url)
            result.append(url)
    return result[: max(0, MAX_PAGES - len(read))]


def _depth(read: Sequence[ListingPage], one: ListingPage) -> int:
    """How many pages led to this one, each by nothing but a redirect or a frame."""
    led_by = {
        other.page.lead.url: other.url
        for other in read
        if isinstance(other.page, Listing) and other.page.lead is not None
    }
    depth, url = 0, one.url
    while url in led_by and depth < MOST_LEADS:
        depth, url = depth + 1, led_by[url]
    return depth


def _is_known(key: str, asked: list[str]) -> bool:
    """Whether the page was asked for, maybe under an address with another prefix."""
    if key in asked:
        return True
    host, _, path = key.partition("/")
    name = path.rsplit("/", 1)[-1]
    if not any(sign.isdigit() for sign in name) or name.endswith("/?"):
        return False
    for other in asked:
        other_host, _, other_path = other.partition("/")
        if host == other_host and (
            path.endswith("/" + other_path) or other_path.endswith("/" + path)
        ):
            return True
    return False


def read_column(pages: Sequence[ListingPage]) -> ColumnReading:
    """Judge the pages of a column, the first page first.

    Complete means: the first page answered 200 and is a listing, every page that was named was
    read as a listing, and as many pages were read as were announced. Raises nothing.
    """
    first = pages[0] if pages else ListingPage("", None, None, "not_asked")
    read = [one for one in pages if _is_read(one)]
    entries = _entries(read)
    listings = [one.page for one in read if isinstance(one.page, Listing)]
    reason = _why_incomplete(pages)
    partial = any(page.partial for page in listings)
    empty = bool(listings) and not entries and all(_is_empty(page) for page in listings)
    page = first.page
    return ColumnReading(
        status=first.status,
        kind=page.kind if page is not None else None,
        family=page.family if page is not None else None,
        pages_announced=page.pages_announced if isinstance(page, Listing) else None,
        pages_read=len(read),
        entries=entries,
        complete=reason is None,
        partial=partial,
        provably_empty=empty and reason is None and not partial,
        newest_first=_newest_first(entries),
        oldest_listed_on=min((e.listed_on for e in entries if e.listed_on), default=None),
        reason=reason or ("partial" if partial else None),
    )


def _is_read(one: ListingPage) -> bool:
    return one.status == 200 and one.error is None and isinstance(one.page, Listing)


def _is_empty(page: Listing) -> bool:
    if page.lead is not None:
        return not page.lead.scripted
    return page.provably_empty or bool(page.subcolumns and not page.entries)


def _entries(read: Sequence[ListingPage]) -> list[ListingEntry]:
    """All entries in order, one per address: pages may overlap."""
    entries: dict[str, ListingEntry] = {}
    for one in read:
        if isinstance(one.page, Listing):
            for entry in one.page.entries:
                entries.setdefault(entry.url, entry)
    return list(entries.values())


def _why_incomplete(pages: Sequence[ListingPage]) -> str | None:
    if not pages:
        return "not_asked"
    unsure = _led_to(pages)
    for at, one in enumerate(pages):
        why = _why_unread(one) or (_why_foreign(one) if one.url in unsure else None)
        if why is not None:
            return why if at == 0 else f"page_{at + 1}: {why}"
    if next_pages(pages):
        return "pages_left"
    if all(isinstance(one.page, Listing) and one.page.lead for one in pages):
        return "redirect_only"  # in a circle, or one behind another without end
    return _repeated(pages) or _fewer_than_announced(pages)


def _why_unread(one: ListingPage) -> str | None:
    if one.error is not None:
        return one.error
    if one.status is None:
        return "no_answer"
    if one.status != 200:
        return f"http_{one.status}"
    if one.page is None:
        return "unread"
    if not isinstance(one.page, Listing):
        detail = f": {one.page.reason}" if one.page.reason else ""
        return f"{one.page.kind}{detail}"
    return one.page.reason


def _led_to(pages: Sequence[ListingPage]) -> set[str]:
    """The addresses led to by a page that does not show that they are the column's."""
    leads = [one.page.lead for one in pages if isinstance(one.page, Listing)]
    return {lead.url for lead in leads if lead is not None and not lead.sure}


def _why_foreign(one: ListingPage) -> str | None:
    """Why a page that something else led to is not believed: it must name the subject itself."""
    page = one.page
    if not isinstance(page, Listing) or page.lead is not None:
        return None
    if any(map(names_subject, (page.title or "", *page.breadcrumb[-1:]))):
        return None
    if any(entry.title_reading.report_kind for entry in page.entries):
        return None
    return "foreign_rows" if page.entries else "empty_unproved"


def _repeated(pages: Sequence[ListingPage]) -> str | None:
    """A site that ignores the page number answers two of its pages with the same rows.

    A part of the column (one year's folder) may well show what the first page shows.
    """
    shown: dict[tuple[int, tuple[str, ...]], int] = {}
    for at, (one, number) in enumerate(zip(pages, _streams(pages), strict=True), start=1):
        rows = tuple(e.url for e in one.page.entries) if isinstance(one.page, Listing) else ()
        if len(rows) < 2:
            continue
        before = shown.setdefault((number, rows), at)
        if before < at:
            return f"page_{at}: same_as_" + ("first" if before == 1 else "earlier")
    return None


def _streams(pages: Sequence[ListingPage]) -> list[int]:
    """Which stream each page is of: 0 for the column's own, a further one for each part."""
    stream: dict[str, int] = {page_key(pages[0].url): 0}
    numbers: list[int] = []
    parts = 0
    for one in pages:
        number = stream.setdefault(page_key(one.url), 0)
        numbers.append(number)
        if not isinstance(one.page, Listing):
            continue
        if one.page.lead is not None:
            stream[page_key(one.page.lead.url)] = number  # the page there stands for this one
            continue
        for url in one.page.pages:
            stream.setdefault(page_key(url), number)
        for url in one.page.subcolumns:
            if page_key(url) not in stream:
                parts += 1
                stream[page_key(url)] = parts
    return numbers


def _fewer_than_announced(pages: Sequence[ListingPage]) -> str | None:
    """Count the pages of each stream (the column, and every column below it) against its word."""
    numbers = _streams(pages)
    announced: dict[int, int] = dict.fromkeys(range(max(numbers) + 1), 1)
    count: dict[int, int] = {}
    for one, number in zip(pages, numbers, strict=True):
        if isinstance(one.page, Listing) and one.page.lead is not None:
            continue
        count[number] = count.get(number, 0) + 1
        if not isinstance(one.page, Listing):
            continue
        # Pages that only a script could show were announced, but cannot be expected.
        told = one.page.pages_announced if one.page.pages or not one.page.partial else 1
        announced[number] = max(announced[number], told or 1)
    for number, expected in announced.items():
        if count.get(number, 0) < expected:
            return f"pages_missing: {count.get(number, 0)} of {expected}"
    return None


def _newest_first(entries: Sequence[ListingEntry]) -> bool:
    """Dates never increase down the list; one entry without a date leaves it open."""
    dates: list[date] = [entry.listed_on for entry in entries if entry.listed_on]
    if not dates or len(dates) < len(entries):
        return False
    return all(later <= earlier for earlier, later in pairwise(dates))
