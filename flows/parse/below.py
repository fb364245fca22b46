"""Where the rest of a column stands: a folder per year or unit, behind 更多.

A menu of a whole site must never be walked as if it were the column, so every way is narrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from flows.parse import links
from flows.parse.pagers import page_key
from flows.parse.row_text import element_text
from flows.parse.rows import Group
from flows.parse.view import View
from flows.parse.zones import DEAD, FURNITURE, MAIN, SIDE

_YEAR_NAME = re.compile(r"^(?:19|20)\d\d\s*(?:年度?)?(?:.{0,20})$")
_YEAR_ALONE = re.compile(r"^(?:19|20)\d\d\s*(?:年度?)?$")
_KIND_NAME = re.compile(r"法治政府|年度报告|年报|工作报告")
_UNIT_NAME = re.compile(
    r"镇街|乡镇|街道|街镇|部门|^(?:区|县|市)?(?:人民)?政府$|[区县市旗]人民政府$|园区|管委会|镇$|乡$|局$|委$|办$"
)
_MORE = re.compile(r"^[\s\[【(（<>+]*(?:查看|浏览|点击)?更多|^\s*more\b", re.IGNORECASE)
# Plain words, for every page is searched for them.
_MORE_WORDS = ("更多", ">more", ">More", ">MORE")
_MORE_BEGINS = ("更多", "查看更多", "点击更多", "点击查看更多", "浏览更多", "显示更多")
_LONGEST_MORE = 10  # characters, with arrows
_LOADS_MORE = re.compile(r"(?:点击|上拉|下拉|继续)?加载更多|点击加载")
_CALLS = re.compile(r"\(|javascript", re.IGNORECASE)
_MOST_SUBCOLUMNS = 60
_NEAR = 3  # levels above a list in which a link belongs to it


class More(NamedTuple):
    """What a 更多 beside a list says: the whole list is there (below), or cannot be reached."""

    below: list[str]
    unseen: bool


def subcolumns(found: View, base: str, url: str, column_name: str) -> list[str]:
    """Return the parts of the column that are named on the page, one per year for instance.

    Only folders below the column itself count, and the page itself asked for a year; and only
    those named for a year or the kind of report (for a unit as well where the column is named
    for the reports).
    """
    if not url:
        return []
    of_reports = bool(_KIND_NAME.search(column_name))
    result: list[str] = []
    here, path = links.folder(url), urlsplit(url).path
    for link, where in (*_addresses(found, base), *_options(found, base)):
        below = _is_below(where, here)
        if not below and ("?" not in where or urlsplit(where).path != path):
            continue
        if where in result or not links.same_host(where, url):
            continue
        words = element_text(link, 60)
        if below:
            named = _YEAR_NAME.match(words) or _KIND_NAME.search(words)
            if named or (of_reports and _UNIT_NAME.search(words)):
                result.append(where)
        elif _YEAR_ALONE.match(words) and _asks_for_year(where, url, words):
            result.append(where)
    return result[:_MOST_SUBCOLUMNS]


def year_columns(found: View, base: str, url: str, column_name: str) -> list[str]:
    """Return the columns of single years that a page without rows of its own leads to.

    For systems whose columns do not lie in one another (/col/col78/): links in the page's own
    matter that are named for nothing but a year, at least two of them.
    """
    if not url or not _KIND_NAME.search(column_name):
        return []
    result = [
        where
        for link, where in _addresses(found, base, MAIN)
        if links.is_column_address(where)
        and links.same_host(where, url)
        and page_key(where) != page_key(url)
        and _YEAR_ALONE.match(element_text(link, 60))
    ]
    result = list(dict.fromkeys(result))
    return result[:_MOST_SUBCOLUMNS] if len(result) >= 2 else []


def years_by_script(found: View, base: str) -> bool:
    """Tell whether tabs of single years are there that only a script can open."""
    years = {
        element_text(link, 20)
        for link in found.links
        if (link.get("onclick") or (link.get("href") or "")[:10].lower() == "javascript")
        and found.zone.get(link, DEAD) <= SIDE
        and links.address(link, base) is None
        and _CALLS.search(f"{link.get('href') or ''} {link.get('onclick') or ''}")
    }
    return sum(bool(_YEAR_ALONE.match(year)) for year in years) >= 2


def read_more(
    found: View, base: str, url: str, groups: list[Group], own: list[etree._Element], text: str
) -> More:
    """Read the 更多 that belong to the list whose containers are `own`."""
    below: list[str] = []
    places: dict[etree._Element, int] = {}
    unseen = bool(_LOADS_MORE.search(text)) if "加载" in text else False
    for link in found.links if any(word in text for word in _MORE_WORDS) else ():
        words = link.text or ""
        if len(link) > 0:
            words = element_text(link, 20)
        if not _MORE.match(words) or found.zone.get(link) == DEAD:
            continue
        places = places or {each: at for at, each in enumerate(found.links)}
        if _owner(link, groups, places) not in own:
            continue
        where = links.address(link, base)
        if where is None:
            code = f"{link.get('href') or ''} {link.get('onclick') or ''}"
            unseen = unseen or bool(_CALLS.search(code))
        elif not links.same_host(where, url):
            unseen = True
        elif links.folder(where) == links.folder(url) or _is_within(where, url):
            below += [where] if page_key(where) != page_key(url) else []
        elif not links.folder(url).startswith(links.folder(where)):
            unseen = True
    unseen = unseen or _more_without_address(found, own, text)
    return More(list(dict.fromkeys(below))[:_MOST_SUBCOLUMNS], unseen)


def _more_without_address(found: View, own: list[etree._Element], text: str) -> bool:
    """Whether a 更多 that is no link stands behind one of the lists: a script opens the rest."""
    if "更多" not in text:
        return False
    around = {outer for box in own for outer in islice(box.iterancestors(), _NEAR)} | set(own)
    for element in found.root.iter("div", "button", "span", "p", "li", "input"):
        words = (element.text or element.get("value") or "").strip()
        if not words.startswith(_MORE_BEGINS) or len(words) > _LONGEST_MORE or len(element) > 1:
            continue
        outer = element.getparent()
        if found.zone.get(element, DEAD) > SIDE or outer not in around:
            continue
        if next(element.iter("a"), None) is None and next(element.iterancestors("a"), None) is None:
            return True
    return False


def _addresses(
    found: View, base: str, zone: int = FURNITURE
) -> Iterator[tuple[etree._Element, str]]:
    """Links with their addresses; those of the breadcrumb lead upwards, whatever they are."""
    places = set(found.places)
    for link in found.links:
        if found.zone.get(link, MAIN) <= zone and not places.intersection(
            islice(link.iterancestors(), 2)
        ):
            where = links.address(link, base)
            if where is not None:
                yield link, where


def _options(found: View, base: str) -> Iterator[tuple[etree._Element, str]]:
    """Years to choose from in a box, with their addresses as values."""
    for option in found.root.iter("option"):
        value = (option.get("value") or "").strip()
        if "/" in value and _YEAR_ALONE.match((option.text or "").strip()):
            where = links.join(base, value)
            if where is not None:
                yield option, where


def _is_below(where: str, here: str) -> bool:
    """Whether a folder lies in the column's; below the root of a site lies all of it."""
    there = links.folder(where)
    return (
        here != "/" and there != here and there.startswith(here) and links.is_column_address(where)
    )


