"""Further pages of a list: script calls, printed links, totals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from lxml import etree

from flows.parse import links
from flows.parse.emptiness import may_fill
from flows.parse.pager_calls import Call, read_calls, read_count_variable, read_told
from flows.parse.row_text import element_text
from flows.parse.view import View
from flows.parse.zones import DEAD

MAX_PAGES = 200  # no column of annual reports is longer; a larger number is a mistake of a page

_TOTAL_PAGES = re.compile(
    r"(?:共|总)\s*(?:计|有)?\s*(\d{1,5})\s*页|页\s*(?:次|数|码)\s*[:：]\s*\d+\s*/\s*(\d{1,5})"
    r"|第?\s*\d{1,5}\s*页?\s*/\s*(?:共\s*)?(\d{1,5})\s*页"
)
_TOTAL_HINT = re.compile(r"记录总?数|[共总页/]\s{0,9}[计有共]?\s{0,9}[\d次数码]")
# Elements that count something in words of their own; searched by libxml2.
_COUNTED = etree.XPath(
    "//*[text()[" + " or ".join(f"contains(., '{s}')" for s in "页条篇共数") + "]]"
)
_TOTAL_ROWS = re.compile(
    r"(?:共|总)\s*(?:计|有)?\s*(\d{1,7})\s*(?:条|篇|项|个?记录|件)|记录总?数\s*[:：]\s*(\d{1,7})"
)
# Which page of how many, where a pager stands or the rows are counted: 1/4.
_OF_PAGES = re.compile(r"(?<![\d/.\-])(\d{1,4})\s*/\s*(\d{1,4})(?![\d/.\-])")
_NEXT = re.compile(
    r"^[\s\[【<]*(?:下一?[页頁]|后一?页|next(?: page)?|[>›»]{1,2})[\s\]】>›»→]*$", re.IGNORECASE
)
_LAST = re.compile(
    r"^[\s\[【]*(?:尾页|末页|最后一?页|最末页|last(?: page)?)[\s\]】>›»→|]*$", re.IGNORECASE
)
_NUMBER = re.compile(r"^[\s\[【]*(\d{1,3})[\s\]】]*$")
_DOTS = re.compile(r"^\s*(?:\.{2,}|…+)\s*$")
_FIRST = re.compile(
    r"^[\s\[【]*(?:首页|第一页|上一?[页頁]|前一?页|prev\w*|first|[<‹«]{1,2})[\s\]】]*$",
    re.IGNORECASE,
)
# What every word of a pager has a part of.
_OF_PAGER = re.compile(r"[\d>›».…页頁]|next|last", re.IGNORECASE)
_NEXT_PICTURE = re.compile(r"(?:^|[/_\-])next\w*\.(?:gif|png|jpe?g|svg)$", re.IGNORECASE)
# What turns a page without being a link; searched by libxml2.
_TURNERS = etree.XPath(
    "//button | //input[@type='button' or @type='submit']"
    " | //*[self::span or self::li or self::div or self::td or self::i or self::b or self::em]"
    "[@onclick or @data-page]"
)
_TURN_WORDS = ("下一页", "下页", "下一頁", "后一页", "后页")
_LONGEST_TAG = 400  # characters of a tag, as far as it matters
_TURNS = re.compile(r"[下后尾末]一?[页頁]")
_BACK = re.compile(r"^[\s\[【]*(?:上一?[页頁]|前一?页)[\s\]】]*$")
_PAGER_NAME = re.compile(
    r"page(?!_?(?:body|content|wrap|main|con|box))|pagin|fenye|pager|pb_", re.IGNORECASE
)
_SCRIPT_PAGER = re.compile(
    r"laypage|\.pagination\s*\(|\.jqPaginator|\.paging\s*\(|\.pager\s*\(|createPageCode|\.createPage\s*\("
    r"|list_pagebar|pagebar|goPage|gotoPage|toPage\s*\(|loadPage|jpage\s*\(",
    re.IGNORECASE,
)


# Calls of pagers that draw themselves wherever they are told to.
_PAGER_CALLS = ("laypage.render", "laypage({", ".jqPaginator(", ".jpage(", ".pagination(")
_PAGE_CALL = re.compile(r"(?:createPage|[Pp]age\w*)\s*\(")
_BOUND = ("ms-", "v-", ":", "ng-", "data-")


@dataclass
class Pager:
    """What a page says of its further pages."""

    pages: list[str] = field(default_factory=list)
    announced: int | None = None  # None: it does not say
    by_script: bool = False  # further pages exist, or may, that only a script could show
    family: str | None = None
    total_rows: int | None = None
    element: etree._Element | None = None  # where the pager stands


def read_pager(found: View, text: str, url: str, base: str) -> Pager:
    """Read the pager of a list page. `url` is the page's own address ("" if unknown)."""
    codes = [str(element.text or "") for element in (*found.scripts, *found.comments)]
    call, lost = read_calls(codes)
    if call is not None:
        return _of_call(call, found, url)
    printed = _printed(found, text, url, base)
    if printed.pages or printed.announced is not None or printed.by_script:
        return printed
    counted = read_count_variable(text)
    if counted is not None and 1 <= counted.pages <= MAX_PAGES:
        return _of_call(counted, found, url)
    placeholder = _placeholder(found, text)
    told = read_told(codes, found.root.iter("input"))
    placeholder.total_rows = max(printed.total_rows or 0, told.rows) or None
    placeholder.by_script = placeholder.by_script or lost or told.pages > 1
    return placeholder


