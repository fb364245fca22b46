"""The site families, the most telling first. A new one is a module here and a line below."""

from __future__ import annotations

from flows.parse.families.family import Family, Line, Sheet
from flows.parse.families.gkmlpt import GKMLPT
from flows.parse.families.hanweb import HANWEB
from flows.parse.families.jpaas import HANWEB_JPAAS
from flows.parse.families.trs import TRS, TRS_CHONGQING, TRS_CREATE_PAGE_HTML, TRS_UEDITOR
from flows.parse.families.ucap import UCAP

__all__ = ["FAMILIES", "GENERIC", "Family", "Line", "Sheet", "recognise"]

GENERIC = Family(
    name="generic",
    containers=(
        r"(?:^|[\s_-])(?:news|info|article|doc|wj|gl|lm|xxgk|text)[-_]?list(?:$|[\s_-])",
        r"(?:^|\s)list(?:$|\s)",
    ),
)
FAMILIES = (
    GKMLPT,
    HANWEB_JPAAS,
    HANWEB,
    UCAP,
    TRS_CREATE_PAGE_HTML,
    TRS_CHONGQING,
    TRS_UEDITOR,
    TRS,
)


# Marks share these words: a page without the word has none of the marks, and is searched once.
_STEMS = ("createPage", "jpage", "gkmlpt/", "TRS_", "UCAP", "trt-", "trs_")
_STEM_OF = {
    mark: next((stem for stem in _STEMS if stem in mark), mark)
    for family in FAMILIES
    for mark in family.marks
}


def recognise(text: str, url: str) -> Family:
    """Return the family of a page, by its address and its text; GENERIC if none is known."""
    there: dict[str, bool] = {}

    def shows(mark: str) -> bool:
        stem = _STEM_OF[mark]
        if stem not in there:
            there[stem] = stem in text
        return there[stem] and (mark == stem or mark in text)

    for family in FAMILIES:
        if family.has_address(url) or any(map(shows, family.marks)):
            return family
    return GENERIC
