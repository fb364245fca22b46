"""Lists that stand in JSON: in a script of the page, or as the whole answer of an interface."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from flows.parse.families.family import Line, Sheet
from flows.parse.listed_dates import read_listed_date
from flows.parse.row_titles import clean_title

_TITLES = ("title", "doctitle", "docTitle", "showTitle", "articleTitle", "headline", "DOCTITLE")
_URLS = (
    *("url", "urls", "pcUrl", "link", "href", "linkUrl", "docpuburl", "docPubUrl", "chnldocurl"),
    *("articleUrl", "post_url", "pageUrl", "DOCPUBURL", "puburl"),
)
_DATES = (
    *("display_publish_time", "pubDate", "publishDate", "publish_time", "publishTime", "pubtime"),
    *("docreltime", "docRelTime", "pubTime", "publishedTime", "publishedTimeStr", "releaseTime"),
    *("date", "created_at", "create_time", "createDate", "DOCRELTIME", "time"),
)
_START = re.compile(r"\[\s*\{\s*\"")
_MOST_TRIES = 40
_LEAST_DATA = 60  # characters of the shortest script that could hold an entry
_MAY_HOLD = re.compile(r"title|headline", re.IGNORECASE)
_OBJECT = re.compile(r"\{[^{}]{20,3000}\}")
_PAIR = re.compile(
    r"""["']?\b(\w{1,40})["']?\s*:\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\d+))"""
)
_CHINA = timedelta(hours=8)


class Entry(NamedTuple):
    """An object that has a title and an address, with both as they stand in it."""

    title: str
    href: str
    row: dict[str, Any]


def find_lists(value: Any) -> Iterator[list[Entry]]:
    """Yield every list of objects that have a title and an address, outermost first."""
    stack = [(value, 0)]
    while stack:
        node, depth = stack.pop()
        if depth > 12:
            continue
        if isinstance(node, dict):
            stack.extend((inner, depth + 1) for inner in node.values())
        elif isinstance(node, list):
            rows = [entry for row in node if (entry := _entry(row)) is not None]
            if rows and len(rows) * 2 >= len(node):
                yield rows
            else:
                stack.extend((inner, depth + 1) for inner in node)


def read_lines(rows: list[Entry]) -> list[Line]:
    """Return the entries of one list of objects."""
    return [
        Line(href, clean_title(html.unescape(title)), _date(row, href)) for title, href, row in rows
    ]


def holds_objects(text: str) -> bool:
    """Tell whether a list of objects begins anywhere in the text."""
    return _START.search(text) is not None


def embedded(text: str) -> list[Entry]:
    """Return the longest list of entries that stands as JSON in the page; [] if none does."""
    decoder = json.JSONDecoder(strict=False)
    best: list[Entry] = []
    at, tries = 0, 0
    while tries < _MOST_TRIES:
        match = _START.search(text, at)
        if match is None:
            break
        tries += 1
        at = match.end()
        try:
            value, end = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            continue
        at = end
        for rows in find_lists(value):
            dated = [entry for entry in rows if _date(entry.row, "")]
            if len(dated) * 2 >= len(rows) and len(rows) > len(best):
                best = rows
    return best


def read_scripts(codes: Iterable[str]) -> Sheet | None:
    """Read a list whose data stand in a script, as JSON or as the script's own objects.

    Only a part of the list may be there, so it is partial. None if no script holds entries.
    """
    best: list[Entry] = []
    for code in codes:
        if len(code) < _LEAST_DATA or not _MAY_HOLD.search(code):
            continue
        rows = embedded(code) or _objects(code)
        best = rows if len(rows) > len(best) else best
    return Sheet(lines=read_lines(best), partial=True) if best else None


def _objects(code: str) -> list[Entry]:
    """Objects written as a script writes them: {title: 'x', url: 'y', date: 'z'}."""
    rows = []
    for match in _OBJECT.finditer(code):
        if not _MAY_HOLD.search(match.group()):
            continue
        pairs = _PAIR.findall(match.group())
        row: dict[str, Any] = {
            name: single or double or number for name, single, double, number in pairs
        }
        entry = _entry(row)
        if entry is not None and _date(row, ""):
            rows.append(entry)
    return rows


def _entry(row: object) -> Entry | None:
    if not isinstance(row, dict):
        return None
    title = _first(row, _TITLES)
    href = _href(row) if title else None
    return Entry(title, href, row) if title and href else None


def _first(row: dict[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip():
            return value
    return None


def _href(row: dict[str, Any]) -> str | None:
    for name in _URLS:
        value = row.get(name)
        if isinstance(value, str) and value.startswith("{"):
            try:
                value = json.loads(value)
            except (ValueError, RecursionError):
                continue
        if isinstance(value, dict):
            value = value.get("pc") or value.get("common") or next(iter(value.values()), None)
        if isinstance(value, str) and value.strip() and "{{" not in value:
            return value.strip()
    return None


def _date(row: dict[str, Any], href: str) -> date | None:
    for name in _DATES:
        value = row.get(name)
        if isinstance(value, bool):
            continue
        if isinstance(value, str) and value.isdigit() and len(value) in (10, 13):
            value = int(value)
        if isinstance(value, int) and 10**8 < value < 10**13 * 4:
            seconds = value / 1000 if value > 10**11 else value
            return (datetime.fromtimestamp(seconds, UTC) + _CHINA).date()
        if isinstance(value, str):
            found = read_listed_date(value, href)
            if found is not None:
                return found
    return None
