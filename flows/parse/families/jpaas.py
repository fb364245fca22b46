"""Hanweb's newer jpaas and UCAP lists: rows as JSON beside an empty handlebars template."""

from __future__ import annotations

from flows.parse.families.family import Family, Sheet
from flows.parse.families.json_lists import embedded, holds_objects, read_lines

# Words of a page whose list a script prints from data that stand in the page.
_HINTS = (
    *("{{", "v-for", "ng-repeat", "artTemplate", "art-template", "andlebars"),
    *("listData", "articleList", "itemObj", "dataList", "listJson"),
)


def read_script(text: str, url: str) -> Sheet | None:
    """Read the list that a script would print. Only a part may be there, so it is partial."""
    if not holds_objects(text) or not any(hint in text for hint in _HINTS):
        return None
    rows = embedded(text)
    return Sheet(lines=read_lines(rows), partial=True) if rows else None


HANWEB_JPAAS = Family(
    name="hanweb_jpaas",
    marks=("var listData", "jpaas-", "commonfiles/jpage/"),
    addresses=(r"/col/col\d+/content/content_",),
    data=read_script,
)
