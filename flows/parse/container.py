"""Finding the element that holds the text of an article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import html

from flows.parse.markup import is_hidden, is_unseen, visible_text
from flows.parse.terms import CONTAINER_NAMED, OUTSIDE_NAMED
from flows.parse.text import fold

_HOLDER = frozenset(
    (
        *("html", "body", "div", "td", "tr", "tbody", "table", "section", "article", "main"),
        *("form", "center", "font", "span", "dd", "dl", "ul", "li", "blockquote", "fieldset"),
    )
)
_HEADING = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}\s*、|\([一二三四五六七八九十]{1,3}\))")
# A child that holds so much of the text holds the article; the rest is what stands round it.
_SHARE = 0.85
_SHORT = 80


@dataclass(frozen=True)
class Masses:
    """Length of the text that is no link, and of the links, per element of a page."""

    text: dict[html.HtmlElement, int]
    links: dict[html.HtmlElement, int]


def weigh(root: html.HtmlElement) -> Masses:
    """Measure every visible element of the page in one pass."""
    elements = [e for e in root.iter() if isinstance(e.tag, str)]
    text: dict[html.HtmlElement, int] = {}
    links: dict[html.HtmlElement, int] = {}
    for element in elements:
        text[element] = len(element.text.strip()) if element.text else 0
        links[element] = 0
    for child in root.iter():
        tail = child.tail
        if tail and child is not root:
            parent = child.getparent()
            if parent in text:
                text[parent] += len(tail.strip())
    for element in reversed(elements):
        if is_unseen(element):
            text[element] = links[element] = 0
            continue
        if element.tag == "a":
            links[element] += text[element]
            text[element] = 0
        parent = element.getparent()
        if parent is not None and element is not root:
            text[parent] += text[element]
            links[parent] += links[element]
    return Masses(text, links)


def find_container(root: html.HtmlElement, masses: Masses) -> html.HtmlElement:
    """Return the element that holds the text of the article, the whole page at worst.

    An element with the name of an editor's text box wins; else the path is followed to where
    one child no longer holds nearly all text that is no link.
    """
    named = [
        element
        for element, mass in masses.text.items()
        if (element.get("class") or element.get("id"))
        and CONTAINER_NAMED.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        and element.tag not in ("body", "html", "a")
        and not is_hidden(element)
    ]
    generic = _follow(root, masses)
    if not named:
        return _with_headings(generic, masses)
    best = max(named, key=lambda e: masses.text[e] + masses.links[e])
    # Of boxes inside each other that hold the same, the inner one is the text itself.
    for element in named:
        if _inside(element, best) and _weight(element, masses) >= _SHARE * _weight(best, masses):
            best = element
    mass = masses.text[best]
    if mass < _SHORT and masses.text[generic] > 4 * _SHORT and not _inside(best, generic):
        return _with_headings(generic, masses)
    if mass < 0.5 * masses.text[generic] and _inside(best, generic) and _is_text(generic):
        return _with_headings(generic, masses)
    return _with_headings(best, masses)


def _weight(element: html.HtmlElement, masses: Masses) -> int:
    return masses.text[element] + masses.links[element]


def _follow(root: html.HtmlElement, masses: Masses) -> html.HtmlElement:
    element = root
    while True:
        children = [c for c in element if isinstance(c.tag, str) and c.tag in _HOLDER]
        children = [c for c in children if not _stands_outside(c)]
        total = sum(masses.text.get(c, 0) for c in element if isinstance(c.tag, str))
        total = max(total, 1)
        best = max(children, key=lambda c: masses.text.get(c, 0), default=None)
        if best is None or best.tag == "span" or masses.text[best] < _SHARE * total:
            if (
                best is not None
                and element.tag in ("html", "body")
                and _is_dominant(best, children, masses)
            ):
                element = best
                continue
            return element
        element = best


def _is_dominant(best: html.HtmlElement, children: list[html.HtmlElement], masses: Masses) -> bool:
    """Right under the body the text box need only outweigh every other box."""
    others = [masses.text.get(c, 0) for c in children if c is not best]
    return masses.text[best] > 2 * max(others, default=0)


def _stands_outside(element: html.HtmlElement) -> bool:
    mark = f"{element.get('class') or ''} {element.get('id') or ''}"
    return mark != " " and bool(OUTSIDE_NAMED.search(mark))


def _is_text(element: html.HtmlElement) -> bool:
    text = visible_text(element, limit=3000)
    return text.count("。") >= 3


def _with_headings(element: html.HtmlElement, masses: Masses) -> html.HtmlElement:
    """Widen a container beside which numbered headings stand (a box for every section)."""
    outer = element
    for _ in range(3):
        parent = outer.getparent()
        if parent is None or parent.tag in ("body", "html"):
            break
        for sibling in parent:
            if sibling is outer or not isinstance(sibling.tag, str) or is_unseen(sibling):
                continue
            if masses.text.get(sibling, 0) and _HEADING.match(
                fold(visible_text(sibling, limit=40)).strip()
            ):
                return _with_headings(parent, masses)
        outer = parent
    return element


def _inside(element: html.HtmlElement, outer: html.HtmlElement) -> bool:
    return element is not outer and any(a is outer for a in element.iterancestors())
