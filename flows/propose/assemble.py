"""Columns with their owners, and bodies, put together as a proposal with its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from flows.collect.address import is_loopback_name
from flows.propose.identity import Identity
from flows.propose.judge import Candidate, lower
from flows.propose.owners import Owner
from flows.propose.proposal import Proposal, ProposedColumn, ProposedCounty, ProposedFiler
from flows.propose.site import SiteHosts, host_or_none
from flows.propose.unit_book import Unit, UnitBook
from flows.sources.address import host_of

_LEVELS = ("county_government", "department", "committee", "subdistrict", "township")
Owned = Sequence[tuple[Candidate, Owner]]
_MOST_NAMES = 12


def assemble(
    who: Identity, site: str, today: date, book: UnitBook, owned: Owned, hosts: SiteHosts
) -> Proposal:
    """The proposal: the county, its shared columns, every body with the columns of its own."""
    county = ProposedCounty(who.code, who.name, who.province, site, today.year - 1)
    county.notes = list(who.notes)
    county.loopback = is_loopback_name(host_of(site))
    _first_year(county, owned)
    _hosts(county, owned, hosts)
    own: dict[str, list[ProposedColumn]] = {}
    for column, owner in owned:
        if owner.unit is not None:
            own.setdefault(owner.unit.core, []).append(_column(column, owner))
    for column, owner in owned:
        if owner.unit is None:
            shared = _column(column, owner)
            shared.notes += _bound_by(column, owner, book, own)
            county.columns.append(shared)
    ids = book.ids(who.code, {core: [c.url for c in columns] for core, columns in own.items()})
    taken: set[str] = {unit.name for unit in book.units.values()}
    filers = []
    for core, unit in book.units.items():
        aliases = [alias for alias in unit.aliases if alias not in taken]
        taken.update(aliases)
        columns = sorted(own.get(core, []), key=lambda c: (c.kind != "rule_of_law", c.url))
        notes = _of_unit(unit, bool(columns))
        filers.append(
            ProposedFiler(ids[core], unit.name, unit.level, aliases, None, columns, notes)
        )
    filers.sort(key=lambda filer: (_LEVELS.index(filer.level), filer.id))
    return Proposal(county, filers)


def _column(column: Candidate, owner: Owner) -> ProposedColumn:
    confidence = lower(column.confidence, owner.confidence)
    reasons = [*column.why, _entries(column), owner.why]
    said = "; ".join(reason for reason in reasons if reason)
    notes = [f"found by: {column.visit.place.shown}", f"confidence {confidence}: {said}"]
    return ProposedColumn(column.url, column.kind, notes)


def _entries(column: Candidate) -> str:
    if column.reading is None:
        return ""
    years, total = column.years, len(column.reading.entries)
    if not total:
        return ""
    stretch = ""
    if years:
        several = f"s {years[0]} to {years[-1]}" if len(years) > 1 else f" {years[0]}"
        stretch = f", report year{several}"
    unread = "" if column.reading.complete else f", not read whole ({column.reading.reason})"
    return f"{len(column.reports)} of {total} entries are reports{stretch}{unread}"


def _bound_by(
    column: Candidate, owner: Owner, book: UnitBook, own: dict[str, list[ProposedColumn]]
) -> list[str]:
    """A shared column counts for every filer: say for whom it would speak without naming them."""
    named = {unit.core for unit in owner.bodies}
    silent = [
        unit.name
        for core, unit in book.units.items()
        if core not in named and not any(c.kind == column.kind for c in own.get(core, []))
    ]
    if not silent:
        return []
    more = f" and {len(silent) - _MOST_NAMES} more" if len(silent) > _MOST_NAMES else ""
    return [
        "shared: it counts for every filer of this file. These have no column of this kind and no "
        f"entry in it; if they publish elsewhere, register that: {'、'.join(silent[:_MOST_NAMES])}"
        f"{more}"
    ]


def _of_unit(unit: Unit, has_columns: bool) -> list[str]:
    notes = []
    if unit.seen:
        words, url = unit.seen[0]
        notes.append(f"on the site: {words} ({url})")
    elif unit.code is not None:
        notes.append("from the list of units; the walk met no link to it")
    if unit.code is None and unit.level in ("township", "subdistrict"):
        notes.append("not on the list of units: put its NBS code here as id")
    if not has_columns:
        notes.append("no column of its own was found")
    return notes


def _first_year(county: ProposedCounty, owned: Owned) -> None:
    """The oldest report year seen, with how many reports each year has."""
    for kind in ("rule_of_law", "disclosure"):
        years = Counter(
            entry.title_reading.report_year
            for column, _ in owned
            if column.kind == kind
            for entry in column.reports
            if entry.title_reading.report_year is not None
        )
        if years:
            county.first_report_year = min(years)
            seen = ", ".join(f"{year}: {count}" for year, count in sorted(years.items()))
            county.year_notes = [
                f"the oldest year seen; {kind} reports seen by year: {seen}",
                "every body with a column is judged from that year on: choose a later one if only "
                "few reached back so far",
            ]
            return
    county.year_notes = ["no report was seen: last year; correct it"]


def _hosts(county: ProposedCounty, owned: Owned, hosts: SiteHosts) -> None:
    """Further hosts of the site on which reports lie, and a word on those that are not of it."""
    known = {host_of(county.site), *(host_of(column.url) for column, _ in owned)}
    lying = {host_or_none(entry.url) for column, _ in owned for entry in column.reports}
    others = sorted(host for host in lying if host is not None and host not in known)
    county.hosts = [host for host in others if host in hosts]
    foreign = [host for host in others if host not in hosts]
    if foreign:
        county.notes.append(
            f"reports also lie on {', '.join(foreign)}, which is not asked; if it belongs to the "
            "county, add it to hosts"
        )
