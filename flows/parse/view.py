"""One walk over a page: every visible element, its text and where that stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from flows.parse.markup import is_unseen

_LONGEST_PLACE = 400  # characters of a piece of text that may label a breadcrumb


@dataclass
class View:
    """What a reader sees of a page; elements are in document order."""

    root: etree._Element
    elements: list[etree._Element] = field(default_factory=list)
    #: class and id of every element that has one
    marks: dict[etree._Element, str] = field(default_factory=dict)
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
    """Walk the page once; hidden elements, scripts and template rows are passed over."""
    view = View(root)
    pieces, places = view.pieces, view.places
    index, texts, linked = view._index, view._text, view._links
    open_elements: list[int] = []
    in_link = 0
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            attributes = element.items()
            if is_unseen(element.tag, attributes):
                walk.skip_subtree()
                open_elements.append(-1)
                continue
            number = len(texts)
            index[element] = number
            open_elements.append(number)
            view.elements.append(element)
            texts.append(0)
            linked.append(0)
            view._first.append(len(pieces))
            view._last.append(0)
            if attributes:
                mark = " ".join([v for name, v in attributes if name in ("class", "id")])
                if mark:
                    view.marks[element] = mark
            in_link += element.tag == "a"
            piece = element.text
        else:
            if event == "end":
                number = open_elements.pop()
                if number >= 0:
                    in_link -= element.tag == "a"
                    view._last[number] = len(pieces)
                    if open_elements:
                        texts[open_elements[-1]] += texts[number]
                        linked[open_elements[-1]] += linked[number]
            piece = element.tail
        if piece and open_elements and not piece.isspace():
            if event != "start":
                parent = element.getparent()
                element = parent if parent is not None else element
            pieces.append(piece)
            (linked if in_link else texts)[open_elements[-1]] += len(piece.strip())
            if "位置" in piece and len(piece) < _LONGEST_PLACE:
                places.append(element)
    return view
