"""The links of a page as a person reads them: their words, where they lead, in what company.

Where a page keeps its menu as data in a script (gkmlpt's tree), its entries are links too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from flows.parse import links
from flows.parse.decode import decode
from flows.parse.families.gkmlpt_page import columns
from flows.parse.page import MAX_HTML_BYTES
from flows.parse.text import collapse
from flows.parse.tree import parse_html
from flows.parse.view import View, look
from flows.parse.zones import DEAD
from flows.propose.words import is_more

_MOST_ANCHORS = 3000
_CUT = re.compile(r"(?:\.{2,}|…+)$")
_TITLE_ENDS = re.compile(r"[_|–—]|-(?=[^-]*$)")
#: How far up the list is looked for in which a link stands.
_LEVELS = 5


@dataclass(frozen=True)
class Anchor:
    """A link; `url` is None when only a script could say where it leads."""

    text: str
    url: str | None
    among_units: bool = False  # it stands in a list whose links mostly name bodies


@dataclass
class Read:
    """What of a page matters for finding the way."""

    anchors: list[Anchor] = field(default_factory=list)
    title: str = ""  # the first part of <title>
    whole_title: str = ""
    root: etree._Element | None = None
    found: View | None = None


def read_anchors(body: bytes, url: str, is_unit: Callable[[str], bool]) -> Read:
    """Every link and frame of a page in order; nothing of what is no HTML. Never raises."""
    if len(body) > MAX_HTML_BYTES or b"<" not in body[:4096]:
        return Read()
    markup = decode(body)[0]
    root = parse_html(markup)
    if root is None:
        return Read()
    found = look(root)
    base = links.base_of(root, url)
    named = [
        (element, text_of(element))
        for element in found.links[:_MOST_ANCHORS]
        if found.zone.get(element, DEAD) != DEAD
    ]
    company = _unit_lists([(element, is_unit(text)) for element, text in named])
    anchors = [
        Anchor(text, links.address(element, base), company(element))
        for element, text in named
        if text
    ]
    anchors += _frames(root, base)
    anchors += [
        Anchor(collapse(name)[:200], address)
        for name, href in columns(markup, url)
        if (address := links.join(base, href)) and address.startswith(("http://", "https://"))
    ]
    head = next(root.iter("title"), None)
    title = words_of(head)[:200] if head is not None else ""
    return Read(anchors, _TITLE_ENDS.split(title)[0].strip(), title, root, found)


def words_of(element: etree._Element) -> str:
    """The text inside an element on one line."""
    return collapse("".join(str(words) for words in element.itertext()))


def text_of(element: etree._Element) -> str:
    """The words of a link: its text, whole where only its title has all of it, or a picture's."""
    text = words_of(element)[:200]
    title = collapse(element.get("title") or "")[:200]
    if _CUT.search(text) and title.startswith(_CUT.sub("", text)):
        return title
    if is_more(text):
        return title if title and not is_more(title) else _heading_before(element)
    if text:
        return text
    pictures = (collapse(image.get("alt") or "") for image in element.iter("img"))
    return title or next((words for words in pictures if words), "")


def _heading_before(element: etree._Element) -> str:
    """Of "法治政府建设 更多>>" the words before 更多: the name of what there is more of."""
    outer = element.getparent()
    for _ in range(2):
        if outer is None or outer.tag in ("body", "html"):
            return ""
        inside = [collapse(str(words)) for words in outer.itertext()]
        words = "".join(word for word in inside if word and not is_more(word))
        if words:
            return words if len(words) <= 20 else ""
        outer = outer.getparent()
    return ""


def _unit_lists(named: list[tuple[etree._Element, bool]]) -> Callable[[etree._Element], bool]:
    """Tells of a link whether it stands in a list of at least three bodies, half of it or more."""
    total: Counter[etree._Element] = Counter()
    units: Counter[etree._Element] = Counter()
    for element, is_unit in named:
        for outer in _around(element):
            total[outer] += 1
            units[outer] += is_unit

    def stands_in_one(element: etree._Element) -> bool:
        return any(units[o] >= 3 and 2 * units[o] >= total[o] for o in _around(element))

    return stands_in_one


def _around(element: etree._Element) -> Iterator[etree._Element]:
    outer = element.getparent()
    for _ in range(_LEVELS):
        if outer is None or outer.tag in ("body", "html"):
            return
        yield outer
        outer = outer.getparent()


def _frames(root: etree._Element, base: str) -> Iterator[Anchor]:
    """Old sites keep their menus in frames; what a frame shows belongs to the page."""
    for frame in root.iter("iframe", "frame"):
        source = (frame.get("src") or "").strip()
        if source and not source.lower().startswith(("javascript", "about", "data")):
            address = links.join(base, source)
            if address and address.startswith(("http://", "https://")):
                yield Anchor("", address)