def _of_call(call: Call, found: View, url: str) -> Pager:
    pages = _numbered(
        url, call.prefix, call.suffix, call.first + 1, call.first + min(call.pages, MAX_PAGES)
    )
    return Pager(pages, max(call.pages, 1), family=call.family, element=_script_of_call(found))


def _numbered(url: str, prefix: str, suffix: str, start: int, stop: int) -> list[str]:
    """Addresses prefix_N.suffix for N from start to stop - 1, in the folder of the page."""
    own = page_key(url)
    pages = (links.join(url, f"{prefix}_{n}.{suffix.lstrip('.')}") for n in range(start, stop))
    return [page for page in pages if page is not None and page_key(page) != own]


def _script_of_call(found: View) -> etree._Element | None:
    return next((s for s in found.scripts if s.text and _PAGE_CALL.search(s.text)), None)


def _printed(found: View, text: str, url: str, base: str) -> Pager:
    """Read a pager of plain links: numbers, 下一页, 尾页, "…", a select box, a printed total."""
    pager = Pager()
    numbered: dict[int, str] = {}
    ordered: list[str] = []
    last_page: str | None = None
    scripted, leads_back = False, False
    for link in found.links:
        words = (link.text or "").strip() if len(link) == 0 else element_text(link, 20)
        words = words or (link.get("title") or "") or _picture(link)
        if len(words) > 12 or not _OF_PAGER.search(words):
            continue
        number, is_next = _NUMBER.match(words), bool(_NEXT.match(words))
        is_last, is_dots = bool(_LAST.match(words)), bool(_DOTS.match(words))
        if _BACK.match(words) and links.address(link, base) is not None:
            leads_back = True
        if not (number or is_next or is_last or is_dots):
            continue
        # 下一页 is a pager by itself; a number or an arrow may be anything.
        if not (_TURNS.search(words) and found.zone.get(link, DEAD) != DEAD) and not _in_pager(
            link, found
        ):
            continue
        where = links.address(link, base)
        if where is None:
            code = (link.get("href") or "") + (link.get("onclick") or "")
            # A second page that is named and has no address is one that a script shows.
            further = number is not None and int(number.group(1)) > 1
            scripted = scripted or further or bool(re.search(r"\d|next|page", code, re.IGNORECASE))
            continue
        if url and (not links.same_host(where, url) or links.is_article_address(where)):
            continue
        pager.element = link
        if number:
            numbered.setdefault(int(number.group(1)), where)
        if is_last:
            last_page = where
        if where not in ordered:
            ordered.append(where)
    _select_box(found, base, ordered, numbered)
    own = {page_key(url), page_key(numbered.get(1, url))}
    pager.pages = [page for page in ordered if page_key(page) not in own][:MAX_PAGES]
    pager.announced = _announced(found, numbered, last_page, pager)
    if leads_back:
        pager.total_rows = None  # it counts the rows of the pages before this one too
    scripted = scripted or (pager.announced != 1 and _is_turned(found, text))
    pager.by_script = scripted and not pager.pages
    if not ordered and not leads_back and (pager.announced or 1) > 1:
        pager.by_script = True  # more pages than this one, and no address of any
    if pager.announced == 1 and pager.pages:
        pager.announced = None
    return pager


def _picture(link: etree._Element) -> str:
    image = next(link.iter("img"), None)
    if image is None:
        return ""
    words = (image.get("alt") or image.get("title") or "").strip()
    return words or ("下一页" if _NEXT_PICTURE.search(image.get("src") or "") else "")


def _may_be_turned(text: str) -> bool:
    """Whether a tag that is no link stands right before such words; most pages have none."""
    if "data-page" in text:
        return True
    for words in _TURN_WORDS:
        at = text.find(words)
        while at >= 0:
            before = text[max(0, at - _LONGEST_TAG) : at]
            tag = before[before.rfind("<") :]
            if tag.startswith(("<button", "<input")) or "onclick" in tag:
                return True
            at = text.find(words, at + 1)
    return False


def _is_turned(found: View, text: str) -> bool:
    """Whether something that is no link turns the page: a button, a box with a call."""
    if not _may_be_turned(text):
        return False
    turners = _TURNERS(found.root)
    for element in turners if isinstance(turners, list) else ():
        if not isinstance(element, etree._Element) or found.zone.get(element, DEAD) == DEAD:
            continue
        if element.get("disabled") is not None or "disabled" in found.marks.get(element, ""):
            continue
        words = (element.get("value") or "") if element.tag == "input" else element.text or ""
        words = words.strip()
        if len(words) <= 12 and _TURNS.search(words) and _NEXT.match(words):
            return True
        number = _NUMBER.match(words) if element.get("data-page") else None
        if number and int(number[1]) > 1:
            return True
    return False


