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


def recognise(text: str, url: str) -> Family:
    """Return the family of a page, by its address and its text; GENERIC if none is known."""
    return next((family for family in FAMILIES if family.recognises(text, url)), GENERIC)
