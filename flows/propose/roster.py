"""`fazhi sources import`: the roster that an office keeps as a proposed source file.

One row is a body with one column; a body with two columns stands on two rows, one without a
column has no address.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flows.collect.address import is_loopback_name
from flows.exits import WrongUsage
from flows.propose.naming import core_name
from flows.propose.proposal import Proposal, ProposedColumn, ProposedCounty, ProposedFiler
from flows.propose.roster_rows import RosterRow, read_rows
from flows.propose.sheets import read_sheets
from flows.propose.site import home_of
from flows.propose.unit_book import NO_SLUG, UnitBook
from flows.propose.words import PROVINCES
from flows.sources.address import check_url, host_of
from flows.sources.model import Source
from flows.sources.registry import InvalidSources
from flows.sources.townships import SHIPPED, Townships, load_townships

_MAKESHIFT = "a makeshift id: write a slug of your own before the first night; it is never changed"


@dataclass(frozen=True)
class Request:
    """A roster and what it does not say about the county; `known` is the county's file."""

    file: Path
    today: date
    code: str | None = None
    name: str | None = None
    province: str | None = None
    site: str | None = None
    first_year: int | None = None
    units: tuple[Path, ...] = ()
    known: Source | None = None


def propose_from_roster(request: Request) -> Proposal:
    """The roster as a proposal.

    Raises InvalidSources naming file, row, column and remedy of every mistake in the table, and
    WrongUsage naming the option for what the table does not say.
    """
    rows = read_rows(read_sheets(request.file))
    units = load_townships([SHIPPED, *request.units])
    county = _county(request, rows, units)
    book = UnitBook(county.name)
    filers: dict[str, ProposedFiler] = {}
    codes = {core_name(unit.name, county.name): unit.code for unit in units.of(county.code)}
    addresses: dict[str, list[str]] = {}
    problems: list[str] = []
    for row in rows:
        if row.id is not None and not is_filer_id(row.id, county.code):
            problems.append(
                f"{row.where}: {row.id!r} is no id; write {county.code} and three digits, or leave "
                "it out"
            )
        unit = book.add(row.name)
        unit.level, unit.code = row.level, row.id or unit.code or codes.get(unit.core)
        filer = filers.get(unit.core)
        if filer is None:
            filer = ProposedFiler("", unit.name, row.level)
            filers[unit.core] = filer
        elif filer.level != row.level:
            problems.append(
                f"{row.where}: {row.name} is {filer.level} further up; give it one level"
            )
        filer.obligation_basis = filer.obligation_basis or row.obligation_basis
        filer.aliases += [a for a in (*row.aliases, *unit.aliases) if a not in filer.aliases]
        if row.url is None:
            continue
        if any(c.url == row.url and c.kind == row.kind for c in filer.columns):
            problems.append(f"{row.where}: {row.name} has this address twice; take one row out")
            continue
        filer.columns.append(ProposedColumn(row.url, row.kind, [f"from {row.where}"]))
        addresses.setdefault(unit.core, []).append(row.url)
    if problems:
        raise InvalidSources(problems)
    ids = book.ids(county.code, addresses)
    taken = {filer.name for filer in filers.values()}
    for core, filer in filers.items():
        filer.id = ids[core]
        if _is_makeshift(filer.id):
            filer.notes.append(_MAKESHIFT)
        filer.aliases = [alias for alias in filer.aliases if alias not in taken]
        taken.update(filer.aliases)
    notes = [
        f"From the roster {request.file.name}. Review every line; docs/sources.md explains them."
    ]
    without = [filer.name for filer in filers.values() if not filer.columns]
    if without:
        notes += ["", f"Bodies without a column: {'、'.join(without)}"]
    return Proposal(county, list(filers.values()), notes)


def _is_makeshift(filer_id: str) -> bool:
    """Whether no address of the body gave its id a slug."""
    return bool(re.fullmatch(rf"\d{{6}}-{NO_SLUG}(-\d+)?", filer_id))


def is_filer_id(text: str, code: str) -> bool:
    """Whether a text may be the id of a body of the county: an NBS code or code and slug."""
    return bool(re.fullmatch(rf"{code}(\d{{3}}|-[a-z0-9]+(-[a-z0-9]+)*)", text))


def _county(request: Request, rows: list[RosterRow], units: Townships) -> ProposedCounty:
    """What the table does not say: from the options, the county's file, the list of units."""
    known = request.known.county if request.known else None
    code = request.code or (known.code if known else None) or _code_of(rows, units)
    if code is None or not re.fullmatch(r"\d{6}", code):
        raise WrongUsage("the roster does not say which county it is; give --code with six digits")
    listed = units.county(code)
    name = request.name or (known.name if known else None)
    name = name or (listed.county_name if listed else None)
    province = request.province or (known.province if known else None)
    province = province or (listed.province if listed else PROVINCES.get(code[:2]))
    if name is None:
        raise WrongUsage(f"the name of {code} is not known; give --name")
    if province is None:
        raise WrongUsage(f"the province of {name} is not known; give --province")
    site = request.site or (known.site if known else None) or _site_of(rows)
    if site is None:
        raise WrongUsage("the roster holds no address; give the county's home page with --site")
    try:
        check_url(site)
    except ValueError as wrong:
        raise WrongUsage(f"--site: {wrong}") from None
    year = request.first_year or (known.first_report_year if known else request.today.year - 1)
    county = ProposedCounty(code, name, province, site, year)
    county.loopback = is_loopback_name(host_of(site))
    if request.first_year is None:
        county.year_notes = [
            "not in the roster: last year; choose the year the county is judged from"
        ]
    if request.site is None and known is None:
        county.notes = ["site: the host of most columns; check it"]
    return county


def _code_of(rows: list[RosterRow], units: Townships) -> str | None:
    """The one county that has every town of the roster."""
    towns = [row.name for row in rows if row.level in ("township", "subdistrict")]
    found = units.counties_with(core_name(name, "\x00") for name in towns)
    return found[0] if len(found) == 1 else None


def _site_of(rows: list[RosterRow]) -> str | None:
    homes = Counter(home_of(row.url) for row in rows if row.url)
    return homes.most_common(1)[0][0] if homes else None
