"""Walking an lxml tree the way a reader sees the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

_UNSEEN_TAGS = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "title", "meta", "link", "base"),
        *("input", "textarea", "select", "option", "button", "iframe", "object", "embed"),
        *("canvas", "svg", "audio", "video", "map"),
    )
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Rows that a script repeats and words that it fills: what stands there is no text of the page.
_TEMPLATE_ATTRIBUTES = ("ms-repeat", "v-for", "ng-repeat", "data-each")


def is_unseen(element: html.HtmlElement) -> bool:
    """Whether this element and all in it is not shown to a reader."""
    tag = element.tag
    if not isinstance(tag, str):
        return True
    if tag in _UNSEEN_TAGS:
        return True
    attrib = element.attrib
    if not attrib:
        return False
    style = attrib.get("style")
    if style and _HIDDEN_STYLE.search(style):
        return True
    return "hidden" in attrib or any(name in attrib for name in _TEMPLATE_ATTRIBUTES)


def is_hidden(element: html.HtmlElement) -> bool:
    """Whether the element or anything around it is not shown."""
    return is_unseen(element) or any(is_unseen(outer) for outer in element.iterancestors())


def visible_pieces(element: html.HtmlElement) -> Iterator[str]:
    """Yield the pieces of text a reader sees in the element, in order, without recursion."""
    if is_unseen(element):
        return
    stack: list[tuple[html.HtmlElement, bool]] = [(element, False)]
    while stack:
        node, closing = stack.pop()
        if closing:
            if node is not element and node.tail:
                yield str(node.tail)
            continue
        stack.append((node, True))
        if not is_unseen(node):
            if node.text:
                yield str(node.text)
            stack.extend((child, False) for child in reversed(node))


def visible_text(element: html.HtmlElement, *, limit: int | None = None) -> str:
    """Return the text a reader sees in the element, at most about `limit` characters."""
    pieces: list[str] = []
    length = 0
    for piece in visible_pieces(element):
        pieces.append(piece)
        length += len(piece)
        if limit is not None and length >= limit:
            break
    return "".join(pieces)
