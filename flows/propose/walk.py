"""Walks a county's site from its home page towards the columns: politely, within bounds.

Breadth first, and of one depth the most promising links first. Only links whose words promise a
way are followed, and only to hosts of the site. Every page is asked for once.
"""

from __future__ import annotations

import heapq
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from flows.collect.fetcher import NOT_ASKED, Asked, Fetcher
from flows.parse import links
from flows.parse.column import ListingPage, next_pages
from flows.parse.document import Listing, Page
from flows.parse.page import read_page
from flows.parse.years import named_years
from flows.propose.anchors import Anchor, Read, read_anchors
from flows.propose.hidden import hidden_on
from flows.propose.site import SiteHosts, host_or_none, is_file, page_id
from flows.propose.words import Way, way_of

logger = logging.getLogger(__name__)

#: Told after each page: pages read, addresses waiting, the address.
Report = Callable[[int, int, str], None]
#: Further pages read of one column: reports of more years than that would be too many.
MOST_COLUMN_PAGES = 12
_RANK: dict[Way | None, int] = {"column": 0, "near": 1, None: 2, "units": 3, "open": 4}


@dataclass(frozen=True)
class Bounds:
    """How far a walk goes: pages asked for, links away from the first page."""

    pages: int = 1000
    depth: int = 8


@dataclass(frozen=True)
class Place:
    """An address and how it was come by: the words of the links from the first page on."""

    url: str
    path: tuple[str, ...] = ()
    unit: str | None = None  # the last of the words that named a body
    way: Way | None = None  # what the last link promised

    @property
    def shown(self) -> str:
        return " > ".join(self.path) or "first page"


@dataclass
class Visit:
    """A page that was asked for."""

    place: Place
    url: str  # that answered
    page: Page | None
    read: Read
    fault: str | None = None  # why there is no page: error or status, with its words


@dataclass
class Unseen:
    """What the walk could not see, for the person who completes the proposal."""

    scripts: dict[str, list[Place]] = field(default_factory=dict)  # what → where
    faults: dict[str, list[Place]] = field(default_factory=dict)  # why → where
    foreign: dict[str, Place] = field(default_factory=dict)  # host → the first link to it
    single: dict[str, Place] = field(default_factory=dict)  # columns that are one document
    waiting: int = 0  # addresses not asked for when a bound was reached
    too_deep: int = 0
    stopped: str | None = None  # which bound that was, or why the host was left alone