def _is_within(where: str, url: str) -> bool:
    here = links.folder(url)
    return here != "/" and links.folder(where).startswith(here)


def _asks_for_year(where: str, url: str, words: str) -> bool:
    """Whether the address is that of the page itself, asked for the year of the words."""
    there, here = urlsplit(where), urlsplit(url)
    if there.path != here.path or not there.query or there.query == here.query:
        return False
    return words[:4] in dict(parse_qsl(there.query)).values()


def _is_behind(group: Group, link: etree._Element, places: dict[etree._Element, int]) -> bool:
    """Whether a list begins behind a link; `places` are those of the links on the page."""
    return bool(group.rows) and places.get(group.rows[0].link, 0) > places.get(link, 0)


def _owner(
    link: etree._Element, groups: list[Group], places: dict[etree._Element, int]
) -> etree._Element | None:
    """The list a link belongs to: in the nearest box with it; of several, the one behind it."""
    around = {node: level for level, node in enumerate(link.iterancestors())}
    best: tuple[int, bool] | None = None
    owner: etree._Element | None = None
    for group in groups:
        node: etree._Element | None = group.container
        for _ in range(_NEAR):
            if node is None or node.tag in ("body", "html"):
                break
            if node in around:
                rank = (around[node], not _is_behind(group, link, places))
                if best is None or rank < best:
                    best, owner = rank, group.container
                break
            node = node.getparent()
    return owner
