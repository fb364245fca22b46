"""One page of a column: its entries and the way to its further pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from flows.parse import links
from flows.parse.below import read_more, subcolumns, year_columns, years_by_script
from flows.parse.breadcrumb import read_breadcrumb
from flows.parse.choice import choose, may_be_foreign, names_subject
from flows.parse.document import Lead, Listing, ListingEntry, Page
from flows.parse.emptiness import cut_off, is_filled_elsewhere, judge
from flows.parse.families import FAMILIES, Family, Line, Sheet, recognise
from flows.parse.families.json_lists import read_scripts
from flows.parse.head import read_head
from flows.parse.leads import read_frame, read_lead
from flows.parse.pagers import Pager, read_pager
from flows.parse.report_column import is_of_reports, read_entry
from flows.parse.rows import Group, Row, read_rows
from flows.parse.text import storable
from flows.parse.tree import parse_html
from flows.parse.view import View, look
from flows.parse.year_box import hides_years

_MAX_LINKS = 10_000  # no list page has a tenth of them
_PROSE_OF_A_LIST = 300  # characters of sentences; a page with more and no rows is an article
_ROW_BEGINS = re.compile(r"<(?:li|tr|dd)\b", re.IGNORECASE)
_LINK_BEGINS = re.compile(r"<a\b", re.IGNORECASE)


def read_listing(
    root: etree._Element, text: str, url: str | None, found: View | None = None
) -> Listing | Page | None:
    """Read a page as a list; None if it shows none.

    A list that only a script could fill comes back as a `script_list` page, never as an empty
    Listing. `reason` "cut_off" says that the page breaks off, "empty_unproved" that no entry
    is there and that nothing proves it, "unreadable_rows" that rows lead nowhere, "foreign_rows"
    that nothing shows the rows to be the column's own: such a column is not observed.
    """
    found = found or look(root)
    if len(found.links) > _MAX_LINKS:
        return Page(kind="other", family="generic", reason="too_many_links")
    where = url or ""
    base = links.base_of(root, url)
    family = recognise(text, where)
    facts = page_facts(root, found)
    pager = read_pager(found, text, where, base)
    groups, templates = read_rows(found, base, url=where)
    name = _family_name(family, pager)
    below = subcolumns(found, base, where, facts["title"] or "")
    seen = _Seen(found, text, where, base, name, facts, pager, groups, below)
    rows = choose(
        groups,
        found,
        pager,
        where,
        rival=lambda: is_filled_elsewhere(found, text, family, templates),
    )
    sheet = _sheet(family, text, where)
    if sheet is not None and not _outranks(rows, sheet, base, where):
        return _of_data(sheet, seen, family.name)
    if rows:
        framed = _framed(seen) if may_be_foreign(rows, pager, where) else None
        return framed or _static(rows, seen)
    commented = _in_comments(found, base, where)
    if commented:
        return _static(commented, replace(seen, groups=[]), partial=True)
    below = below or year_columns(found, base, where, facts["title"] or "")
    if below and found.prose <= _PROSE_OF_A_LIST:
        return Listing(kind="listing", family=name, subcolumns=below, pages_announced=1, **facts)
    sheet = read_scripts(str(script.text or "") for script in found.scripts)
    if sheet is not None and _is_own_data(sheet, base, where):
        return _of_data(sheet, seen, name)
    return _without_rows(seen, templates, family)


@dataclass(frozen=True)
class _Seen:
    """What was read of a page before it is decided what the page lists."""

    found: View
    text: str
    url: str
    base: str
    family: str
    facts: dict[str, Any]
    pager: Pager
    groups: list[Group]
    below: list[str]


def page_facts(root: etree._Element, view: View) -> dict[str, Any]:
    """Return what every page has: site name, breadcrumb, column name as title, meta tags."""
    head = read_head(root)
    breadcrumb = read_breadcrumb(root, view)
    breadcrumb = [step for step in breadcrumb if "{{" not in step]
    column = head.meta("ColumnName") or (breadcrumb[-1] if breadcrumb else None)
    return {
        "site_name": head.site_name,
        "breadcrumb": breadcrumb,
        "title": column if column and "{{" not in column and "<" not in column else None,
        "meta_tags": head.metas,
    }


def _outranks(rows: list[Row] | None, sheet: Sheet, base: str, url: str) -> bool:
    """Whether rows in the page are the column's rather than the data a script has there.

    Sites keep data for side boxes in the page as well: the own folder decides.
    """
    if not rows:
        return False
    if not sheet.lines:
        return not sheet.pages
    addresses = [links.join(base, line.href) or "" for line in sheet.lines]
    own_rows = sum(links.in_column(row.url, url) for row in rows) / len(rows)
    own_data = sum(links.in_column(address, url) for address in addresses) / len(addresses)
    return own_rows > own_data


def _sheet(family: Family, text: str, url: str) -> Sheet | None:
    """Read the list from the page's data: the own family's way, then any other that fits."""
    readers = [family.data] + [f.data for f in FAMILIES if f is not family]
    for reader in readers:
        sheet = reader(text, url) if reader is not None else None
        if sheet is not None and (sheet.lines or sheet.pages or sheet.empty):
            return sheet
    return None


def from_sheet(sheet: Sheet, family: str, base: str, facts: dict[str, Any], text: str) -> Listing:
    """Make a Listing of a list that was read from data."""
    lines: dict[str, Line] = {}
    for line in sheet.lines:
        address = links.join(base, line.href.strip())
        if address and address.startswith(("http://", "https://")) and line.title:
            lines.setdefault(address, line)
    pages = [links.join(base, page) for page in sheet.pages]
    of_reports = _is_of_reports(facts, base)
    lost = len(sheet.lines) > 0 and not lines
    named = {"title": storable(sheet.title)[:200]} if sheet.title and not facts.get("title") else {}
    return Listing(
        kind="listing",
        family=family,
        entries=[
            _entry(address, line.title, line.listed_on, of_reports)
            for address, line in lines.items()
        ],
        pages=[page for page in pages if page],
        pages_announced=sheet.announced,
        partial=sheet.partial,
        provably_empty=sheet.empty,
        reason="cut_off" if cut_off(text) else "no_addresses" if lost else None,
        **{**facts, **named},
    )


def _is_of_reports(facts: dict[str, Any], url: str) -> bool:
    return is_of_reports((facts.get("title") or "", *facts.get("breadcrumb", ())[-1:]), url)


def _entry(url: str, title: str, listed_on: Any, of_reports: bool) -> ListingEntry:
    title = storable(title)[:1000]
    reading = read_entry(title, of_reports=of_reports)
    return ListingEntry(url=url, title=title, listed_on=listed_on, title_reading=reading)


def _of_data(sheet: Sheet, seen: _Seen, family: str) -> Listing:
    """Make a Listing of data that stand in a page; those of a side box are not believed."""
    listing = from_sheet(sheet, family, seen.base, seen.facts, seen.text)
    if listing.reason is None and sheet.lines and not _is_own_data(sheet, seen.base, seen.url):
        return listing.model_copy(update={"reason": "foreign_rows"})
    return listing


def _is_own_data(sheet: Sheet, base: str, url: str) -> bool:
    """Whether one entry of the data is filed in the column or names the subject."""
    return not url or any(
        names_subject(line.title) or links.in_column(links.join(base, line.href) or "", url)
        for line in sheet.lines
    )


def _static(rows: list[Row], seen: _Seen, *, partial: bool = False) -> Listing:
    """Make a Listing of rows that stand in the page."""
    pager = seen.pager
    containers = {row.container for row in rows}
    own = [g for g in seen.groups if any(row.container in containers for row in g.rows)]
    dead = sum(group.dead_links for group in own)
    more = read_more(
        seen.found, seen.base, seen.url, seen.groups, [g.container for g in own], seen.text
    )
    hidden = pager.total_rows is not None and not pager.pages and pager.total_rows > len(rows)
    partial = partial or pager.by_script or hidden or more.unseen
    partial = partial or years_by_script(seen.found, seen.base)
    of_reports = _is_of_reports(seen.facts, seen.url)
    entries = [_entry(row.url, row.title, row.listed_on, of_reports) for row in rows]
    partial = partial or hides_years(seen.found, entries, has_pages=bool(pager.pages))
    foreign = may_be_foreign(rows, pager, seen.url)
    return Listing(
        kind="listing",
        family=seen.family,
        entries=entries,
        pages=pager.pages,
        pages_announced=pager.announced or (None if pager.pages or partial else 1),
        subcolumns=list(dict.fromkeys((*seen.below, *more.below))),
        partial=partial,
        reason="cut_off"
        if cut_off(seen.text)
        else "unreadable_rows"
        if dead
        else "foreign_rows"
        if foreign
        else None,
        **seen.facts,
    )


def _without_rows(seen: _Seen, templates: int, family: Family) -> Listing | Page | None:
    found, pager = seen.found, seen.pager
    others = any(row.is_document or row.listed_on for group in seen.groups for row in group.rows)
    dead = any(group.dead_links for group in seen.groups)
    framed = _framed(seen)
    if framed is not None:
        return framed
    verdict = judge(found, seen.text, family, templates, others or dead)
    if verdict == "none" and not (family.is_application and found.prose < 60):
        return None
    if verdict in ("script", "none"):
        if found.prose > _PROSE_OF_A_LIST:
            return None
        return Page(kind="script_list", family=seen.family, reason="filled_by_script", **seen.facts)
    proved = verdict == "proved" and (pager.announced or 1) <= 1 and not pager.pages
    if not proved and (found.prose > _PROSE_OF_A_LIST or others):
        return None
    return Listing(
        kind="listing",
        family=seen.family,
        pages=pager.pages,
        pages_announced=pager.announced or 1,
        partial=pager.by_script,
        provably_empty=proved and not pager.by_script,
        reason=None if proved else "empty_unproved",
        **seen.facts,
    )


def read_leading(root: etree._Element, text: str, url: str | None, found: View) -> Listing | None:
    """Read a page that is nothing but a redirect or a set of frames; None if it leads nowhere."""
    where = url or ""
    facts = page_facts(root, found)
    lead = read_lead(found, links.base_of(root, url), where, _own_words(found, facts))
    return _leading(lead, recognise(text, where).name, facts) if lead is not None else None


def _framed(seen: _Seen) -> Listing | None:
    lead = read_frame(seen.found, seen.base, seen.url, _own_words(seen.found, seen.facts))
    return _leading(lead, seen.family, seen.facts) if lead is not None else None


def _leading(lead: Lead, family: str, facts: dict[str, Any]) -> Listing:
    return Listing(
        kind="listing",
        family=family,
        subcolumns=[lead.url],
        pages_announced=1,
        lead=lead,
        **facts,
    )


def _own_words(found: View, facts: dict[str, Any]) -> str:
    """What a page calls itself: its column, the end of its path, its title."""
    title = next(found.root.iter("title"), None)
    words = (facts["title"], *facts["breadcrumb"][-1:], None if title is None else title.text)
    return " ".join(word for word in words if word)


def _in_comments(found: View, base: str, url: str) -> list[Row]:
    """Read rows that the page keeps in a comment beside a list that a script fills."""
    best: list[Row] = []
    for comment in found.comments:
        markup = str(comment.text or "")
        begin = _ROW_BEGINS.search(markup) if len(markup) >= 100 else None
        if begin is None or not _LINK_BEGINS.search(markup, begin.end()):
            continue
        root = parse_html(f"<div>{markup}</div>")
        if root is None:
            continue
        inner = look(root)
        groups, _ = read_rows(inner, base, url=url)
        rows = choose(groups, inner, Pager(), url)
        if rows and len(rows) >= 2 and len(rows) > len(best) and all(r.listed_on for r in rows):
            best = rows
    return best


def _family_name(family: Family, pager: Pager) -> str:
    return pager.family if family.name in ("generic", "trs") and pager.family else family.name
