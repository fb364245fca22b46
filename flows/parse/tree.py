"""The one place where HTML becomes a tree.

The whole page is parsed by lxml, which takes a fifteenth of the time BeautifulSoup needs for it;
containers are found there, and only the part that holds the report is handed to BeautifulSoup.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from lxml import etree

# libxml2 stops at a NUL and refuses the other control characters.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")

# Included headers close the page in its middle; libxml2 drops everything behind that.
_END_OF_PAGE = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)


def parse_html(text: str) -> etree._Element | None:
    """Return the root element of a decoded page, or None if there is no markup in it.

    The text is given as UTF-8 with that name, so a charset declared in the page cannot mislead
    libxml2 (it would return an empty tree without an error).
    """
    text = _CONTROL.sub(" ", text)
    if not text.strip():
        return None
    text = _END_OF_PAGE.sub("", text)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=False)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root


def cut(element: etree._Element) -> Tag:
    """Return one element of the page as a BeautifulSoup tree of its own."""
    markup = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    soup = BeautifulSoup(markup, "lxml")
    tag = soup.body.find(True) if soup.body else soup.find(True)
    return tag if isinstance(tag, Tag) else soup
