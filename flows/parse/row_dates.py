"""The date beside an entry of a list; dates that are words of its title do not count."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice

from lxml import etree

from flows.parse.listed_dates import count_dates, read_listed_date, strip_dates
from flows.parse.row_text import collapse, element_text, text_without
from flows.parse.row_titles import split_link

ROW_TAGS = frozenset(("li", "tr", "dl"))
_INLINE = frozenset(("a", "span", "b", "strong", "font", "em", "i", "u", "h3", "h4", "h5"))
_PUBLISHED = re.compile(r"^(?:信息)?(?:发布|公开|发文|上传|公布)(?:日期|时间)$")
_MOST_CELLS, _MOST_ELEMENTS = 20, 60
_LONGEST_DAY = 24  # characters of an element that is only a day
_WORDS = re.compile("[^年月日\\W\\d]")


def date_of(
    link: etree._Element,
    row: etree._Element,
    url: str,
    spread: dict[etree._Element, int],
) -> date | None:
    """Return the day an entry is dated; `spread` counts the addresses in each element."""
    inner = _in_link(link, url)
    if inner is not None:
        return inner
    if row is not link and row.tag not in _INLINE:
        text = text_without(row, link)
        found = read_listed_date(text, url)
        if found is not None and count_dates(text) > 1:
            found = _under_heading(row, url) or _alone_in_its_cell(row, link, url) or found
        if found is not None or row.tag in ROW_TAGS:
            return found
    if _dates_go_before(row, spread):
        return _before(row, url, spread)
    # Rows without an element of their own: what follows up to the next link, or one before.
    parts = [row.tail or ""]
    node = row.getnext()
    steps = 0
    while node is not None and steps < 6 and not spread.get(node):
        parts.append(element_text(node, 200) if isinstance(node.tag, str) else "")
        parts.append(node.tail or "")
        node, steps = node.getnext(), steps + 1
    return read_listed_date(" ".join(parts), url) or _before(row, url, spread)


def only_date(row: etree._Element, link: etree._Element, url: str) -> date | None:
    """The date of a row with two or three links, if it is the only one there."""
    text = text_without(row, link)
    return read_listed_date(text, url) if count_dates(text) == 1 else None


def _before(row: etree._Element, url: str, spread: dict[etree._Element, int]) -> date | None:
    before = row.getprevious()
    if before is None or spread.get(before) or not isinstance(before.tag, str):
        return None
    return read_listed_date(element_text(before, 200), url)


def _dates_go_before(row: etree._Element, spread: dict[etree._Element, int]) -> bool:
    """Whether dates and entries take turns in a box, a date the first of them (dt, dd, dt, dd)."""
    box = row.getparent()
    first = box[0] if box is not None and len(box) > 1 else None
    if first is None or first is row or spread.get(first) or not isinstance(first.tag, str):
        return False
    return read_listed_date(element_text(first, 60)) is not None


def _under_heading(row: etree._Element, url: str) -> date | None:
    """Of several days in a row the one in the column that the head of the table calls published."""
    box = row.getparent()
    if box is None:
        return None
    heads = [box[0]] if box[0] is not row else []
    before = box.getprevious() if box.tag == "tbody" else None
    if before is not None:
        heads.extend(before.iter("tr"))
    cells = [cell for cell in row if isinstance(cell.tag, str)]
    for head in heads[:2]:
        names = [cell for cell in head if isinstance(cell.tag, str)][:_MOST_CELLS]
        if len(names) != len(cells):
            continue
        for name, cell in zip(names, cells, strict=True):
            if _PUBLISHED.match(element_text(name, 40).replace(" ", "")):
                return read_listed_date(element_text(cell, 200), url)
    return None


def _alone_in_its_cell(row: etree._Element, link: etree._Element, url: str) -> date | None:
    """Of several days in a row the one that is all an element says; others are of a summary."""
    days: set[date] = set()
    for cell in islice(row.iterdescendants(), _MOST_ELEMENTS):
        if not isinstance(cell.tag, str) or cell is link or len(cell):
            continue
        text = collapse(cell.text or "")
        if text and len(text) <= _LONGEST_DAY and not _WORDS.search(text):
            found = read_listed_date(text, url)
            days |= {found} if found else set()
    return days.pop() if len(days) == 1 else None


def _in_link(link: etree._Element, url: str) -> date | None:
    if len(link) == 0:
        text = collapse(link.text or "")
        bare = strip_dates(text)
        return read_listed_date(text.replace(bare, " ", 1), url) if bare != text else None
    pieces, first, last = split_link(link, url)
    for part in (pieces[last:], pieces[:first]):
        found = read_listed_date(" ".join(part), url) if part else None
        if found is not None:
            return found
    for text in pieces:
        if len(text) < 30 and (
            text[:1].isdigit() or text[:1] in "[(（【" or "日期" in text or "时间" in text
        ):
            found = read_listed_date(text, url)
            if found is not None:
                return found
    text = " ".join(pieces)
    bare = strip_dates(text)
    return read_listed_date(text.replace(bare, " ", 1), url) if bare != text else None
