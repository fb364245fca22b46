"""The head of a page: its title element and meta tags."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from flows.parse.document import MetaTag
from flows.parse.text import collapse, storable

_TAGS = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_MAX_TAGS = 100
_MAX_CONTENT = 4000


@dataclass(frozen=True)
class Head:
    """What the head says; contents are as printed, white space collapsed."""

    title: str | None = None
    metas: list[MetaTag] = field(default_factory=list)
    site_name: str | None = None

    def meta(self, *names: str) -> str | None:
        """Return the first non-empty content of these meta tags, whatever their case."""
        for name in names:
            for tag in self.metas:
                if tag.name.lower() == name.lower() and tag.content:
                    return tag.content
        return None


def read_head(root: etree._Element) -> Head:
    """Read the title element and all named meta tags, wherever in the page they stand."""
    metas: list[MetaTag] = []
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop")
        if name and len(metas) < _MAX_TAGS:
            content = collapse(element.get("content") or "")[:_MAX_CONTENT]
            metas.append(MetaTag(name=storable(collapse(name)), content=storable(content)))
    head = Head(title=_title(root), metas=metas)
    return Head(head.title, metas, head.meta("SiteName"))


def _title(root: etree._Element) -> str | None:
    for element in root.iter("title"):
        parent = element.getparent()
        # The title of an inline drawing is not the page's.
        if parent is not None and parent.tag in ("svg", "symbol", "g", "defs"):
            continue
        # Tags that a template engine left behind are text to the HTML parser.
        title = storable(collapse(_TAGS.sub("", "".join(map(str, element.itertext())))))
        return title[:_MAX_CONTENT] or None
    return None
