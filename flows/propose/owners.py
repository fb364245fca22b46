"""Whose column it is: by its path on the page, the bodies its entries name, its folder, the way.

What stands on the page outweighs the way by which it was found: a town's menu leads to the
county's columns too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from flows.propose.judge import Candidate, Confidence
from flows.propose.naming import is_sure
from flows.propose.site import page_id
from flows.propose.unit_book import Unit, UnitBook

_WEIGHT = {"breadcrumb": 3, "entries": 3, "folder": 2, "way": 1}
#: A body named by so large a share of the reports is the owner in spite of strays.
_DOMINANT = 0.7


@dataclass
class Owner:
    """`unit` is None for a column that several bodies share."""

    unit: Unit | None
    confidence: Confidence
    why: str
    bodies: list[Unit] = field(default_factory=list)  # those its entries name


def owner_of(candidate: Candidate, book: UnitBook, folders: dict[str, Unit]) -> Owner:
    """Judge one column; bodies that it alone names become known to the book."""
    named = _named(candidate, book)
    bodies = [book.units[core] for core in named]
    said: dict[str, Unit] = {}
    crumb = _breadcrumb(candidate, book)
    if crumb is not None:
        said["breadcrumb"] = crumb
    folder = _folder(page_id(candidate.url), folders)
    if folder is not None:
        said["folder"] = folder
    if candidate.visit.place.unit is not None:
        said["way"] = book.add(candidate.visit.place.unit)
    if named:
        top, count = named.most_common(1)[0]
        alone = count / named.total() >= _DOMINANT
        placed = "breadcrumb" in said or "folder" in said
        if not alone and len(named) >= (3 if placed else 2):
            words = f"its reports name {len(named)} bodies"
            return Owner(None, "high" if len(named) >= 3 else "medium", words, bodies)
        if alone:
            said["entries"] = book.units[top]
    return _weighed(said, book, bodies)


def _weighed(said: dict[str, Unit], book: UnitBook, bodies: list[Unit]) -> Owner:
    if not said:
        county = book.add(f"{book.county}人民政府")
        return Owner(county, "low", "nothing names a body: taken for the county's own", bodies)
    votes: Counter[str] = Counter()
    for how, unit in said.items():
        votes[unit.core] += _WEIGHT[how]
    core, _ = votes.most_common(1)[0]
    for_it = [how for how, unit in said.items() if unit.core == core]
    against = {how: u for how, u in said.items() if u.core != core}
    words = f"owner by {' and '.join(for_it)}"
    if against:
        words += "; but " + ", ".join(f"{how} says {u.name}" for how, u in against.items())
    weighty = {how for how in against if how != "way"}
    if weighty or for_it == ["way"]:
        return Owner(book.units[core], "low", words, bodies)
    sure = len(for_it) >= 2 or "entries" in for_it
    return Owner(book.units[core], "high" if sure else "medium", words, bodies)


def _named(candidate: Candidate, book: UnitBook) -> Counter[str]:
    """How many reports name each body."""
    named: Counter[str] = Counter()
    for entry in candidate.reports:
        unit = book.named(entry.title_reading.unit or "") if entry.title_reading.unit else None
        if unit is not None:
            named[unit.core] += 1
            unit.also_called(entry.title_reading.unit or "", book.county)
    return named


def _breadcrumb(candidate: Candidate, book: UnitBook) -> Unit | None:
    """The last body on the page's own path; the county's name there is only that of the site."""
    page = candidate.visit.page
    steps = page.breadcrumb[1:] if page is not None else []
    for step in reversed(steps):
        unit = book.find(step)
        if unit is None and is_sure(step, book.county):
            unit = book.add(step)
        if unit is not None and unit.core != "":
            return unit
    return None


def _folder(page: str, folders: dict[str, Unit]) -> Unit | None:
    inside = [folder for folder in folders if page.startswith(folder)]
    return folders[max(inside, key=len)] if inside else None
