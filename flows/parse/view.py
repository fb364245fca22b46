"""One walk over a page: what stands where, and what a reader sees of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from flows.parse.markup import HIDDEN_STYLE, HIDING_ATTRIBUTES, UNSEEN_TAGS
from flows.parse.zones import DEAD, DEAD_TAGS, FURNITURE, MAIN, ZONED_TAGS, zone_of

_LONGEST_PLACE = 400  # characters of a piece of text that may label a breadcrumb
_TEMPLATE_ATTRIBUTES = frozenset(
    ("ms-repeat", "ms-for", "v-for", "ng-repeat", "data-each", "th:each")
)
_HEADINGS = frozenset(("h1", "h2", "h3"))
#: Attributes that say where an element belongs or that it is not shown; all others are passed by.
_TELLING = frozenset(("class", "id", "style", "href")) | HIDING_ATTRIBUTES | _TEMPLATE_ATTRIBUTES
_UNSEEN = [0, 0, 0, 0]
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
    #: of each element that a reader sees: characters outside links, inside them, first piece
    #: and the piece behind its last
    _seen: dict[etree._Element, list[int]] = field(default_factory=dict)

    def sees(self, element: etree._Element) -> bool:
        """Whether a reader sees the element."""
        return element in self._seen

    def seen(self) -> Iterator[etree._Element]:
        """Every element that a reader sees, in document order."""
        return iter(self._seen)

    def text(self, element: etree._Element) -> int:
        """Length of the text in the element that is no link; 0 if it is not seen."""
        return self._seen.get(element, _UNSEEN)[0]

    def weight(self, element: etree._Element) -> int:
        """Length of all text in the element, links included; 0 if it is not seen."""
        own, linked, _, _ = self._seen.get(element, _UNSEEN)
        return own + linked

    def span(self, element: etree._Element) -> tuple[int, int]:
        """Return which pieces stand in the element, first and behind the last."""
        _, _, first, last = self._seen.get(element, _UNSEEN)
        return first, last

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
    """Walk the page once. Cost is linear, and depth does not matter.

    This loop takes a third of the time of a page: what it does for each element is spelled out.
    """
    view = View(root)
    zone, pieces, seen = view.zone, view.pieces, view._seen
    # Of the open element: its zone, its record (None where hidden), and 1 inside a link, else 0.
    here, linked = MAIN, 0
    record: list[int] | None = [0, 0, 0, 0]
    outer: list[tuple[int, list[int] | None, int]] = []
    visible = prose = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            outer.append((here, record, linked))
            tag = element.tag
            if here == DEAD or tag in DEAD_TAGS:
                here, record = DEAD, None
                zone[element] = DEAD
                if tag == "script":
                    view.scripts.append(element)
                continue
            mark = ""
            shown = tag not in UNSEEN_TAGS
            template = False
            for name, value in element.items():
                if name not in _TELLING:
                    continue
                if name == "class" or name == "id":
                    mark = f"{mark} {value}" if mark else value
                elif name == "style":
                    shown = shown and not ("n" in value and HIDDEN_STYLE.search(value))
                elif name == "href":
                    linked = 1 if tag == "a" else linked
                else:
                    shown = False
                    template = template or name in _TEMPLATE_ATTRIBUTES
            if mark:
                view.marks[element] = mark
            if template:
                here, record = DEAD, None
                zone[element] = DEAD
                view.templates.append(element)
                continue
            if here < FURNITURE and (mark or tag in ZONED_TAGS):
                here = max(here, zone_of(tag, mark))
            zone[element] = here
            if tag == "a":
                view.links.append(element)
            elif tag == "iframe" or tag == "frame":
                view.frames += 1
            if record is not None:
                if shown:
                    record = seen[element] = [0, 0, len(pieces), 0]
                    if mark or tag in _HEADINGS:
                        view.named.append(element)
                else:
                    record = None
            piece = element.text
        else:
            if event == "end":
                inner = record
                here, record, linked = outer.pop()
                if inner is not None and record is not None:
                    inner[3] = len(pieces)
                    record[0] += inner[0]
                    record[1] += inner[1]
            elif event == "comment":
                view.comments.append(element)
            piece = element.tail
        if not piece or here == DEAD or not outer:
            continue
        length = len(piece.strip())
        if not length:
            continue
        if length > 1:
            visible += length
            if length >= _SENTENCE and here == MAIN and not linked and "。" in piece:
                prose += length
        if record is not None:
            pieces.append(piece)
            record[linked] += length
            if "位置" in piece and len(piece) < _LONGEST_PLACE:
                place = element if event == "start" else element.getparent()
                view.places.append(element if place is None else place)
    view.visible, view.prose = visible, prose
    return view
