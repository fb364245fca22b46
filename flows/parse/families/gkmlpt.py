"""gkmlpt, Guangdong's disclosure platform: the page is an application, its interface is JSON.

A column is `/gkmlpt/index#N`; `/gkmlpt/api/all/N?page=1&sid=S` answers up to 100 entries a page
with the total. N stands behind the # of the address, S in the page.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flows.parse.families.family import Family, Sheet
from flows.parse.families.json_answers import read_answer

_SID = re.compile(r"""["']?\bSID["']?\s*[:=]\s*["']?(\d+)""", re.IGNORECASE)


def read_application(text: str, url: str) -> Sheet | None:
    """Read an answer of the interface, or in the application's page the way to it."""
    if text.lstrip()[:1] in ("{", "["):
        return read_answer(text, url)
    if "/gkmlpt/" not in url:
        return None
    column, site = urlsplit(url).fragment, _SID.search(text)
    number = re.search(r"\d+", column)
    if number is None or site is None:
        return None
    root = url.split("/gkmlpt/", 1)[0]
    page = f"{root}/gkmlpt/api/all/{number.group()}?page=1&sid={site.group(1)}"
    return Sheet(pages=[page], announced=None)


GKMLPT = Family(
    name="gkmlpt",
    marks=("/gkmlpt/api", "/gkmlpt/static", "/gkmlpt/client"),
    addresses=(r"/gkmlpt/",),
    data=read_application,
    is_application=True,
)