class SiteWalk:
    """One walk over one site; `visits` are the pages in the order in which they were read."""

    def __init__(
        self,
        fetcher: Fetcher,
        hosts: SiteHosts,
        bounds: Bounds,
        is_unit: Callable[[str], bool],
        is_sure: Callable[[str], bool],
        report: Report | None = None,
    ) -> None:
        self.visits: list[Visit] = []
        self.unseen = Unseen()
        self.units: list[Place] = []  # every link that names a body
        self.asked = 0
        self._fetcher = fetcher
        self._hosts = hosts
        self.bounds = bounds
        self._is_unit = is_unit
        self._is_sure = is_sure
        self._report = report
        self._main_host: str | None = None
        self._pages: dict[str, ListingPage] = {}
        self._seen: set[str] = set()
        self._named: set[tuple[str, str]] = set()
        self._heap: list[tuple[int, int, int, Place]] = []

    def start(self, *urls: str) -> None:
        """Ask for the first pages; `run` goes on from them, once the county is known."""
        self._main_host = host_or_none(urls[0])
        for url in urls:
            self._put(Place(url), 0)
        while self._heap:
            self.visits.append(self._ask(heapq.heappop(self._heap)[3]).visit)

    def run(self) -> None:
        """Walk until nothing promising is left or a bound is reached."""
        for visit in list(self.visits):
            self._learn(visit, 0)
        while self._heap:
            if self.unseen.stopped is None and self.asked >= self.bounds.pages:
                self.unseen.stopped = f"the bound of {self.bounds.pages:,} pages is reached"
            if self.unseen.stopped is not None:
                self.unseen.waiting = len(self._heap)
                return
            self._next()

    def column_pages(self, visit: Visit) -> list[ListingPage]:
        """A column's first page and its further pages, as far as the bounds let them be read."""
        pages = [ListingPage(visit.url, 200, visit.page)]
        asked = {page_id(visit.url)}
        while len(pages) <= MOST_COLUMN_PAGES:
            more = [url for url in next_pages(pages) if page_id(url) not in asked]
            if not more or self.asked >= self.bounds.pages:
                break
            asked.add(page_id(more[0]))
            known = self._pages.get(page_id(more[0]))
            pages.append(known or self._ask(Place(more[0], visit.place.path)).as_listing)
        return pages

    def _next(self) -> None:
        depth, _, _, place = heapq.heappop(self._heap)
        visit = self._ask(place).visit
        self.visits.append(visit)
        self._learn(visit, depth)

    def _learn(self, visit: Visit, depth: int) -> None:
        """Take the ways that a page opens, and note what it hides."""
        if visit.fault is not None:
            self.unseen.faults.setdefault(visit.fault, []).append(visit.place)
            return
        # A second address of a page already read (http and https, a redirect) opens no new ways.
        self._seen.add(page_id(visit.url))
        for what in hidden_on(visit.read):
            self.unseen.scripts.setdefault(what, []).append(visit.place)
        documents = _documents(visit.page)
        for anchor in visit.read.anchors:
            if anchor.url is None or page_id(anchor.url) not in documents:
                self._consider(anchor, visit, depth + 1)

    def _ask(self, place: Place) -> _Answer:
        self.asked += 1
        fetched = self._fetcher.fetch(Asked(place.url, "listing"))
        capture, body = fetched.capture, fetched.body
        url = capture.final_url or place.url
        fault, page, seen = None, None, Read()
        if capture.error is not None:
            fault = (
                f"{capture.error}: {capture.error_detail}"
                if capture.error_detail
                else capture.error
            )
            if capture.error in NOT_ASKED:
                self.asked -= 1
                # The loss of a side host ends nothing.
                if capture.error != "host_down" or host_or_none(place.url) == self._main_host:
                    self.unseen.stopped = capture.error_detail or capture.error
        elif capture.status != 200 or body is None:
            fault = f"status {capture.status}"
        else:
            page = read_page(body, url, capture.content_type)
            seen = read_anchors(body, url, self._is_unit)
        listing = ListingPage(place.url, capture.status, page, capture.error)
        self._pages[page_id(place.url)] = listing
        if self._report is not None:
            self._report(self.asked, len(self._heap), url)
        return _Answer(Visit(place, url, page, seen, fault), listing)

    def _consider(self, anchor: Anchor, visit: Visit, depth: int) -> None:
        """Put a link on the list if its words promise a way and its host belongs to the site."""
        url, text = anchor.url, anchor.text
        if url is None:
            return
        way = way_of(text)
        is_unit = way != "column" and (
            self._is_sure(text) or (anchor.among_units and self._is_unit(text))
        )
        in_frame = not text
        if way is None and not is_unit and not in_frame:
            return
        before = visit.place
        place = Place(
            url,
            before.path if in_frame else (*before.path, text),
            text if is_unit else before.unit,
            None if is_unit else way,
        )
        host = host_or_none(url)
        if host is None or host not in self._hosts:
            if host is not None and not in_frame and (is_unit or way in ("column", "near")):
                self.unseen.foreign.setdefault(host, place)
            return
        if is_unit and (text, page_id(url)) not in self._named:
            self._named.add((text, page_id(url)))
            self.units.append(place)
        if is_file(url) or links.is_article_address(url):
            if way == "column" and not named_years(text):
                self.unseen.single.setdefault(page_id(url), place)
            return
        self._put(place, depth)

    def _put(self, place: Place, depth: int) -> None:
        known = page_id(place.url)
        if known in self._seen:
            return
        if depth > self.bounds.depth:
            self.unseen.too_deep += 1
            return
        self._seen.add(known)
        heapq.heappush(self._heap, (depth, _RANK[place.way], len(self._seen), place))


@dataclass(frozen=True)
class _Answer:
    visit: Visit
    as_listing: ListingPage


def _documents(page: Page | None) -> set[str]:
    """The reports that a list shows: their words promise a column, but none lies behind them."""
    if not isinstance(page, Listing):
        return set()
    told = ((entry, entry.title_reading) for entry in page.entries)
    return {
        page_id(entry.url)
        for entry, title in told
        if title.report_kind and title.report_year and (title.unit or entry.listed_on)
    }


def places_shown(places: Sequence[Place]) -> str:
    """Where something happened: the first place, and how many more there are."""
    more = f" and {len(places) - 1} more" if len(places) > 1 else ""
    return f"{places[0].shown} ({places[0].url}){more}"
