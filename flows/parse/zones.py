"""Which parts of a page are its own matter and which are furniture, by tag and name."""

from __future__ import annotations

import re
from functools import lru_cache

_TOKEN = re.compile(r"[A-Z]?[a-z]+")
# Furniture by the words in class and id (English and pinyin), never a column's own list.
_FURNITURE = frozenset(
    (
        *("nav", "navbar", "navigation", "menu", "submenu", "header", "footer", "foot"),
        *("copyright", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "friendlink", "friendlinks"),
        *("yqlj", "sitemap", "pager", "paging", "pagination", "share", "daohang", "caidan"),
        *("dibu", "yejiao", "weizhi", "dqwz"),
    )
)
_FURNITURE_TAGS = frozenset(("nav", "header", "footer", "select"))
# Beside the matter: its rows are believed only if their addresses lie in the column.
_SIDE = frozenset(
    (
        *("left", "side", "sidebar", "aside", "hot", "rank", "ranking", "recommend", "related"),
        *("tuijian", "remen", "paihang"),
    )
)
_TEMPLATE_MARK = re.compile(r"\{\{[^{}]*\}\}|\$\{[\w.]+\}|<%=?|\[#list")

MAIN, SIDE, FURNITURE, DEAD = 0, 1, 2, 3
#: Elements in which nothing stands that a page shows.
DEAD_TAGS = frozenset(("script", "style", "template", "noscript", "svg", "head", "textarea"))
#: Tags that tell a zone without any class or id.
ZONED_TAGS = _FURNITURE_TAGS | {"aside"}


# The pages of a site share their class names: each is judged once.
@lru_cache(maxsize=8192)
def zone_of(tag: str, mark: str) -> int:
    """Return the zone of an element by its tag and the words of its class and id."""
    if tag in _FURNITURE_TAGS:
        return FURNITURE
    if tag in ("body", "html", "form"):
        return MAIN
    if not mark:
        return SIDE if tag == "aside" else MAIN
    words = {word.lower() for word in _TOKEN.findall(mark[:200])}
    if words & _FURNITURE:
        return FURNITURE
    return SIDE if words & _SIDE else MAIN


def has_template(text: str | None) -> bool:
    """Tell whether a template expression was left in the text."""
    return bool(text and _TEMPLATE_MARK.search(text))
