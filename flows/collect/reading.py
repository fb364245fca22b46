"""What an archived exchange says: the same for the walk that has just made it and for a replay."""

from __future__ import annotations

import logging
from posixpath import dirname
from urllib.parse import urldefrag, urlsplit

from flows.collect.captures import Capture
from flows.parse.column import ListingPage
from flows.parse.document import Page
from flows.parse.page import read_page

logger = logging.getLogger(__name__)

_FRONT_PAGES = {"", "/", "/index.html", "/index.htm", "/index.shtml", "/index.jsp", "/index.aspx"}


def read_capture(capture: Capture, body: bytes) -> Page:
    """Read the page of an exchange. No page, however made, may end the night of its county."""
    if capture.role != "listing" and _sent_to_the_front_page(capture):
        return Page(kind="other", family="generic", reason="home_page")
    try:
        return read_page(body, page_address(capture), capture.content_type)
    except Exception:
        logger.exception("%s: the reader failed", capture.url)
        return Page(kind="other", family="generic", reason="reader_failed")


def listing_page(capture: Capture, body: bytes | None) -> ListingPage:
    """One listing page of a column; `body` is None when nothing came or its record is damaged."""
    error = capture.error
    page = None
    if error is None and capture.status == 200:
        if body is None:
            error = "damaged_record"
        elif _sent_to_another_folder(capture):
            # A parent folder or the front page would look like a column without the report.
            error = "redirected"
        else:
            page = read_capture(capture, body)
    return ListingPage(capture.url, capture.status, page, error)


def page_address(capture: Capture) -> str:
    """Where the body stood, with the fragment asked for: some columns differ in nothing else."""
    fragment = urldefrag(capture.url).fragment
    final = capture.final_url or capture.url
    return f"{urldefrag(final).url}#{fragment}" if fragment else final


def _sent_to_the_front_page(capture: Capture) -> bool:
    """A redirect from an article to the site's front page is a soft 404."""
    if capture.final_url is None:
        return False
    asked, final = urlsplit(capture.url), urlsplit(capture.final_url)
    return final.path.lower() in _FRONT_PAGES and asked.path.lower() not in _FRONT_PAGES


def _sent_to_another_folder(capture: Capture) -> bool:
    """A column that answers from elsewhere; another scheme or www. before the host is the same."""
    if capture.final_url is None:
        return False
    return _folder(capture.url) != _folder(capture.final_url)


def _folder(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path or "/"
    name = path.rpartition("/")[2]
    # "…/fzzfndbg" is sent to "…/fzzfndbg/": a last part without a dot is a folder itself.
    return host, (path if name and "." not in name else dirname(path)).rstrip("/")
