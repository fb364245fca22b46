"""The one place where HTML becomes a tree."""

from __future__ import annotations

import re

from lxml import etree

# libxml2 stops at a NUL and refuses the other control characters.
_BLANKED = bytes.maketrans(
    bytes((*range(9), 11, 12, *range(14, 32))), b" " * len((*range(9), 11, 12, *range(14, 32)))
)
_NO_CHARACTERS = ("\ufffe", "\uffff")
_SURROGATE = re.compile("[\ud800-\udfff]")

# Included headers close the page in its middle; libxml2 drops everything behind that.
_ENDS = (b"</html", b"</body")
_END_OF_PAGE = re.compile(rb"</(?:html|body)\s*>")


def parse_html(text: str) -> etree._Element | None:
    """Return the root element of a decoded page, or None if there is no markup in it.

    The text is given as UTF-8 with that name, so a charset declared in the page cannot mislead
    libxml2 (it would return an empty tree without an error).
    """
    for sign in _NO_CHARACTERS:
        text = text.replace(sign, " ")
    try:
        markup = text.encode()
    except UnicodeEncodeError:
        markup = _SURROGATE.sub(" ", text).encode()
    markup = markup.translate(_BLANKED)
    if not markup or markup.isspace():
        return None
    markup = _without_ends(markup)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=False)
    try:
        root = etree.fromstring(markup, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root


def _without_ends(markup: bytes) -> bytes:
    """Blank the end tags of the page; most pages have two, which a plain search finds fastest."""
    lowered = markup.lower()
    for end in _ENDS:
        at = lowered.find(end)
        while at >= 0:
            match = _END_OF_PAGE.match(lowered, at)
            if match:
                markup = markup[:at] + b" " * (match.end() - at) + markup[match.end() :]
            at = lowered.find(end, at + 1)
    return markup
