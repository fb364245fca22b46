"""The answer of a listing interface in JSON: entries, and how many pages of them there are.

The words differ, the shape does not: a list of objects, beside or above it a total, in the
address the number of the page.
"""

from __future__ import annotations

import json
import math
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flows.parse.families.family import Sheet
from flows.parse.families.json_lists import find_lists, read_lines

_TOTALS = (
    *("total", "totalCount", "totalRecord", "totalRecords", "totalElements", "totalRows"),
    *("recordCount", "totalNum", "count"),
)
_PAGES = ("totalPage", "totalPages", "pages", "pageCount", "page_count")
_LISTS = ("articles", "list", "rows", "records", "data", "content", "items")
_ASKED = (
    *("page", "pageNo", "pageNum", "pageIndex", "current", "currPage", "currentPage", "pageno"),
    *("pagenum", "cur_page", "p"),
)
_MOST_PAGES = 200
_DEPTH = 4


def read_answer(text: str, url: str) -> Sheet | None:
    """Read an answer; None if it holds no list. Without a total it may be a part: partial."""
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    rows = max(find_lists(value), key=len, default=[])
    total, pages = _number(value, _TOTALS), _number(value, _PAGES)
    if not rows:
        empty = total == 0 and _has_empty_list(value)
        return Sheet(announced=1, empty=True) if empty else None
    sheet = Sheet(lines=read_lines(rows), announced=1)
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    name = next((key for key in _ASKED if query.get(key, "").isdigit()), None)
    current = int(query[name]) if name else None
    if total is None and pages is None:
        sheet.announced, sheet.partial = None, True
        return sheet
    if (total or 0) <= len(rows) and (pages or 1) <= 1:
        return sheet
    sheet.announced = None
    if name is None or current is None:
        sheet.partial = True
    elif current <= 1:
        # The last page is shorter than the others: only the first tells how many there are.
        count = pages if pages and pages > 1 else math.ceil((total or 1) / len(rows))
        sheet.announced = count
        for page in range(current + 1, min(current + count, _MOST_PAGES)):
            asked = urlencode({**query, name: str(page)})
            sheet.pages.append(urlunsplit((parts.scheme, parts.netloc, parts.path, asked, "")))
    return sheet


def _number(value: Any, names: tuple[str, ...], depth: int = 0) -> int | None:
    """The first number under one of the names, in the answer or in what wraps its list."""
    if not isinstance(value, dict) or depth > _DEPTH:
        return None
    for name in names:
        number = value.get(name)
        if isinstance(number, str) and number.isdigit() and len(number) < 8:
            number = int(number)
        if isinstance(number, int) and not isinstance(number, bool) and number >= 0:
            return number
    inner = (_number(child, names, depth + 1) for child in value.values())
    return next((number for number in inner if number is not None), None)


def _has_empty_list(value: Any, depth: int = 0) -> bool:
    if not isinstance(value, dict) or depth > _DEPTH:
        return False
    if any(isinstance(value.get(name), list) and not value[name] for name in _LISTS):
        return True
    return any(_has_empty_list(child, depth + 1) for child in value.values())
