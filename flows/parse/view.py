"""One walk over a page: every visible element, its text and where that stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from flows.parse.markup import is_unseen


@dataclass
class View:
    """What a reader sees of a page; elements are in document order."""

    root: etree._Element
    elements: list[etree._Element] = field(default_factory=list)
    #: class and id of every element that has one
    marks: dict[etree._Element, str] = field(default_factory=dict)
    #: length of the text that is no link, and of the links, subtree included
    text: dict[etree._Element, int] = field(default_factory=dict)
    links: dict[etree._Element, int] = field(default_factory=dict)
    #: pieces of text in order, and per element which of them stand in it
    pieces: list[str] = field(default_factory=list)
    spans: dict[etree._Element, tuple[int, int]] = field(default_factory=dict)
    #: elements that hold a piece with 位置 (the label of a breadcrumb)
    places: list[etree._Element] = field(default_factory=list)

    def weight(self, element: etree._Element) -> int:
        """Length of all text in the element."""
        return self.text.get(element, 0) + self.links.get(element, 0)

    def sees(self, element: etree._Element) -> bool:
        """Whether a reader sees the element."""
        return element in self.text

    def text_of(self, element: etree._Element, limit: int = 1000) -> str:
        """Return the text of the element, at most about `limit` characters."""
        start, end = self.spans.get(element, (0, 0))
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
    pieces, text, links, marks = view.pieces, view.text, view.links, view.marks
    begun: dict[etree._Element, int] = {}
    # [text, links] of the elements that are open, outermost first
    stack: list[list[int]] = [[0, 0]]
    in_link = 0
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if is_unseen(element):
                walk.skip_subtree()
                stack.append([-1, 0])
                continue
            view.elements.append(element)
            begun[element] = len(pieces)
            mark = f"{element.get('class') or ''} {element.get('id') or ''}"
            if mark != " ":
                marks[element] = mark
            in_link += element.tag == "a"
            stack.append([0, 0])
            piece = element.text
        else:
            if event == "end":
                own, linked = stack.pop()
                if own >= 0:
                    in_link -= element.tag == "a"
                    text[element], links[element] = own, linked
                    view.spans[element] = (begun.pop(element), len(pieces))
                    stack[-1][0] += own
                    stack[-1][1] += linked
            piece = element.tail if element is not root else None
            element = element.getparent() if piece else element
        if piece and not piece.isspace() and element is not None:
            pieces.append(piece)
            stack[-1][1 if in_link else 0] += len(piece.strip())
            if "位置" in piece and len(piece) < 400:
                view.places.append(element)
    return view
