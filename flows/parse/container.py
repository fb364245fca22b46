"""Finding the element that holds the text of an article."""

from __future__ import annotations

import re

from lxml import etree

from flows.parse.terms import is_text_box, stands_outside
from flows.parse.text import fold
from flows.parse.view import View

_HOLDER = frozenset(
    (
        *("html", "body", "div", "td", "tr", "tbody", "table", "section", "article", "main"),
        *("form", "center", "font", "span", "dd", "dl", "ul", "li", "blockquote", "fieldset"),
        "pre",
    )
)
_HEADING = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}\s*、|\([一二三四五六七八九十]{1,3}\))")
# A child that holds so much of the text holds the article; the rest is what stands round it.
_SHARE = 0.85
_SHORT = 80
_MOST_NAMED, _MOST_WIDENINGS = 200, 6


def find_container(view: View) -> etree._Element:
    """Return the element that holds the text of the article, the whole page at worst.

    An element with the name of an editor's text box wins; else the path is followed to where
    one child no longer holds nearly all text that is no link.
    """
    wanted, marks = view.marks_of(is_text_box), view.marks
    named = [
        element
        for element in (view.named if wanted else ())
        if marks.get(element) in wanted and element.tag not in ("body", "html", "a")
    ][:_MOST_NAMED]
    generic = _follow(view)
    if not named:
        return _with_headings(generic, view)
    best = max(named, key=lambda e: view.weight(e))
    # Of boxes inside each other that hold the same, the inner one is the text itself.
    for element in named:
        if _inside(element, best) and view.weight(element) >= _SHARE * view.weight(best):
            best = element
    mass = view.text(best)
    if mass < _SHORT and view.text(generic) > 4 * _SHORT and not _inside(best, generic):
        return _with_headings(generic, view)
    if mass < 0.5 * view.text(generic) and _inside(best, generic) and _is_text(generic, view):
        return _with_headings(generic, view)
    return _with_headings(best, view)


def _follow(view: View) -> etree._Element:
    element = view.root
    while True:
        children = [c for c in element if isinstance(c.tag, str) and c.tag in _HOLDER]
        children = [c for c in children if not stands_outside(view.marks.get(c, ""))]
        total = sum(view.text(c) for c in element if isinstance(c.tag, str))
        total = max(total, 1)
        best = max(children, key=lambda c: view.text(c), default=None)
        if best is None or best.tag == "span" or view.text(best) < _SHARE * total:
            if (
                best is not None
                and element.tag in ("html", "body")
                and _is_dominant(best, children, view)
            ):
                element = best
                continue
            return element
        element = best


def _is_dominant(best: etree._Element, children: list[etree._Element], view: View) -> bool:
    """Right under the body the text box need only outweigh every other box."""
    others = [view.text(c) for c in children if c is not best]
    return view.text(best) > 2 * max(others, default=0)


def _is_text(element: etree._Element, view: View) -> bool:
    return view.text_of(element, 3000).count("。") >= 3


def _with_headings(element: etree._Element, view: View) -> etree._Element:
    """Widen a container beside which numbered headings stand (a box for every section)."""
    for _ in range(_MOST_WIDENINGS):
        wider = _beside_headings(element, view)
        if wider is None:
            break
        element = wider
    return element


def _beside_headings(element: etree._Element, view: View) -> etree._Element | None:
    """The nearest of three elements around that has a numbered heading beside `element`."""
    outer = element
    for _ in range(3):
        parent = outer.getparent()
        if parent is None or parent.tag in ("body", "html"):
            return None
        for sibling in parent:
            if sibling is outer or not view.text(sibling):
                continue
            if _HEADING.match(fold(view.text_of(sibling, 40)).strip()):
                return parent
        outer = parent
    return None


def _inside(element: etree._Element, outer: etree._Element) -> bool:
    return element is not outer and any(a is outer for a in element.iterancestors())
