"""gkmlpt, Guangdong's disclosure platform: the page is an application, its interface is JSON.

A column is `/gkmlpt/index#N`; `/gkmlpt/api/all/N?page=1&sid=S` answers up to 100 entries a page
with the total. N stands behind the # of the address, S in the page.
"""

from __future__ import annotations

import json
import math
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flows.parse.families.family import Family, Sheet
from flows.parse.families.json_lists import find_lists, read_lines

_SID = re.compile(r"""["']?SID["']?\s*:\s*["']?(\d+)""", re.IGNORECASE)
_MOST_PAGES = 200


def read_answer(text: str, url: str) -> Sheet | None:
    """Read an answer of the interface, or in the application's page the way to it."""
    if text.lstrip()[:1] in ("{", "["):
        return _answer(text, url)
    if "/gkmlpt/" not in url:
        return None
    column, site = urlsplit(url).fragment, _SID.search(text)
    number = re.search(r"\d+", column)
    if number is None or site is None:
        return None
    root = url.split("/gkmlpt/", 1)[0]
    page = f"{root}/gkmlpt/api/all/{number.group()}?page=1&sid={site.group(1)}"
    return Sheet(pages=[page], announced=None)


def _answer(text: str, url: str) -> Sheet | None:
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    rows = max(find_lists(value), key=len, default=[])
    total = value.get("total") if isinstance(value, dict) else None
    if isinstance(total, str) and total.isdigit():
        total = int(total)
    known = isinstance(total, int) and not isinstance(total, bool)
    if not rows:
        named = isinstance(value, dict) and isinstance(value.get("articles"), list)
        return Sheet(announced=1, empty=True) if named and known and total == 0 else None
    sheet = Sheet(lines=read_lines(rows), announced=1)
    if not known:
        sheet.announced = None
    elif isinstance(total, int) and total > len(rows):
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        current = query.get("page", "")
        if not current.isdigit():
            sheet.partial, sheet.announced = True, None
            return sheet
        if int(current) > 1:
            # The last page is shorter than the others: only the first tells how many there are.
            sheet.announced = None
            return sheet
        count = math.ceil(total / len(rows))
        sheet.announced = count
        for page in range(int(current) + 1, min(int(current) + count, _MOST_PAGES)):
            asked = urlencode({**query, "page": str(page)})
            sheet.pages.append(urlunsplit((parts.scheme, parts.netloc, parts.path, asked, "")))
    return sheet


GKMLPT = Family(
    name="gkmlpt",
    marks=("/gkmlpt/api", "/gkmlpt/static", "/gkmlpt/client"),
    addresses=(r"/gkmlpt/",),
    data=read_answer,
)
