"""Which parts of a page are its own matter and which are furniture; one pass over the tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

_TOKEN = re.compile(r"[A-Z]?[a-z]+")
# Furniture by the words in class and id (English and pinyin), never a column's own list.
_FURNITURE = frozenset(
    (
        *("nav", "navbar", "navigation", "menu", "submenu", "header", "footer", "foot"),
        *("copyright", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "friendlink", "friendlinks"),
        *("yqlj", "sitemap", "pager", "paging", "pagination", "share", "daohang", "caidan"),
        *("dibu", "yejiao", "weizhi", "dqwz"),
    )
)
_FURNITURE_TAGS = frozenset(("nav", "header", "footer", "select", "form"))
# Beside the matter: its rows are believed only if their addresses lie in the column.
_SIDE = frozenset(
    (
        *("left", "side", "sidebar", "aside", "hot", "rank", "ranking", "recommend", "related"),
        *("tuijian", "remen", "paihang"),
    )
)
_DEAD = frozenset(("script", "style", "template", "noscript", "svg", "head", "textarea"))
_TEMPLATE_ATTRIBUTES = frozenset(
    ("ms-repeat", "ms-for", "v-for", "ng-repeat", "data-each", "th:each")
)
_TEMPLATE_MARK = re.compile(r"\{\{[^{}]*\}\}|\$\{[\w.]+\}|<%=?|\[#list")

MAIN, SIDE, FURNITURE, DEAD = 0, 1, 2, 3


@dataclass
class Survey:
    """What one walk over the tree found; keys are elements in document order."""

    zone: dict[etree._Element, int] = field(default_factory=dict)
    links: list[etree._Element] = field(default_factory=list)
    comments: list[etree._Element] = field(default_factory=list)
    scripts: list[etree._Element] = field(default_factory=list)
    templates: list[etree._Element] = field(default_factory=list)  # rows left for a script
    frames: int = 0
    prose: int = 0  # characters of sentences outside links in the page's own matter
    visible: int = 0  # characters a reader sees, links and furniture included


def survey(root: etree._Element) -> Survey:
    """Walk the tree once. Cost is linear, and depth does not matter."""
    found = Survey()
    zone = found.zone
    for element in root.iter():
        tag = element.tag
        parent = element.getparent()
        if not isinstance(tag, str):
            if tag is etree.Comment:
                found.comments.append(element)
            if parent is not None:
                _count(found, element.tail, zone.get(parent, MAIN), parent)
            continue
        above = zone[parent] if parent is not None else MAIN
        if tag in _DEAD or above == DEAD:
            here = DEAD
            if tag == "script":
                found.scripts.append(element)
        elif _is_template_row(element):
            here = DEAD
            found.templates.append(element)
        else:
            names = f"{element.get('class') or ''} {element.get('id') or ''}"
            here = max(above, _zone_of(tag, names))
            if tag == "a":
                found.links.append(element)
            elif tag in ("iframe", "frame"):
                found.frames += 1
            _count(found, element.text, here, element)
        zone[element] = here
        if parent is not None:
            _count(found, element.tail, above, parent)
    return found


@lru_cache(maxsize=4096)
def _zone_of(tag: str, names: str) -> int:
    if tag in _FURNITURE_TAGS and tag != "form":
        return FURNITURE
    if tag in ("body", "html", "form"):
        return MAIN
    if names == " ":
        return SIDE if tag == "aside" else MAIN
    words = {word.lower() for word in _TOKEN.findall(names[:200])}
    if words & _FURNITURE:
        return FURNITURE
    return SIDE if words & _SIDE else MAIN


def _is_template_row(element: etree._Element) -> bool:
    return not _TEMPLATE_ATTRIBUTES.isdisjoint(element.keys())


def _count(found: Survey, text: str | None, zone: int, element: etree._Element) -> None:
    if not text or zone == DEAD:
        return
    length = len(text) if len(text) < 40 else len(text.strip())
    if length > 1 and not text.isspace():
        found.visible += length
        if zone == MAIN and length >= 30 and element.tag != "a" and "。" in text:
            found.prose += length


def has_template(text: str | None) -> bool:
    """Tell whether a template expression was left in the text."""
    return bool(text and _TEMPLATE_MARK.search(text))
