"""Bytes of one answer → what they are and what they say. The door to the parser."""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from typing import Any

from lxml import etree

from flows.parse import links
from flows.parse.blocked import BLOCKED_REASONS, why_blocked
from flows.parse.decode import decode
from flows.parse.document import Document, Listing, Page
from flows.parse.families import FAMILIES, recognise
from flows.parse.families.gkmlpt_page import with_text
from flows.parse.listing import from_sheet, page_facts, read_leading, read_listing
from flows.parse.titles import read_title
from flows.parse.tree import parse_html
from flows.parse.view import View, look

log = logging.getLogger(__name__)

#: Bytes of HTML above which a page is recorded as too large instead of read.
MAX_HTML_BYTES = 5_000_000
_STYLE_KEPT = 300  # characters of a style sheet that may name classes of a family
_MAX_ELEMENTS = 400_000
_CONTROL_BYTES = bytes((*range(1, 9), *range(14, 27), 127))

_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|div|p|table|tr|td|span|ul|ol|li|dl|a\s|meta|title|script|br|h[1-6]"
    r"|font|img|link|style|section|article|form|iframe|frameset|center)\b",
    re.IGNORECASE,
)
_ATTACHMENT_STARTS = (
    *(b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"),
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"II*\x00", b"MM\x00*"),
)
_LEADING = ("redirect_only", "frameset")  # pages that only say where something stands
_ARTICLE_BODY = re.compile(
    r"(?:^|[\s_-])(?:TRS_(?:Editor|UEDITOR)|trs_editor_view|trs_paper_default|zwxl-article|zoomcon"
    r"|UCAPCONTENT|article[-_]?(?:content|body|con|text|detail)|news[-_]?(?:content|text|con)"
    r"|xxgk[-_]?content|content[-_]?text|detail[-_]?(?:content|con|text)|pages_content|ewb-article"
    r"|Custom_UnionStyle|TRS_PreAppend|rm_txt_con|bt-content|wzy_content|arc_cont|BodyLabel"
    r"|zoom)(?:$|[\s_-])",
    re.IGNORECASE,
)


def read_page(payload: bytes, url: str | None = None, content_type: str | None = None) -> Page:
    """Return what a payload is: a Listing, a Document, or a Page with the reason it is neither.

    `url` is the address that finally answered; links are made absolute with it. Never raises:
    a page is foreign input, and one that breaks the reader is recorded as unreadable.
    """
    try:
        return read_page_strictly(payload, url, content_type)
    except Exception as error:
        log.exception("cannot read %s", url)
        return Page(kind="other", family="generic", reason=f"unreadable: {type(error).__name__}")


def read_page_strictly(
    payload: bytes, url: str | None = None, content_type: str | None = None
) -> Page:
    """Do the work of `read_page`; a fault of the reader comes out as an exception."""
    start = payload[:1024].lstrip()
    if start.startswith(_ATTACHMENT_STARTS):
        from flows.parse.attachment import read_attachment

        return read_attachment(payload, url)
    if not payload.strip():
        return Page(kind="other", family="generic", reason="empty")
    if len(payload) > MAX_HTML_BYTES:
        return Page(kind="other", family="generic", reason="too_large")
    if _is_binary(payload):
        return Page(kind="other", family="generic", reason="binary")
    text, encoding = decode(payload, content_type)
    page = _read_text(text, url, content_type)
    return page.model_copy(update={"encoding": encoding})


def _is_binary(payload: bytes) -> bool:
    """Whether these bytes are no text in any encoding that a site could use."""
    if payload.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    sample = payload[:8192]
    odd = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    zeros = sample.count(0)
    return odd > len(sample) // 20 or (zeros > len(sample) // 20 and not _is_wide(sample))


def _is_wide(sample: bytes) -> bool:
    """Whether the zeros are those of UTF-16 text with Latin markup in it."""
    return b"<\x00" in sample or b"\x00<" in sample


def _read_text(text: str, url: str | None, content_type: str | None) -> Page:
    head = text.lstrip("\ufeff \t\r\n")[:200].lower()
    if head.startswith(("{", "[{", "[ {")) or "<datastore" in head:
        page = _read_data(text, url)
        if page is not None:
            return page
    plain = bool(content_type and "text/plain" in content_type and "<html" not in text.lower())
    if plain or not _MARKUP.search(text):
        return _read_plain(text, url)
    text = with_text(_without_styles(text), url or "")
    root = parse_html(text)
    if root is None:
        return Page(kind="other", family="generic", reason="no_markup")
    found = look(root)
    if len(found.zone) > _MAX_ELEMENTS:
        return Page(kind="other", family="generic", reason="too_many_elements")
    return _read_html(root, text, url, found)