def _announced(
    found: View, numbered: dict[int, str], last_page: str | None, pager: Pager
) -> int | None:
    numbers = list(numbered)
    total = _totals(found, pager)
    if total is not None:
        numbers.append(total)
    if last_page is not None:
        numbers.append(_page_number(last_page, numbered))
    return max((n for n in numbers if n > 0), default=None)


def _page_number(last_page: str, numbered: dict[int, str]) -> int:
    """The number of the last page by its address, counted as the numbered links count."""
    digits = re.search(r"(\d{1,4})\D*$", urlsplit(last_page).path + urlsplit(last_page).query)
    if digits is None:
        return 0
    for number, page in numbered.items():
        own = re.search(r"(\d{1,4})\D*$", urlsplit(page).path + urlsplit(page).query)
        if own and number > 1:
            offset = number - int(own.group(1))
            return int(digits.group(1)) + offset if abs(offset) <= 1 else 0
    return 0


def _totals(found: View, pager: Pager) -> int | None:
    """A printed 共N页 near the pager; 共N条 is kept for comparison with the rows read."""
    best: int | None = None
    if not _TOTAL_HINT.search(found.words):
        return None
    counted = _COUNTED(found.root)
    for element in counted if isinstance(counted, list) else ():
        if not isinstance(element, etree._Element) or found.zone.get(element, DEAD) == DEAD:
            continue
        own = " ".join(t for t in (element.text, *(c.tail for c in element)) if t)
        if len(own) > 80:
            continue
        words = element_text(element, 200)
        if len(words) > 120:
            words = own
        pages, rows = _TOTAL_PAGES.search(words), _TOTAL_ROWS.search(words)
        if pages:
            count = int(next(g for g in pages.groups() if g))
            best = max(best or 0, count)
            pager.element = pager.element if pager.element is not None else element
        if rows:
            pager.total_rows = max(pager.total_rows or 0, int(rows.group(1) or rows.group(2)))
            best = _of_pages(words, best)
    outer = pager.element.getparent() if pager.element is not None else None
    return best if outer is None or best else _of_pages(element_text(outer, 200), best)


def _of_pages(words: str, best: int | None) -> int | None:
    found = _OF_PAGES.search(words)
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        return best
    return max(best or 0, int(found[2]))


@lru_cache(maxsize=8192)
def _is_pager_name(mark: str) -> bool:
    return bool(_PAGER_NAME.search(mark))


def _in_pager(link: etree._Element, found: View) -> bool:
    """Whether a link stands among other page links (a lone number is no pager)."""
    box: etree._Element | None = link.getparent()
    for _ in range(4):
        if box is None:
            return False
        if _is_pager_name(found.marks.get(box, "")):
            return True
        kin = 0
        for other in box.iter("a", "span", "b", "strong", "em", "font"):
            words = (other.text or "").strip()
            if 0 < len(words) <= 12 and (
                _NEXT.match(words)
                or _LAST.match(words)
                or _FIRST.match(words)
                or _NUMBER.match(words)
            ):
                kin += 1
                if kin >= 2:
                    return True
        if len(box) > 60:
            return False
        box = box.getparent()
    return False


def _select_box(found: View, base: str, ordered: list[str], numbered: dict[int, str]) -> None:
    """A select box whose options are page numbers with the addresses as values."""
    for element in found.root.iter("option"):
        number = re.match(r"^\s*第?\s*(\d{1,4})\s*页?\s*$", element.text or "")
        value = (element.get("value") or "").strip()
        if number and re.search(r"\.\w{3,5}(?:$|\?)|[?&]\w+=", value):
            where = links.join(base, value)
            if where is not None and where.startswith("http"):
                numbered.setdefault(int(number.group(1)), where)
                if where not in ordered:
                    ordered.append(where)


def _placeholder(found: View, text: str) -> Pager:
    """An empty box for a pager that a script fills: further pages may exist, unseen."""
    for element, name in found.marks.items():
        if not _is_pager_name(name) or element.tag in ("a", "body", "html"):
            continue
        if len(element) == 0 and not (element.text or "").strip():
            filled = any(str(a).startswith(_BOUND) for a in element.attrib)
            if filled or _SCRIPT_PAGER.search(text) or any(map(may_fill, found.scripts)):
                return Pager(by_script=True, element=element)
    return Pager(by_script=any(call in text for call in _PAGER_CALLS))


def page_key(url: str) -> str:
    """The address as it names a page: index pages of a folder are the folder."""
    parts = urlsplit(url)
    path = re.sub(r"/(?:index|default)\.\w+$", "/", parts.path)
    return f"{parts.netloc.removeprefix('www.')}{path}?{parts.query}"
