"""What a reader sees of an lxml tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

#: Elements with nothing in them that a page shows as text.
UNSEEN_TAGS = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "title", "meta", "link", "base"),
        *("input", "textarea", "select", "option", "button", "iframe", "object", "embed"),
        *("canvas", "svg", "audio", "video", "map"),
    )
)
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Rows that a script repeats: what stands there is no text of the page.
HIDING_ATTRIBUTES = frozenset(("hidden", "ms-repeat", "v-for", "ng-repeat", "data-each"))


def is_unseen(tag: object, attributes: Sequence[tuple[Any, Any]]) -> bool:
    """Whether an element with this tag and these attributes is not shown, with all in it."""
    if not isinstance(tag, str) or tag in UNSEEN_TAGS:
        return True
    for name, value in attributes:
        if name == "style":
            if "n" in value and HIDDEN_STYLE.search(value):
                return True
        elif name in HIDING_ATTRIBUTES:
            return True
    return False


def visible_pieces(element: etree._Element) -> Iterator[str]:
    """Yield the pieces of text a reader sees in the element, in order, without recursion."""
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            if is_unseen(node.tag, node.items()):
                walk.skip_subtree()
            elif node.text:
                yield node.text
        elif node is not element and node.tail:
            yield node.tail


def visible_text(element: etree._Element, *, limit: int | None = None) -> str:
    """Return the text a reader sees in the element, at most about `limit` characters."""
    if not len(element):
        return "" if is_unseen(element.tag, element.items()) else (element.text or "")
    pieces: list[str] = []
    length = 0
    for piece in visible_pieces(element):
        pieces.append(piece)
        length += len(piece)
        if limit is not None and length >= limit:
            break
    return "".join(pieces)