def _without_styles(text: str) -> str:
    """Cut long style sheets short (fonts and pictures stand in them); they say nothing."""
    parts: list[str] = []
    done, at = 0, text.find("<style")
    while at >= 0:
        end = text.find("</style", at)
        keep = text.find(">", at) + _STYLE_KEPT
        # Without a tag between it is a style sheet, whatever stands round it.
        if end > keep > at and text.find("<", keep, end) < 0:
            parts.append(text[done:keep])
            done = end
        at = text.find("<style", max(end, at + 1)) if end >= 0 else -1
    return "".join((*parts, text[done:])) if parts else text


def _read_data(text: str, url: str | None) -> Page | None:
    """Read the answer of a listing interface (XML records, JSON)."""
    for family in FAMILIES:
        sheet = family.data(text, url or "") if family.data is not None else None
        if sheet is not None and (sheet.lines or sheet.empty):
            name = recognise(text, url or "").name
            return from_sheet(sheet, name if name != "generic" else family.name, url or "", {}, "")
    if text.lstrip()[:1] in ("{", "[") or "<html" not in text:
        return Page(kind="other", family="generic", reason="data_without_list")
    return None


def _read_plain(text: str, url: str | None) -> Page:
    from flows.parse.plain_text import read_text

    return read_text(text, url)


def _read_html(root: etree._Element, text: str, url: str | None, found: View) -> Page:
    """Decide between article and list by what the page itself shows, then read it as that."""
    sure, likely = _article_signs(root, url, found)
    reason = why_blocked(root, text, url, found)
    if reason is not None and not ((sure or likely) and reason in ("home_page", "redirect_only")):
        leads = reason in _LEADING and not (sure or likely)
        leading = read_leading(root, text, url, found) if leads else None
        return leading or _unread(reason, root, text, url, found)
    listing = None if sure else read_listing(root, text, url, found)
    if sure or (likely and not _is_plain_list(listing, url, found)):
        document = _read_article(root, text, url, found)
        return document or listing or _unread("no_text", root, text, url, found)
    if listing is not None:
        return listing
    if found.prose >= 60 or next(root.iter("table"), None) is not None:
        document = _read_article(root, text, url, found)
        if document is not None and _has_substance(document, found):
            return document
    return _unread("no_list_no_text", root, text, url, found)


def _article_signs(root: etree._Element, url: str | None, found: View) -> tuple[bool, bool]:
    """Whether the page is surely one document, and whether it likely is.

    Sure by an address that no column has, or by the meta tag of articles; likely by an address
    that some columns have, or by a container for texts.
    """
    if url and links.is_surely_article(url):
        return True, True
    for tag in root.iter("meta"):
        name = (tag.get("name") or "").lower()
        content = (tag.get("content") or "").strip()
        if name == "articletitle" and content and "{{" not in content:
            return True, True
    if (url and links.is_article_address(url)) or _is_headed_as_report(found):
        return False, True
    bodies = found.marks_of(_is_article_body) if found.prose >= 60 else ()
    likely = bool(bodies) and any(
        mark in bodies and element.tag in ("div", "td", "section", "article")
        for element, mark in found.marks.items()
    )
    return False, likely


def _is_headed_as_report(found: View) -> bool:
    """Whether the page's own heading, no link, is the title of one body's report of one year."""
    for element in found.named:
        if element.tag not in ("h1", "h2") or not 8 <= found.weight(element) <= 120:
            continue
        if next(element.iter("a"), None) is None and next(element.iterancestors("a"), None) is None:
            title = read_title(found.text_of(element, 200))
            if title.report_kind and title.report_year:
                return True
    return False


@lru_cache(maxsize=8192)
def _is_article_body(mark: str) -> bool:
    return bool(_ARTICLE_BODY.search(mark))


def _is_plain_list(listing: Page | None, url: str | None, found: View) -> bool:
    """Whether a page that may be an article shows so clear a list that it is one.

    An article with related documents under it has sentences of its own; a list with a summary
    under each title has its entries in the column's own folder.
    """
    if not isinstance(listing, Listing) or len(listing.entries) < 2:
        return False
    if 2 * sum(entry.listed_on is not None for entry in listing.entries) < len(listing.entries):
        return False
    if found.prose < 60:
        return True
    if not url or links.is_article_address(url):
        return False
    own = sum(links.in_column(entry.url, url) for entry in listing.entries)
    return 2 * own >= len(listing.entries)


def _read_article(root: etree._Element, text: str, url: str | None, found: View) -> Document | None:
    from flows.parse.article import read_article

    document = read_article(root, text, url, view=found)
    if document is not None and document.family == "generic":
        family = recognise(text, url or "").name
        return document.model_copy(update={"family": family})
    return document


def _has_substance(document: Document, found: View) -> bool:
    """A page taken for an article only because it is no list must have an article's text."""
    return document.text_chars >= 40 and (
        bool(document.title) or found.prose >= 60 or not found.links
    )


def _unread(reason: str, root: etree._Element, text: str, url: str | None, found: View) -> Page:
    facts: dict[str, Any] = page_facts(root, found)
    kind = "blocked" if reason in BLOCKED_REASONS else "other"
    family = recognise(text, url or "").name
    return Page.model_validate({"kind": kind, "family": family, "reason": reason, **facts})
