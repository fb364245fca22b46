"""The text of one row of a list, within limits: a real row has a tenth of them."""

from __future__ import annotations

from itertools import islice

from lxml import etree

_CODE = ("script", "style")
MOST_NODES = 400  # elements of one row that are looked at


def element_text(element: etree._Element, limit: int = 2000) -> str:
    """Return the text in an element with white space collapsed, scripts left out."""
    if not len(element) and isinstance(element.tag, str):
        return "" if element.tag in _CODE else collapse(element.text or "")
    parts: list[str] = []
    size = 0
    for node in element.iter():
        tag, text = node.tag, node.text
        if text and isinstance(tag, str) and tag not in _CODE:
            parts.append(text)
            size += len(text.strip())
        if node is not element and (tail := node.tail):
            parts.append(tail)
            size += len(tail.strip())
        if size > limit:
            break
    return collapse(" ".join(parts))


def text_without(row: etree._Element, link: etree._Element) -> str:
    """Return the text of a row but for that of the link in it."""
    parts: list[str] = []
    inside = {link, *islice(link.iterdescendants(), MOST_NODES)}
    for seen, node in enumerate(row.iter()):
        if seen > MOST_NODES:
            break
        is_outside = node not in inside
        if is_outside and isinstance(node.tag, str) and (text := node.text):
            if len(text) > 30 and node.tag == "a":
                continue
            parts.append(text)
        if node is not row and (is_outside or node is link) and (tail := node.tail):
            parts.append(tail)
    return collapse(" ".join(parts))


def collapse(text: str) -> str:
    """Return the text with each run of white space made one blank."""
    return " ".join(text.split())


def squeeze(text: str) -> str:
    """Return the text without white space."""
    return "".join(text.split())
