"""Hanweb's newer jpaas and UCAP lists: rows as JSON beside an empty handlebars template."""

from __future__ import annotations

import re

from flows.parse.families.family import Family, Sheet
from flows.parse.families.json_lists import embedded, read_lines

_TEMPLATE = re.compile(r"\{\{#?\s*each|v-for\s*=|ng-repeat|art-?template|handlebars", re.IGNORECASE)
_VARIABLE = re.compile(r"\b(?:listData|articleList|itemObj|dataList|listJson)\b")


def read_script(text: str, url: str) -> Sheet | None:
    """Read the list that a script would print. Only a part may be there, so it is partial."""
    if not (_TEMPLATE.search(text) or _VARIABLE.search(text)):
        return None
    rows = embedded(text)
    return Sheet(lines=read_lines(rows), partial=True) if rows else None


HANWEB_JPAAS = Family(
    name="hanweb_jpaas",
    marks=(r"var\s+listData\s*=\s*\{", r"jpaas-", r"commonfiles/jpage/"),
    addresses=(r"/col/col\d+/content/content_",),
    data=read_script,
)
