"""gkmlpt, Guangdong's disclosure platform: the page is an application, its interface is JSON.

A column is `/gkmlpt/index#N`; `/gkmlpt/api/all/N?page=1&sid=S` answers up to 100 entries a page
with the total or the column's own count, and with the column's name. N stands behind the # of the
address, S in the page.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from flows.parse.families.family import Family, Sheet
from flows.parse.families.json_answers import read_answer

_SID = re.compile(r"""["']?\bSID["']?\s*[:=]\s*["']?(\d+)""", re.IGNORECASE)

_NO_ARTICLES = re.compile(r'"articles"\s*:\s*\[\s*\]')


def read_application(text: str, url: str) -> Sheet | None:
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
    """Read an answer; where it has no total, the count of the column says whether it is whole."""
    sheet = read_answer(text, url)
    told = _column(text) if "/gkmlpt/" in url else {}
    name, count = told.get("name"), told.get("post_count")
    if sheet is None:
        asked = re.search(r"/gkmlpt/api/all/(\d+)", url)
        none = count == 0 and not isinstance(count, bool) and _NO_ARTICLES.search(text)
        if not (none and asked and str(told.get("id")) == asked[1]):
            return None
        sheet = Sheet(announced=1, empty=True)
    elif sheet.partial and not sheet.pages and count == len(sheet.lines) > 0:
        sheet.announced, sheet.partial = 1, False
    sheet.title = name.strip() if isinstance(name, str) and name.strip() else None
    return sheet


def _column(text: str) -> dict[str, Any]:
    """What an answer says of its column."""
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return {}
    told = value.get("classify") if isinstance(value, dict) else None
    return told if isinstance(told, dict) else {}


GKMLPT = Family(
    name="gkmlpt",
    marks=("/gkmlpt/api", "/gkmlpt/static", "/gkmlpt/client"),
    addresses=(r"/gkmlpt/",),
    data=read_application,
    is_application=True,
)
