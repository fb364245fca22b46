"""大汉 Hanweb: columns `/col/colN/`, articles `/art/Y/M/D/art_N_M.html`.

Rows come as XML records, in a script of the page or as the answer of `dataproxy.jsp`. A page
holds a group of records; `nextgroup` or the parameters of `jpage(…)` name the further ones.
"""

from __future__ import annotations

import html
import math
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml import etree

from flows.parse.families.family import Family, Line, Sheet
from flows.parse.listed_dates import read_listed_date
from flows.parse.row_text import element_text, squeeze
from flows.parse.row_titles import clean_title
from flows.parse.tree import parse_html

_STORE = re.compile(r"<datastore>(.*?)(?:</datastore>|\Z)", re.DOTALL | re.IGNORECASE)
_NEXT_GROUP = re.compile(
    r"<nextgroup>.{0,500}?href\s*=\s*[\"']([^\"']+)", re.DOTALL | re.IGNORECASE
)
_TOTAL = re.compile(r"<totalrecord>\s*(\d+)\s*</totalrecord>", re.IGNORECASE)
_CALL = re.compile(r"\.jpage\s*\(\s*\{(.{0,3000}?)\}\s*\)", re.DOTALL)
_SETTING = re.compile(r"(\w+)[\"']?\s*:\s*(?:'([^']*)'|\"([^\"]*)\"|(-?\d+))")
# A variable of the page, or the same inside the call.
_PARAMETERS = re.compile(r"(?:var\s+param_\d+\s*=|\bajaxParam\s*:)\s*\{(.{0,1500}?)\}", re.DOTALL)
_GROUP = re.compile(r"dataproxy\.jsp\?(?:.*&)?page=\d")
_CUT = re.compile(r"(?:(?<!\.)\.{2,}|(?<!…)…+)\s*$")
_MOST_REQUESTS = 200


def read_datastore(text: str, url: str) -> Sheet | None:
    """Read the records of a datastore, alone or in a page; None if there is none."""
    if "datastore>" not in text:
        return None
    stores = [(m, _records(m.group(1))) for m in _STORE.finditer(text)]
    if not stores:
        return None
    if len(stores) > 1:
        # A page may hold the store of a side box too: the column's own has its number.
        stores.sort(key=lambda found: (_of_column(found[0].group(1), url), len(found[1])))
    store, records = stores[-1]
    sheet = Sheet(lines=_lines(records))
    # The totals stand in the store (an answer) or in the call that follows it (a page).
    settings = _settings(text, store.end())
    total_found = _TOTAL.search(store.group(1))
    total = int(total_found.group(1)) if total_found else _number(settings.get("totalRecord"))
    following = _NEXT_GROUP.search(store.group(1))
    shown = len(records)
    sheet.empty = total == 0 and not records
    if following:
        sheet.pages = [html.unescape(following.group(1))] if shown else []
        if total is not None and shown:
            sheet.announced = max(1, math.ceil(total / shown)) if _is_page(text) else None
            if sheet.announced == 1:
                sheet.pages = []
        return sheet
    if total is None:
        # Groups that name the next one count nothing: the one that names none is the last.
        sheet.partial = not _GROUP.search(url)
        return sheet
    if total <= shown:
        sheet.announced = 1
        return sheet
    further = _further(text, url, settings, total, shown)
    if further is None:
        sheet.partial = True
    else:
        sheet.pages, sheet.announced = further
    return sheet


def _of_column(store: str, url: str) -> bool:
    """Whether entries of a store are filed in the column of the page, by its number."""
    column = re.search(r"/col(\d+)/", url)
    return bool(column and f"art_{column.group(1)}_" in store)


def _records(store: str) -> list[str]:
    """The markup of each record; one that is not closed is no record."""
    pieces = (part.partition("</record>") for part in store.split("<record>")[1:])
    closed = (inner.strip() for inner, end, _ in pieces if end)
    return [r.removeprefix("<![CDATA[").removesuffix("]]>") for r in closed]


def _is_page(text: str) -> bool:
    return "<html" in text[:2000].lower() or "<body" in text.lower()


def _lines(records: list[str]) -> list[Line]:
    """Read the markup of all records with one parse."""
    parts = [html.unescape(r) if "&lt;" in r and "<a" not in r else r for r in records]
    joined = "".join(f"<section class='record'>{part}</section>" for part in parts)
    root = parse_html(f"<div>{joined}</div>")
    lines: list[Line] = []
    for record in root.iter("section") if root is not None else ():
        link = _main_link(record)
        if link is None:
            continue
        href = (link.get("href") or "").strip()
        shown = clean_title(element_text(link))
        given = clean_title(link.get("title") or "")
        cut = _CUT.search(shown)
        whole = given and (cut or not shown or squeeze(given).startswith(squeeze(shown)))
        title = given if whole else shown
        words = element_text(record)
        beside = words.replace(shown, " ", 1) if shown else words
        if title and href and "{{" not in href:
            lines.append(Line(href, title, read_listed_date(beside, href)))
    return lines


def _main_link(record: etree._Element) -> etree._Element | None:
    """The link with the longest title; a record may carry one to its class as well."""
    candidates = [a for a in record.iter("a") if (a.get("href") or "").strip(" #")]
    return max(
        candidates,
        key=lambda a: len(a.get("title") or "") + len(element_text(a)),
        default=None,
    )


def _settings(text: str, after: int) -> dict[str, str]:
    """The settings of the jpage call that belongs to a store ending at `after`."""
    call = _CALL.search(text, after) or _CALL.search(text)
    return _pairs(call.group(1)) if call else {}


def _pairs(code: str) -> dict[str, str]:
    return {m[0]: m[1] or m[2] or m[3] for m in _SETTING.findall(code)}


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdigit() else None


def _further(
    text: str, url: str, settings: dict[str, str], total: int, shown: int
) -> tuple[list[str], int | None] | None:
    """Addresses of the further groups, by the page's own parameters of the interface.

    The last group has none; None when the page does not say how to ask for them.
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    if "dataproxy" in parts.path and "startrecord" in query:
        first = _number(query.get("startrecord")) or 1
        last = _number(query.get("endrecord")) or first + shown - 1
        proxy, fixed = parts.path, query
    else:
        parameters = _PARAMETERS.search(text)
        if parameters is None or not settings:
            return None
        proxy = settings.get("proxyUrl") or settings.get("proxyurl") or ""
        proxy = proxy or "/module/web/jpage/dataproxy.jsp"
        fixed = {**_pairs(parameters.group(1)), "perpage": settings.get("perPage", "15")}
        first, last = 1, shown
    if last >= total and shown < total - first + 1:
        return None  # fewer records than were asked for: the rest cannot be had this way
    step = max(1, last - first + 1)
    pages: list[str] = []
    starts = range(last + 1, total + 1, step)
    for start in starts[:_MOST_REQUESTS]:
        asked = {**fixed, "startrecord": str(start), "endrecord": str(min(start + step - 1, total))}
        pages.append(urlunsplit(("", "", proxy, urlencode(asked), "")))
    return pages, len(range(1, total + 1, step)) if first == 1 else None


HANWEB = Family(
    name="hanweb",
    marks=("<datastore>", "/module/web/jpage/", "/module/jpage/", "jslib/jquery/jpage"),
    addresses=(r"/col/col\d+/", r"/art/\d{4}/\d{1,2}/\d{1,2}/art_", r"dataproxy\.jsp"),
    data=read_datastore,
)
