"""Files that hang on an article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qs, unquote, urlsplit

from lxml import etree

from flows.parse import links
from flows.parse.document import AttachmentLink
from flows.parse.text import collapse, storable
from flows.parse.view import View

_KINDS = "docx?|wps|pdf|ofd|xlsx?|et|zip|rar|7z|rtf|pptx?|ceb"
FILE_NAME = re.compile(rf"\.(?:{_KINDS})\s*$", re.IGNORECASE)
_VIEWER = re.compile(rf"[?&](?:file|url|src|filename)=([^&#]+\.(?:{_KINDS}))", re.IGNORECASE)
_QUOTED_FILE = re.compile(
    rf"""['"]([^'"\s]{{2,500}}\.(?:{_KINDS})(?:\?[^'"\s]*)?)['"]""", re.IGNORECASE
)
_OTHER_PAGE = re.compile(r"解读|图解|一图读懂")
_CLICK = re.compile(r"^(?:请?点[击此]|立即|附件)?(?:下载|查看|打开|此处)(?:附件|文件)?$")
_MAX_LINKS = 100
_VIEWED = ("data-src", "data-url", "data-file", "data-pdf", "data-href", "value")
_LONGEST_CODE, _MOST_VIEWED = 20_000, 10


def find_attachments(
    regions: Iterable[etree._Element], base: str, view: View
) -> list[AttachmentLink]:
    """Return the files linked in parts of the page, one per address, in order.

    Interpretations, mail addresses, scripts and addresses that a script was to fill in are none.
    """
    found: dict[str, AttachmentLink] = {}
    elements = (e for region in regions for e in region.iter("a", "iframe", "embed", "object"))
    for element in elements:
        target = _target(element)
        name = _name(element, view)
        if not target or not _is_file(target, element, name):
            continue
        if _is_hidden_link(element, view):
            continue
        url = _address(target, base)
        if url is None or url in found or _OTHER_PAGE.search(name):
            continue
        found[url] = AttachmentLink(url=url, name=name or _last_part(url))
        if len(found) >= _MAX_LINKS:
            break
    return list(found.values())


def files_of_viewers(regions: Iterable[etree._Element], base: str) -> list[AttachmentLink]:
    """Return the files that a script or a box of the regions is given to show, without a link.

    For pages that show nothing else: a script of a page with a text may name anything.
    """
    found: dict[str, AttachmentLink] = {}
    for region in regions:
        for element in region.iter("script", "div", "canvas", "input"):
            told = [f"'{element.get(name)}'" for name in _VIEWED if element.get(name)]
            code = element.text or "" if element.tag == "script" else " ".join(told)
            for match in _QUOTED_FILE.finditer(code[:_LONGEST_CODE]) if code else ():
                url = None if links.is_template(match[1]) else _address(match[1], base)
                if url is not None and url.startswith("http"):
                    found.setdefault(url, AttachmentLink(url=url, name=_last_part(url)))
    return list(found.values())[:_MOST_VIEWED]


def _target(element: etree._Element) -> str:
    """Where an element leads; of a link that calls a script the file that the call names."""
    target = element.get("href") or element.get("src") or element.get("data") or ""
    if element.tag == "a" and target.strip().lower().startswith(("#", "javascript")):
        code = f"{element.get('onclick') or ''} {target}"
        quoted = _QUOTED_FILE.search(code) if len(code) < 2000 else None
        return quoted.group(1) if quoted else target
    return target


def _is_hidden_link(element: etree._Element, view: View) -> bool:
    """A link that nobody can see or click: hidden, or without any word or picture in it."""
    if element.tag != "a":
        outer = element.getparent()
        return outer is None or not view.sees(outer)
    if not view.sees(element):
        return True
    return not view.weight(element) and next(element.iter("img", "i"), None) is None


def is_annex_line(line: str, names: Iterable[str]) -> bool:
    """Whether a line of the text is only the name of an attached file."""
    text = re.sub(r"^\s*(?:相关)?附件?\s*\d*\s*[:：.、]?\s*", "", collapse(line))
    return bool(text) and (text in names or bool(FILE_NAME.search(text) and len(text) < 150))


def _is_file(target: str, element: etree._Element, name: str) -> bool:
    lowered = target.strip().lower()
    if lowered.startswith(("javascript", "mailto", "#", "tel:", "data:")):
        return False
    if links.is_template(target):
        return False
    path = lowered.split("#", 1)[0]
    bare = path.split("?", 1)[0]
    if FILE_NAME.search(unquote(bare)) or _VIEWER.search(path):
        return True
    if element.tag != "a":
        return False
    # downfile.jsp?classid=0&filename=… and the like say in the query or the text what they give
    if "down" in path or "attach" in path or element.get("download"):
        query = parse_qs(urlsplit(path).query) if "?" in path else {}
        values = [value for group in query.values() for value in group]
        return any(FILE_NAME.search(value) for value in (*values, name))
    return bool(FILE_NAME.search(name)) and not re.search(r"\.s?html?$", bare)


def _address(target: str, base: str) -> str | None:
    viewer = _VIEWER.search(target)
    if viewer and re.search(r"viewer|preview", target, re.IGNORECASE):
        target = unquote(viewer.group(1))
    address = links.join(base, re.sub(r"[\t\r\n]+", "", target.strip()).replace(" ", "%20"))
    if address and links.is_private(urlsplit(address).netloc) and base:
        own = urlsplit(base).netloc
        return address if urlsplit(address).netloc == own else None
    return address


def _name(element: etree._Element, view: View) -> str:
    shown = collapse(view.text_of(element)) if element.tag == "a" else ""
    told = [element.get(key) or "" for key in ("textvalue", "download", "title", "alt")]
    if _CLICK.match(shown):
        shown = next((name for name in told if FILE_NAME.search(name)), shown)
    for name in (shown, *told):
        if name and name.strip():
            return storable(collapse(name))[:300]
    return ""


def _last_part(url: str) -> str:
    return unquote(urlsplit(url).path.rsplit("/", 1)[-1]) or url
