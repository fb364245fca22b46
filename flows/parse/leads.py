"""Pages that show no list and say where it stands: a redirect inside the page, a frame.

Old sites keep nothing else at the address of a column. What such a page leads to is read as the
column's page, within the site; what it cannot be followed to is never taken for an empty list.
"""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urlsplit

from lxml import etree

from flows.parse import links
from flows.parse.choice import names_subject
from flows.parse.document import Lead
from flows.parse.emptiness import may_fill
from flows.parse.view import View
from flows.parse.zones import DEAD, SIDE

#: Leads that may follow one another; as many as HTTP redirects.
MOST_LEADS = 5

_REFRESH = re.compile(
    r"^\s*[\d.]*\s*[;,]?\s*url\s*=\s*['\"]?\s*([^'\"]+?)\s*['\"]?\s*$", re.IGNORECASE
)
# The whole of a script that does nothing but leave: one that asks or computes may be a wall.
_ONLY_LEAVES = re.compile(
    r"\s*(?:<!--)?\s*(?:(?:window|self|top|parent|document|this)\s*\.\s*)*location"
    r"(?:\s*\.\s*href)?\s*(?:=|\.\s*(?:replace|assign)\s*\()\s*(['\"])(?P<to>[^'\"<>]{1,500})\1\s*\)?\s*;?"
    r"\s*(?://\s*-->|-->)?\s*",
)
# Frames that hold furniture, by their name, id or file.
_NO_LIST = re.compile(
    r"count|stat|login|search|map|weather|tianqi|video|header|footer|top|foot|left|menu|nav|tree"
    r"|banner|head|bottom|copyright|daohang|tongji|share|welcome"
)
_NO_SOURCE = ("about:", "javascript:", "data:", "#")


def read_lead(found: View, base: str, url: str, column: str) -> Lead | None:
    """Return where a page without a list leads; None if it leads nowhere that may be followed.

    `column` are the words by which the page names itself; "" if it does not.
    """
    if not url:
        return None
    there = _redirect(found)
    if there is not None:
        where = _may_be_column(there, base, url)
        if where is None or _is_above(where, url):
            return None
        own = links.folder(url)
        sure = own != "/" and links.folder(where).startswith(own) and links.same_host(where, url)
        return Lead(url=where, by="redirect", sure=sure)
    return read_frame(found, base, url, column)


def read_frame(found: View, base: str, url: str, column: str) -> Lead | None:
    """Return the page in the only frame of a page that may hold its list."""
    if not found.frames or not url:
        return None
    held = [
        where
        for frame in found.root.iter("iframe", "frame")
        if (where := _held(frame, found, base, url))
    ]
    if len(held) != 1:
        return None
    scripted = any(may_fill(script) for script in found.scripts)
    return Lead(url=held[0], by="frame", sure=names_subject(column), scripted=scripted)


def leads_somewhere(found: View) -> bool:
    """Tell whether a page has a redirect of its own, with an address."""
    return _redirect(found) is not None


def _redirect(found: View) -> str | None:
    """The address of a refresh, or of the only script if it does nothing but leave."""
    for tag in found.zone:
        if tag.tag == "meta" and (tag.get("http-equiv") or "").strip().lower() == "refresh":
            match = _REFRESH.match(tag.get("content") or "")
            # In a noscript it is for readers without scripts: what the others get is not known.
            if match and next(tag.iterancestors("noscript"), None) is None:
                return match[1]
    codes = [code for script in found.scripts if (code := (script.text or "").strip())]
    if len(codes) != 1:
        return None
    match = _ONLY_LEAVES.fullmatch(codes[0]) if len(codes[0]) < 1000 else None
    return match["to"] if match else None


def _held(frame: etree._Element, found: View, base: str, url: str) -> str | None:
    """What a frame shows, if that may be the list."""
    source = (frame.get("src") or "").strip()
    if not source or source.lower().startswith(_NO_SOURCE) or found.zone.get(frame, DEAD) > SIDE:
        return None
    if any(
        (frame.get(side) or "").strip() in ("0", "1", "0px", "1px") for side in ("width", "height")
    ):
        return None
    if _NO_LIST.search(f"{frame.get('name') or ''} {frame.get('id') or ''}".lower()):
        return None
    where = _may_be_column(source, base, url)
    return None if where is None or _is_furniture(urlsplit(where).path.lower()) else where


def _is_furniture(path: str) -> bool:
    """By the file and its folder; a search in a disclosure system (Hanweb) is its list."""
    name = "/".join(path.split("/")[-2:])
    return bool(_NO_LIST.search(name.removeprefix("xxgk/search")))


def _may_be_column(source: str, base: str, url: str) -> str | None:
    """The absolute address, if it is another page of this site that may be a column."""
    where = links.join(base or url, source.replace("\\", "/").replace(" ", "%20"))
    if where is None or links.is_template(source) or not where.startswith(("http://", "https://")):
        return None
    if not links.same_site(where, url) or where == urldefrag(url).url:
        return None
    return None if links.is_home_address(where) or links.is_surely_article(where) else where


def _is_above(where: str, url: str) -> bool:
    """A folder above the column: it would look like the column without its reports."""
    there, here = links.folder(where), links.folder(url)
    return links.same_host(where, url) and there != here and here.startswith(there)
