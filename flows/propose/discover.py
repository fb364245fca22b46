"""`fazhi sources discover`: from a county's site to a proposed source file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from flows.collect.address import is_loopback_name
from flows.collect.fetcher import Scope
from flows.collect.session import Manners
from flows.collect.unkept import unkept_fetcher
from flows.exits import Unreadable, WrongUsage
from flows.propose.assemble import assemble
from flows.propose.identity import identify
from flows.propose.judge import Candidate, candidates, without_doubles
from flows.propose.naming import is_sure, is_unit_name
from flows.propose.owners import Owner, owner_of
from flows.propose.proposal import Proposal
from flows.propose.site import SiteHosts, home_of
from flows.propose.told import told_of_walk
from flows.propose.unit_book import UnitBook
from flows.propose.walk import Bounds, Place, Report, SiteWalk
from flows.settings import Settings
from flows.sources.address import check_host, check_url, host_of, is_private_host
from flows.sources.model import DEFAULT_DELAY
from flows.sources.townships import SHIPPED, load_townships


@dataclass(frozen=True)
class Request:
    """What is asked of a discovery; `today` gives the year where no report was seen."""

    url: str
    today: date
    code: str | None = None
    name: str | None = None
    province: str | None = None
    hosts: tuple[str, ...] = ()
    units: tuple[Path, ...] = ()
    bounds: Bounds = field(default_factory=Bounds)


@dataclass
class Discovery:
    """A proposal, and what the walk could not see as lines for the person who asked."""

    proposal: Proposal
    pages: int
    told: list[str] = field(default_factory=list)


def discover(request: Request, settings: Settings, report: Report | None = None) -> Discovery:
    """Walk the site and propose its source file.

    Raises WrongUsage for a request that cannot be meant and Unreadable when the first page does
    not answer; whatever else a site does ends up in `told`.
    """
    hosts, manners = _manners(request, settings)
    townships = load_townships([SHIPPED, *request.units])
    limits = replace(settings.limits, max_requests=2 * request.bounds.pages + 20)
    scope = Scope("discover", "site", hosts, manners, Counter())
    with unkept_fetcher(scope, limits) as fetcher:
        county = _Name(request.name or "")
        walk = SiteWalk(fetcher, hosts, request.bounds, county.is_unit, county.is_sure, report)
        walk.start(request.url, home_of(request.url))
        if not walk.visits or all(visit.page is None for visit in walk.visits):
            why = walk.visits[0].fault if walk.visits else "it was not asked"
            raise Unreadable(f"{request.url}: {why}; check the address, or try again later")
        who = identify(walk.visits, townships, request.code, request.name, request.province)
        county.name = who.name
        walk.run()
        found, rejected = _columns(walk)
    book = UnitBook(who.name, townships.of(who.code))
    book.add(f"{who.name}人民政府")
    for place in walk.units:
        book.add_link(place.unit or "", place.url)
    folders = book.by_folder()
    owned = _one_for_each([(column, owner_of(column, book, folders)) for column in found], rejected)
    site = next((v.url for v in walk.visits if v.page and not v.place.path), request.url)
    proposal = assemble(who, home_of(site), request.today, book, owned, hosts)
    told = told_of_walk(walk, rejected)
    without = [filer.name for filer in proposal.filers if not filer.columns]
    proposal.notes = [
        f"Proposed from {request.url}. Review every line; docs/sources.md explains them.",
        *(["", "What the walk could not see, or did not take:"] if told else []),
        *(f"- {line}" for line in told),
        *(["", f"Bodies without a column of their own: {'、'.join(without)}"] if without else []),
    ]
    return Discovery(proposal, walk.asked, told)


@dataclass
class _Name:
    """The county's name, which the first pages tell; the walk asks for it from then on."""

    name: str

    def is_unit(self, text: str) -> bool:
        return is_unit_name(text, self.name or "县")

    def is_sure(self, text: str) -> bool:
        return bool(self.name) and is_sure(text, self.name)


def _manners(request: Request, settings: Settings) -> tuple[SiteHosts, Manners]:
    try:
        host = host_of(check_url(request.url))
        further = [check_host(name) for name in request.hosts]
    except ValueError as wrong:
        raise WrongUsage(str(wrong)) from None
    loopback = is_loopback_name(host)
    if is_private_host(host) and not loopback:
        raise WrongUsage(f"{host} is in a private network; give the address of a public site")
    if not loopback and not settings.contact:
        raise WrongUsage("FAZHI_CONTACT is not set; set it to your mail or web address")
    delay = 0.0 if loopback else DEFAULT_DELAY
    return SiteHosts(host, further), Manners(delay, allow_private_network=loopback)


def _columns(walk: SiteWalk) -> tuple[list[Candidate], dict[str, list[Place]]]:
    """The columns among the pages read, each read whole; and what only looked like one."""
    found: list[Candidate] = []
    rejected: dict[str, list[Place]] = {}
    for visit in list(walk.visits):
        columns, why_not = candidates(visit)
        if why_not is not None:
            rejected.setdefault(why_not, []).append(visit.place)
        pages = walk.column_pages(visit) if any(not c.script for c in columns) else []
        for column in columns:
            if not column.script:
                column.read_whole(pages)
        found += columns
    return without_doubles(found), rejected


def _one_for_each(
    owned: list[tuple[Candidate, Owner]], rejected: dict[str, list[Place]]
) -> list[tuple[Candidate, Owner]]:
    """Of the columns of one owner leave out those whose reports all stand in another of them."""
    kept: list[tuple[Candidate, Owner]] = []
    for column, owner in sorted(owned, key=lambda pair: -len(pair[0].report_urls)):
        rivals = [c for c, o in kept if o.unit is owner.unit and c.kind == column.kind]
        if column.report_urls and any(column.report_urls <= c.report_urls for c in rivals):
            rejected.setdefault("its reports all stand in another column", []).append(
                column.visit.place
            )
        else:
            kept.append((column, owner))
    return [pair for pair in owned if any(pair[0] is column for column, _ in kept)]
