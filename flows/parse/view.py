"""One walk over a page: what stands where, and what a reader sees of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from flows.parse.markup import HIDDEN_STYLE, HIDING_ATTRIBUTES, UNSEEN_TAGS
from flows.parse.zones import DEAD, DEAD_TAGS, MAIN, zone_of

_LONGEST_PLACE = 400  # characters of a piece of text that may label a breadcrumb
_TEMPLATE_ATTRIBUTES = frozenset(
    ("ms-repeat", "ms-for", "v-for", "ng-repeat", "data-each", "th:each")
)
_HEADINGS = frozenset(("h1", "h2", "h3"))
_SENTENCE = 30  # characters from which on a piece of text may be a sentence


@dataclass
class View:
    """What one walk over the tree found; elements are in document order.

    Zones and links hold for all elements, hidden ones included; pieces, lengths and spans for
    those that a reader sees.
    """

    root: etree._Element
    zone: dict[etree._Element, int] = field(default_factory=dict)
    links: list[etree._Element] = field(default_factory=list)
    comments: list[etree._Element] = field(default_factory=list)
    scripts: list[etree._Element] = field(default_factory=list)
    templates: list[etree._Element] = field(default_factory=list)  # rows left for a script
    frames: int = 0
    prose: int = 0  # characters of sentences outside links in the page's own matter
    visible: int = 0  # characters outside scripts, links and furniture included
    #: class and id of every element outside scripts and the head that has one
    marks: dict[etree._Element, str] = field(default_factory=dict)
    #: elements a reader sees that are headings or have a class or id
    named: list[etree._Element] = field(default_factory=list)
    #: pieces of text in order
    pieces: list[str] = field(default_factory=list)
    #: elements that hold a piece with 位置 (the label of a breadcrumb)
    places: list[etree._Element] = field(default_factory=list)
    _index: dict[etree._Element, int] = field(default_factory=dict)
    _text: list[int] = field(default_factory=list)
    _links: list[int] = field(default_factory=list)
    _first: list[int] = field(default_factory=list)
    _last: list[int] = field(default_factory=list)

    def sees(self, element: etree._Element) -> bool:
        """Whether a reader sees the element."""
        return element in self._index

    def text(self, element: etree._Element) -> int:
        """Length of the text in the element that is no link; 0 if it is not seen."""
        index = self._index.get(element)
        return self._text[index] if index is not None else 0

    def weight(self, element: etree._Element) -> int:
        """Length of all text in the element, links included; 0 if it is not seen."""
        index = self._index.get(element)
        return self._text[index] + self._links[index] if index is not None else 0

    def span(self, element: etree._Element) -> tuple[int, int]:
        """Return which pieces stand in the element, first and behind the last."""
        index = self._index.get(element)
        return (self._first[index], self._last[index]) if index is not None else (0, 0)

    def text_of(self, element: etree._Element, limit: int = 1000) -> str:
        """Return the text of the element, at most about `limit` characters."""
        start, end = self.span(element)
        taken: list[str] = []
        length = 0
        for piece in self.pieces[start : min(end, start + limit)]:
            taken.append(piece)
            length += len(piece)
            if length >= limit:
                break
        return "".join(taken)


def look(root: etree._Element) -> View:
    """Walk the page once. Cost is linear, and depth does not matter."""
    view = View(root)
    zone, marks, pieces = view.zone, view.marks, view.pieces
    index, texts, linked = view._index, view._text, view._links
    firsts, lasts = view._first, view._last
    # Of the elements that are open: zone, number among the seen (-1 where hidden), whether in a link.
    here, number, in_link = MAIN, 0, False
    open_elements: list[tuple[int, int, bool]] = []
    visible = prose = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            open_elements.append((here, number, in_link))
            tag = element.tag
            if here == DEAD or tag in DEAD_TAGS:
                here, number = DEAD, -1
                zone[element] = DEAD
                if tag == "script":
                    view.scripts.append(element)
                continue
            mark = ""
            attributes = element.items()
            if attributes:
                hidden = template = False
                for name, value in attributes:
                    if name in ("class", "id"):
                        if value:
                            mark = f"{mark} {value}" if mark else value
                    elif name == "style":
                        hidden = hidden or ("n" in value and bool(HIDDEN_STYLE.search(value)))
                    elif name in HIDING_ATTRIBUTES or name in _TEMPLATE_ATTRIBUTES:
                        hidden = True
                        template = template or name in _TEMPLATE_ATTRIBUTES
                if mark:
                    marks[element] = mark
                if template:
                    here, number = DEAD, -1
                    zone[element] = DEAD
                    view.templates.append(element)
                    continue
                if hidden:
                    number = -1
            here = zone[element] = max(here, zone_of(tag, mark))
            if tag == "a":
                in_link = True
                view.links.append(element)
            elif tag in UNSEEN_TAGS:
                number = -1
                view.frames += tag in ("iframe", "frame")
            elif tag == "frame":
                view.frames += 1
            if number >= 0:
                number = len(texts)
                index[element] = number
                texts.append(0)
                linked.append(0)
                firsts.append(len(pieces))
                lasts.append(0)
                if mark or tag in _HEADINGS:
                    view.named.append(element)
            piece = element.text
        else:
            if event == "end":
                inner = number
                here, number, in_link = open_elements.pop()
                if inner >= 0:
                    lasts[inner] = len(pieces)
                    if open_elements:
                        texts[number] += texts[inner]
                        linked[number] += linked[inner]
            elif event == "comment":
                view.comments.append(element)
            piece = element.tail
            if not open_elements:
                continue
        if not piece or here == DEAD:
            continue
        length = len(piece.strip())
        if not length:
            continue
        if length > 1:
            visible += length
            if here == MAIN and length >= _SENTENCE and not in_link and "。" in piece:
                prose += length
        if number >= 0:
            pieces.append(piece)
            (linked if in_link else texts)[number] += length
            if "位置" in piece and len(piece) < _LONGEST_PLACE:
                outer = element if event == "start" else element.getparent()
                view.places.append(element if outer is None else outer)
    view.visible, view.prose = visible, prose
    return view
