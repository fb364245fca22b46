"""Is a page a column of reports? Only what was read as a list, and says itself what it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from flows.parse.column import ListingPage, read_column
from flows.parse.document import ColumnReading, Listing, ListingEntry, ReportKind
from flows.propose.site import page_id
from flows.propose.walk import Visit
from flows.propose.words import is_generic, kinds_named

Confidence = Literal["high", "medium", "low"]
ORDER: tuple[Confidence, ...] = ("low", "medium", "high")
#: Share of entries that are reports from which a list is one of reports, whatever its name.
MOST, NEARLY_ALL = 0.5, 0.8


@dataclass
class Candidate:
    """A page that is a column of reports of one kind; `why` are the words for the reviewer."""

    visit: Visit
    kind: ReportKind
    confidence: Confidence
    why: list[str]
    named: bool  # its own name says what it is
    script: bool = False  # only a script fills it
    pages: list[ListingPage] = field(default_factory=list)
    reading: ColumnReading | None = None

    @property
    def url(self) -> str:
        return self.visit.url

    @property
    def reports(self) -> list[ListingEntry]:
        """Its entries whose titles are those of reports of its kind."""
        entries = self.reading.entries if self.reading else []
        return [e for e in entries if e.title_reading.report_kind == self.kind]

    @property
    def report_urls(self) -> set[str]:
        return {page_id(entry.url) for entry in self.reports}

    @property
    def years(self) -> list[int]:
        """Report years that its entries name, the oldest first."""
        years = (entry.title_reading.report_year for entry in self.reports)
        return sorted({year for year in years if year is not None})

    def read_whole(self, pages: list[ListingPage]) -> None:
        """Take note of its further pages."""
        self.pages = pages
        self.reading = read_column(pages)


def candidates(visit: Visit) -> tuple[list[Candidate], str | None]:
    """The columns that a page is, one for each kind; or why it is none though a link says so."""
    page = visit.page
    if page is None or not visit.place.path:
        return [], None
    own = _own_kinds(visit)
    linked = kinds_named(visit.place.path[-1])
    promised = visit.place.way == "column"
    if page.kind == "script_list":
        found = [
            Candidate(
                visit, kind, "low", ["a script fills it: its entries cannot be seen"], True, True
            )
            for kind in own
        ]
        return (
            found,
            None if found or not promised else "only a script fills it, and it has no name",
        )
    if not isinstance(page, Listing):
        return [], f"no list: {page.kind}{_because(page.reason)}" if promised else None
    if not page.entries and not page.subcolumns:
        return _empty(
            visit, page, own
        ), None if own or not promised else "an empty list without a name"
    kinds = list(dict.fromkeys([*own, *linked, *_kinds_listed(page)]))
    found = [c for kind in kinds if (c := _filled(visit, page, kind, own, linked)) is not None]
    return found, None if found or not promised else "no entry is a report, and its name is another"


def lower(one: Confidence, other: Confidence) -> Confidence:
    """The lesser of two confidences."""
    return min(one, other, key=ORDER.index)


def _own_kinds(visit: Visit) -> list[ReportKind]:
    """Kinds that the page's own name says, the column's name before the window's title."""
    page = visit.page
    names = [page.title or "", *(page.breadcrumb[-1:])] if page is not None else []
    for name in [*names, visit.read.title]:
        if kinds := kinds_named(name):
            return kinds
    return []


def _kinds_listed(page: Listing) -> list[ReportKind]:
    kinds = (entry.title_reading.report_kind for entry in page.entries)
    return list(dict.fromkeys(kind for kind in kinds if kind is not None))


def _empty(visit: Visit, page: Listing, own: list[ReportKind]) -> list[Candidate]:
    proved = page.provably_empty
    words = "no entry yet" if proved else "no entry was seen; look whether there is one"
    confidence: Confidence = "medium" if proved else "low"
    return [Candidate(visit, kind, confidence, [words], True) for kind in own]


def _filled(
    visit: Visit,
    page: Listing,
    kind: ReportKind,
    own: list[ReportKind],
    linked: list[ReportKind],
) -> Candidate | None:
    n_kind = sum(entry.title_reading.report_kind == kind for entry in page.entries)
    n_any = sum(entry.title_reading.report_kind is not None for entry in page.entries)
    n_entries = max(len(page.entries), 1)
    named = kind in own
    if not page.entries:  # one column for each year below it: read later
        return (
            Candidate(visit, kind, "medium", ["one column for each year"], named) if named else None
        )
    if n_kind == 0:
        words = "its name says so, but no title does; look at its entries"
        return Candidate(visit, kind, "low", [words], True) if named else None
    if named:
        return Candidate(visit, kind, "high", [], True)
    share = n_any / n_entries
    if kind in linked:
        words = "the link to it says so, its own name does not"
        confidence: Confidence = "medium" if share >= MOST else "low"
        return Candidate(visit, kind, confidence, [words], False)
    name = page.title or visit.read.title or visit.place.path[-1]
    if share >= MOST and (is_generic(name) or is_generic(visit.place.path[-1])):
        return Candidate(visit, kind, "medium", ["by its entries"], False)
    if share >= NEARLY_ALL and n_kind >= 2:
        return Candidate(visit, kind, "low", ["by its entries alone"], False)
    return None


def _because(reason: str | None) -> str:
    return f" ({reason})" if reason else ""


def without_doubles(found: list[Candidate]) -> list[Candidate]:
    """Leave out the pages and years of another column, and lists of what other columns hold."""
    parts = {
        (c.kind, page_id(page.url))
        for c in found
        for page in c.pages
        if page_id(page.url) != page_id(c.url)
    }
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: not c.named):
        here = (candidate.kind, page_id(candidate.url))
        if here in parts or any(here == (k.kind, page_id(k.url)) for k in kept):
            continue
        urls = candidate.report_urls
        others = [k for k in kept if k.kind == candidate.kind]
        if not candidate.named and urls <= set().union(*(k.report_urls for k in others)):
            continue
        kept.append(candidate)
    return [candidate for candidate in found if any(candidate is k for k in kept)]
