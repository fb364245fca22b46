"""Which of the lists on a page is the column's own."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from flows.parse import links
from flows.parse.pagers import Pager
from flows.parse.row_text import element_text
from flows.parse.rows import Group, Row, distinct
from flows.parse.view import View
from flows.parse.zones import FURNITURE, MAIN

_ZONE_FACTOR = {0: 1.0, 1: 0.25, 2: 0.05}
# A list with few rows that are the column's, or about its subject, outranks many that are not.
_OWN, _ABOUT = 9, 9
_BESIDE = re.compile(
    r"热点|热门|推荐|相关(?:信息|链接|文章|阅读|文件|新闻)|排行|点击|最新(?:公开|信息|发布|文件|更新)|猜你|图片新闻|友情"
)
_MORE = re.compile(r"^\s*[\[【]?(?:查看)?更多|^\s*more", re.IGNORECASE)
_SUBJECT = re.compile(r"法治|依法行政|年度报告|年报|情况的?报告|情况报告")


def choose(
    groups: list[Group],
    found: View,
    pager: Pager,
    url: str,
    *,
    rival: Callable[[], bool] = lambda: False,
) -> list[Row] | None:
    """Return the rows of the column's own list in page order; None if no list is clearly it.

    `rival` tells whether the column's own list seems to stand elsewhere, empty or to be filled:
    then only rows are believed whose addresses lie in the column, or whose pager stands beside
    them. It is asked only where that matters.
    """
    ranked = sorted(
        ((_score(g, found, pager, url), -i, g) for i, g in enumerate(groups) if g.rows),
        key=lambda ranked_group: (ranked_group[0], ranked_group[1]),
        reverse=True,
    )
    if not ranked or ranked[0][0] <= 0:
        return None
    best = ranked[0][2]
    if not _is_own(best, found, pager, url, rival) or _is_overview(best, groups, found, pager):
        return None
    kept = set(map(id, _entries(best)))
    # A pinned row or a second box of the same column lies outside the container: rows whose
    # addresses lie in the column are its rows wherever they stand.
    for group in groups:
        if group is not best and found.zone.get(group.container, MAIN) != FURNITURE:
            kept.update(
                id(row)
                for row in group.rows
                if row.is_document
                and (row.listed_on or best.dated == 0)
                and url
                and links.in_column(row.url, url)
            )
    rows = [row for group in groups for row in group.rows if id(row) in kept]
    order = {link: at for at, link in enumerate(found.links)}
    rows.sort(key=lambda row: order.get(row.link, 0))
    return list(distinct(rows))


def _entries(group: Group) -> list[Row]:
    """The rows of a group that are entries: dated, or documents; links to columns are not."""
    if group.dated * 2 >= len(group.rows) and group.dated:
        documents = [row for row in group.rows if row.is_document]
        # A link to the class of an entry stands in the same row, beside the same date.
        return [
            row
            for row in group.rows
            if row.is_document
            or (row.listed_on and not (documents and links.is_column_address(row.url)))
        ]
    return [row for row in group.rows if row.is_document]


def _score(group: Group, found: View, pager: Pager, url: str) -> float:
    rows = _entries(group)
    if not rows:
        return 0.0
    score = sum(3.0 if row.listed_on else 1.0 for row in rows)
    mean = sum(len(row.title) for row in rows) / len(rows)
    if mean < 6 and not group.dated:
        return 0.0
    score *= 1 + _OWN * _share(rows, url)
    score *= 1 + _ABOUT * _named(rows) / len(rows)
    score *= _ZONE_FACTOR.get(found.zone.get(group.container, MAIN), 0.0)
    if _near_pager(group.container, pager):
        score *= 3
    if _BESIDE.search(_heading(group.container)):
        score *= 0.3
    return score


def _share(rows: list[Row], url: str) -> float:
    """The share of rows whose address lies in this column."""
    if not url or not rows:
        return 0.0
    return sum(links.in_column(row.url, url) for row in rows) / len(rows)


def _is_own(group: Group, found: View, pager: Pager, url: str, rival: Callable[[], bool]) -> bool:
    rows = _entries(group)
    if _share(rows, url) >= 0.5 or _near_pager(group.container, pager):
        return bool(group.dated) or found.zone.get(group.container, MAIN) != FURNITURE
    zone = found.zone.get(group.container, MAIN)
    if zone != MAIN or _BESIDE.search(_heading(group.container)) or rival():
        return False
    if group.dated * 2 >= len(rows):
        return True
    return _named(rows) * 2 >= len(rows)


def names_subject(title: str) -> bool:
    """Tell whether a listed title has words of the reports that are looked for."""
    return bool(_SUBJECT.search(title))


def _named(rows: list[Row]) -> int:
    return sum(names_subject(row.title) for row in rows)


def may_be_foreign(rows: list[Row], pager: Pager, url: str) -> bool:
    """Tell whether nothing shows that the rows are the column's own.

    Not one is filed in the column or names the subject, and no pager stands beside them: the
    page may show news where a list was to stand that this reader did not see.
    """
    if not url or _share(rows, url) > 0 or _named(rows):
        return False
    return not any(_near_pager(container, pager) for container in {row.container for row in rows})


def _near_pager(container: etree._Element, pager: Pager) -> bool:
    if pager.element is None:
        return False
    around = set(pager.element.iterancestors())
    node: etree._Element | None = container
    for _ in range(4):
        if node is None or node.tag in ("body", "html"):
            return False
        if node in around:
            return True
        node = node.getparent()
    return False


def _heading(container: etree._Element) -> str:
    """The words just before a list: its own heading, if it has one."""
    node: etree._Element | None = container
    for _ in range(2):
        if node is None or node.tag in ("body", "html"):
            break
        before = node.getprevious()
        while before is not None and not isinstance(before.tag, str):
            before = before.getprevious()
        if before is not None:
            words = element_text(before, 60)
            return words if len(words) <= 30 else ""
        node = node.getparent()
    return ""


def _is_overview(best: Group, groups: list[Group], found: View, pager: Pager) -> bool:
    """A page with many lists and "more" links is a home or channel page, not a column."""
    if _near_pager(best.container, pager):
        return False
    others = sum(
        group is not best
        and len(group.rows) >= 3
        and group.dated * 2 >= len(group.rows)
        and found.zone.get(group.container, MAIN) == MAIN
        and not _BESIDE.search(_heading(group.container))
        for group in groups
    )
    return others >= 2 and sum(bool(_MORE.match(link.text or "")) for link in found.links) >= 2
