"""The rows of a list: every link that may be an entry, its title, its date, its container."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from flows.parse import links
from flows.parse.row_dates import ROW_TAGS, date_of, only_date
from flows.parse.row_titles import is_furniture_title, title_of
from flows.parse.view import View
from flows.parse.zones import DEAD, FURNITURE, has_template

_ROW_CLASS = re.compile(r"item|row|line|lis\b|list[-_]?(?:li|one)|media", re.IGNORECASE)
_MOST_LEVELS = 40  # above a link: what lies higher holds "many" links
# Attributes that a script binds to data.
_BOUND = ("ms-attr-", ":", "v-bind", "ng-", "th:")


@dataclass(frozen=True)
class Row:
    """One link that may be an entry."""

    url: str
    title: str
    listed_on: date | None
    link: etree._Element
    container: etree._Element
    is_document: bool  # its address is that of a document


@dataclass
class Group:
    """Rows in one container, or in containers of one make side by side."""

    container: etree._Element
    rows: list[Row] = field(default_factory=list)
    dead_links: int = 0  # rows of the same make that lead nowhere ("#")

    @property
    def dated(self) -> int:
        return sum(row.listed_on is not None for row in self.rows)


def read_rows(found: View, base: str, *, url: str) -> tuple[list[Group], int]:
    """Return the groups of rows in document order and how many rows were left as templates."""
    spread = _spread(found)
    templates = len(found.templates)
    groups: dict[etree._Element, Group] = {}
    seen: set[tuple[str, str]] = set()
    for link in found.links:
        if found.zone.get(link) == DEAD:
            continue
        if is_template_link(link):
            templates += 1
            continue
        where = links.address(link, base)
        if found.zone.get(link) == FURNITURE and (where is None or not links.may_be_entry(where)):
            continue
        row_element, container = _place(link, spread)
        title = title_of(link, row_element, where or "")
        if not title or is_furniture_title(title):
            continue
        group = groups.setdefault(container, Group(container))
        if where is None:
            group.dead_links += 1
            continue
        listed_on = date_of(link, row_element, where, spread)
        if listed_on is None and row_element.tag not in ROW_TAGS and _is_row(container, spread):
            listed_on = only_date(container, link, where)
        key = (where, title)
        if key in seen:
            continue
        seen.add(key)
        group.rows.append(Row(where, title, listed_on, link, container, links.may_be_entry(where)))
    return _merge(group for group in groups.values() if group.rows or group.dead_links), templates


def _spread(found: View) -> dict[etree._Element, int]:
    """How many different addresses lie in each element (counted up to 4; more is "many")."""
    inside: dict[etree._Element, set[str] | None] = {}
    for link in found.links:
        href = (link.get("href") or "") + (link.get("onclick") or "")
        node: etree._Element | None = link
        for _ in range(_MOST_LEVELS):
            if node is None:
                break
            known = inside.get(node)
            if known is None:
                if node in inside:  # already many: so are all its ancestors
                    break
                inside[node] = {href}
            elif href in known and href != "#":
                pass
            elif len(known) >= 4:
                inside[node] = None
            else:
                known.add(href if href != "#" else f"#{len(known)}")
            node = node.getparent()
    return {element: 5 if known is None else len(known) for element, known in inside.items()}


def _place(
    link: etree._Element, spread: dict[etree._Element, int]
) -> tuple[etree._Element, etree._Element]:
    """Return the row an entry stands in and the container that repeats such rows."""
    row = link
    row_like: etree._Element | None = None
    parent = link.getparent()
    steps = 0
    while parent is not None and spread.get(parent, 5) == spread.get(row, 1) and steps < 12:
        if parent.tag in ("body", "html"):
            break
        if row.tag in ROW_TAGS or (row.tag == "dd" and parent.tag != "dl"):
            # A lone entry climbs no further than its own row, unless the row is a table in a row.
            row_like = row
            if not (row.tag == "tr" and _within(parent, "li", 6)):
                break
        row, parent = parent, parent.getparent()
        steps += 1
    if parent is not None and parent.tag in ("body", "html") and row_like is None:
        row = _nearest(link, row)
        parent = row.getparent()
    return (link, link) if parent is None else (row, parent)


def _nearest(link: etree._Element, top: etree._Element) -> etree._Element:
    """The row of a page that has only this one link: the nearest element that could be one."""
    for node in link.iterancestors():
        if node is top:
            break
        if (
            node.tag in ROW_TAGS
            or node.tag in ("p", "dd")
            or _ROW_CLASS.search(node.get("class") or "")
        ):
            return node
    return link


def _within(element: etree._Element, tag: str, limit: int) -> bool:
    node: etree._Element | None = element
    for _ in range(limit):
        if node is None:
            return False
        if node.tag == tag:
            return True
        node = node.getparent()
    return False


def _is_row(element: etree._Element, spread: dict[etree._Element, int]) -> bool:
    """Whether an element with two or three links is one row of several alike."""
    if spread.get(element, 5) > 3:
        return False
    if element.tag not in ROW_TAGS and not _ROW_CLASS.search(element.get("class") or ""):
        return False
    outer = element.getparent()
    return outer is not None and outer.tag not in ("body", "html")


def is_template_link(link: etree._Element) -> bool:
    """Tell whether a script gives the link its address or words."""
    for name, value in link.items():
        if str(name).startswith(_BOUND) or (name in ("href", "title") and "{{" in str(value)):
            return True
    return has_template(link.text)


def _merge(groups: Iterable[Group]) -> list[Group]:
    """Join groups whose containers are of one make and lie side by side."""
    merged: list[Group] = []
    by_make: dict[tuple[object, ...], Group] = {}
    for group in groups:
        box = group.container
        outer = box.getparent()
        make = (outer, box.tag, box.get("class") or "")
        if outer is None or outer.tag == "html":
            make = (box, "", "")
        known = by_make.get(make)
        if known is None:
            by_make[make] = group
            merged.append(group)
        else:
            known.rows.extend(group.rows)
            known.dead_links += group.dead_links
    return merged


def distinct(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield one row per address: the first, with the longest title and any date of the others.

    A page's twin for telephones (t20240119_1_wap.html) is the page itself where both are listed.
    """
    best: dict[str, Row] = {}
    for row in rows:
        known = best.get(row.url)
        if known is None:
            best[row.url] = row
            continue
        title = row.title if len(row.title) > len(known.title) else known.title
        listed_on = known.listed_on or row.listed_on
        best[row.url] = Row(
            row.url, title, listed_on, known.link, known.container, known.is_document
        )
    twins = (url for url in best if "_wap." in url and url.replace("_wap.", ".") in best)
    for url in tuple(twins):
        del best[url]
    yield from best.values()
