"""The answer of a listing interface in JSON: entries, and how many pages of them there are.

The words differ, the shape does not: a list of objects, beside or above it a total, in the
address the number of the page.
"""

from __future__ import annotations

import json
import math
import re
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
_CODES = ("code", "status", "errcode", "errorcode", "err_code", "retcode", "resultcode", "state")
#: What those say when all is well.
_WELL = frozenset(
    (
        *("", "0", "00", "000", "0000", "00000", "000000", "1", "100", "200", "10000", "20000"),
        *("ok", "success", "succeed", "y", "yes", "true", "s", "normal"),
    )
)
_MESSAGES = ("msg", "message", "errmsg", "errormsg", "err_msg", "info", "desc", "error_description")
_FAULT = re.compile(
    r"失败|错误|异常|登[录陆]|权限|非法|超时|拒绝|无效|过期|繁忙|参数|限制"
    r"|error|fail|denied|invalid|unauthori|forbidden|timeout|expired",
    re.IGNORECASE,
)
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
        empty = total == 0 and _has_empty_list(value) and not _refuses(value)
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


def _refuses(value: Any) -> bool:
    """Whether an answer without rows says that something went wrong, in any of its words."""
    if not isinstance(value, dict):
        return False
    words = {str(key).lower(): told for key, told in value.items()}
    if any(words.get(name) is False for name in ("success", "ok", "result", "status")):
        return True
    if words.get("error") or words.get("errors") or words.get("exception"):
        return True
    codes = [words[name] for name in _CODES if isinstance(words.get(name), int | str)]
    if any(str(code).strip().lower() not in _WELL for code in codes if code is not True):
        return True
    return any(_FAULT.search(str(words[name])) for name in _MESSAGES if words.get(name))


def _has_empty_list(value: Any, depth: int = 0) -> bool:
    if not isinstance(value, dict) or depth > _DEPTH:
        return False
    if any(isinstance(value.get(name), list) and not value[name] for name in _LISTS):
        return True
    return any(_has_empty_list(child, depth + 1) for child in value.values())
