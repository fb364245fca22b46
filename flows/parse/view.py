"""One walk over a page: what stands where, and what a reader sees of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

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
_SENTENCE = 30  # characters from which on a piece of text may be a sentence
_ENOUGH = 60  # characters of sentences from which on nobody asks for more
_PARAGRAPHS = frozenset(("p", "div", "td", "section"))
_INSIDE_ONE = frozenset(("span", "font", "b", "strong", "i", "em", "u", "a", "o:p", "st1:chsdate"))


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
    #: pieces of text in order, without and behind what a reader does not see
    pieces: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    #: elements that hold a piece with 位置 (the label of a breadcrumb)
    places: list[etree._Element] = field(default_factory=list)
    #: of each element that a reader sees: its first piece, and the piece behind its last
    _first: dict[etree._Element, int] = field(default_factory=dict)
    _behind: dict[etree._Element, int] = field(default_factory=dict)
    #: lengths of all pieces up to each, outside links and inside them
    _own: list[int] = field(default_factory=list)
    _linked: list[int] = field(default_factory=list)

    @cached_property
    def words(self) -> str:
        """All text of the page outside scripts, what is hidden last; white space collapsed."""
        return " ".join(" ".join((*self.pieces, *self.hidden)).split())

    @cached_property
    def _marks_there(self) -> frozenset[str]:
        return frozenset(self.marks.values())

    def marks_of(self, is_wanted: Callable[[str], bool]) -> frozenset[str]:
        """The wanted classes and ids of the page; there are far fewer than elements with them."""
        return frozenset(filter(is_wanted, self._marks_there))

    def sees(self, element: etree._Element) -> bool:
        """Whether a reader sees the element."""
        return element in self._first

    def seen(self) -> Iterator[etree._Element]:
        """Every element that a reader sees, in document order."""
        return iter(self._first)

    def text(self, element: etree._Element) -> int:
        """Length of the text in the element that is no link; 0 if it is not seen."""
        first = self._first.get(element)
        return 0 if first is None else self._own[self._behind[element]] - self._own[first]

    def weight(self, element: etree._Element) -> int:
        """Length of all text in the element, links included; 0 if it is not seen."""
        first = self._first.get(element)
        if first is None:
            return 0
        behind = self._behind[element]
        own, linked = self._own, self._linked
        return own[behind] - own[first] + linked[behind] - linked[first]

    def span(self, element: etree._Element) -> tuple[int, int]:
        """Return which pieces stand in the element, first and behind the last."""
        return self._first.get(element, 0), self._behind.get(element, 0)

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
    zone, marks, pieces, hidden = view.zone, view.marks, view.pieces, view.hidden
    first, behind = view._first, view._behind
    own_lengths, linked_lengths = [0], [0]
    count = 0  # pieces so far
    # Of the open element: its zone, whether a reader sees it, whether it is in a link.
    here, shown, linked = MAIN, True, False
    outer: list[tuple[int, bool, bool]] = []
    visible = prose = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            outer.append((here, shown, linked))
            tag = element.tag
            if here == DEAD or tag in DEAD_TAGS:
                here, shown = DEAD, False
                zone[element] = DEAD
                if tag == "script":
                    view.scripts.append(element)
                continue
            mark = ""
            template = False
            if tag in UNSEEN_TAGS:
                shown = False
            for name, value in element.items():
                if name not in _TELLING:
                    continue
                if name == "class" or name == "id":
                    mark = f"{mark} {value}" if mark else value
                elif name == "style":
                    if "n" in value and HIDDEN_STYLE.search(value):
                        shown = False
                elif name == "href":
                    linked = linked or tag == "a"
                else:
                    shown = False
                    template = template or name in _TEMPLATE_ATTRIBUTES
            if mark:
                marks[element] = mark
            if template:
                here, shown = DEAD, False
                zone[element] = DEAD
                view.templates.append(element)
                continue
            if here < FURNITURE and (mark or tag in ZONED_TAGS):
                own = zone_of(tag, mark)
                here = own if own > here else here
            zone[element] = here
            if tag == "a":
                view.links.append(element)
            elif tag == "iframe" or tag == "frame":
                view.frames += 1
            if shown:
                first[element] = count
                if mark or tag in _HEADINGS:
                    view.named.append(element)
            piece = element.text
        else:
            if event == "end":
                if shown:
                    behind[element] = count
                here, shown, linked = outer.pop()
            elif event == "comment":
                view.comments.append(element)
            piece = element.tail
        if not piece or here == DEAD or not outer or piece.isspace():
            continue
        length = len(piece.strip())
        if length > 1:
            visible += length
            if length >= _SENTENCE and here == MAIN and not linked and "。" in piece:
                prose += length
        if not shown:
            hidden.append(piece)
            continue
        pieces.append(piece)
        count += 1
        own_lengths.append(0 if linked else length)
        linked_lengths.append(length if linked else 0)
        if "位置" in piece and len(piece) < _LONGEST_PLACE:
            place = element if event == "start" else element.getparent()
            view.places.append(element if place is None else place)
    view._own, view._linked = list(accumulate(own_lengths)), list(accumulate(linked_lengths))
    view.visible, view.prose = visible, prose
    if prose < _ENOUGH:
        view.prose = max(prose, _prose_in_parts(view))
    return view


def _prose_in_parts(view: View) -> int:
    """Characters of sentences that a word processor cut into an element for every few signs."""
    total = 0
    for element in view.seen():
        if element.tag not in _PARAGRAPHS or len(element) < 2 or view.zone[element] != MAIN:
            continue
        own = view.text(element)
        if own < _SENTENCE or own != view.weight(element):
            continue
        parts = (child for child in element if isinstance(child.tag, str))
        if all(part.tag in _INSIDE_ONE for part in parts) and "。" in view.text_of(element, own):
            total += own
    return total
