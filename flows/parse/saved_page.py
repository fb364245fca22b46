"""Pages that a word processor saved (HTML, MHT) and a site offers as a file."""

from __future__ import annotations

import email
import email.policy
import re

from bs4 import BeautifulSoup

from flows.parse.container import find_container
from flows.parse.decode import decode
from flows.parse.lines import Line, lines_of_element
from flows.parse.tree import parse_html
from flows.parse.view import look

# Word's own settings and drawings, which a browser would print as text.
_OFFICE = re.compile(r"^(?:xml|[vw]:\w+)$", re.IGNORECASE)
_ISLANDS = ("<xml", "<v:", "<w:")
_MOST = 2_000_000  # characters; the tree of a longer page takes BeautifulSoup too long


def read_saved_page(payload: bytes) -> list[Line]:
    """Return the lines of a page saved as a file, without islands of office XML."""
    text = decode(payload)[0]
    if len(text) <= _MOST and any(island in text for island in _ISLANDS):
        soup = BeautifulSoup(text, "lxml")
        for tag in soup.find_all(_OFFICE):
            tag.decompose()
        text = str(soup)
    root = parse_html(text)
    return lines_of_element(find_container(look(root))) if root is not None else []


def read_web_archive(payload: bytes) -> list[Line]:
    """Return the lines of the page in a web archive that Word saved under a document's name."""
    message = email.message_from_bytes(payload, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            data = part.get_payload(decode=True)
            return read_saved_page(data) if isinstance(data, bytes) else []
    return []
