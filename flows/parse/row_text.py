"""The text of one row of a list, within limits: a real row has a tenth of them."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

MOST_NODES = 400  # elements of one row that are looked at
_SPACE = re.compile(r"[\s\u3000\xa0]+")


def element_text(element: etree._Element, limit: int = 2000) -> str:
    """Return the text in an element with white space collapsed, scripts left out."""
    parts: list[str] = []
    size = 0
    for node in element.iter():
        if isinstance(node.tag, str) and node.text and node.tag not in ("script", "style"):
            parts.append(node.text)
            size += len(node.text.strip())
        if node is not element and node.tail:
            parts.append(node.tail)
            size += len(node.tail.strip())
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
        if node not in inside and isinstance(node.tag, str) and node.text:
            if node.tag == "a" and len(node.text) > 30:
                continue
            parts.append(node.text)
        if node is not row and node.tail and (node is link or node not in inside):
            parts.append(node.tail)
    return _SPACE.sub(" ", " ".join(parts))


def collapse(text: str) -> str:
    """Return the text with each run of white space made one blank."""
    return _SPACE.sub(" ", text).strip()


def squeeze(text: str) -> str:
    """Return the text without white space."""
    return _SPACE.sub("", text)
