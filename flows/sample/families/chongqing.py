"""TRS as in Chongqing: `zwxl-*` classes, `createPage`, the day in the address and in meta tags."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from flows.sample.families.look import Article, Column, Look, Menu
from flows.sample.markup import (
    FOOTER,
    HEADER,
    SITE_NAME,
    breadcrumb,
    page,
    paragraphs,
    quoted,
    tags,
)
from flows.sample.resource import Resource

ROWS_ON_A_PAGE = 8


def address(column: str, number: int, day: date | None) -> str:
    return dated_address(column, number, day, "html")


def dated_address(column: str, number: int, day: date | None, extension: str) -> str:
    """TRS names an article by the day on which it was filed; one without a day by its number."""
    if day is None:
        return f"{column}ndbg/content_{4000 + number}.{extension}"
    return f"{column}{day:%Y%m}/t{day:%Y%m%d}_{4000 + number}.{extension}"


def listing(column: Column) -> dict[str, Resource]:
    return index_pages(column, ROWS_ON_A_PAGE, "html", listing_page)


def index_pages(
    column: Column, most: int, extension: str, write: Callable[[Column, int, int], str]
) -> dict[str, Resource]:
    """TRS names the pages of a column index, index_1, index_2, …; the folder answers as the first.

    `write` is given the column with the rows of one page, at `most` so many, the page's number from
    0, and the count of pages.
    """
    rows = [replace(row, href=f"./{row.href.removeprefix(column.path)}") for row in column.rows]
    count = max(1, -(-len(rows) // most))
    pages = {}
    for number in range(count):
        shown = replace(column, rows=rows[number * most : (number + 1) * most])
        index = f"index_{number}" if number else "index"
        pages[f"{column.path}{index}.{extension}"] = Resource(write(shown, number, count).encode())
    return {column.path: pages[f"{column.path}index.{extension}"], **pages}


def listing_page(column: Column, number: int, count: int) -> str:
    """Page `number` (from 0) of `count`, with the column's rows."""
    lines = []
    for row in column.rows:
        title = quoted(row.title)
        day = f"<span>{row.day.isoformat()}</span>" if row.day else ""
        lines.append(
            f'<li><a href="{row.href}" target="_blank" title="{title}">{title}</a>{day}</li>'
        )
    body = "\n".join(
        (
            HEADER,
            breadcrumb(column.crumbs, "您当前的位置："),
            '<div class="zwxl-main"><ul class="zwxl-list">',
            *lines,
            "</ul>",
            '<div class="page"><script type="text/javascript">',
            f'createPage({count}, {number}, "index", "html");',
            "</script></div></div>",
            FOOTER,
        )
    )
    named = tags(ColumnName=column.name, ColumnType=column.name)
    return page(f"<title>{html.escape(column.name)}_{SITE_NAME}</title>\n{named}", body)


def article(shown: Article) -> str:
    title = html.escape(shown.title)
    rows = [("索引号", shown.index_number), ("发布机构", shown.publisher)]
    if shown.written:
        rows.append(("成文日期", shown.written.isoformat()))
    if shown.shown:
        rows.append(("发布日期", shown.shown.isoformat()))
    cells = "".join(
        f'<td class="t1">[ {label} ]</td><td class="t2">{html.escape(value)}</td>'
        for label, value in rows
    )
    table = f'<table class="zwxl-table"><tr>{cells}</tr></table>' if shown.shown else ""
    files = ""
    if shown.attachment:
        href, name = shown.attachment
        files = f'<p>附件：<a href="{href}">{html.escape(name)}</a></p>'
    body = "\n".join(
        (
            HEADER,
            breadcrumb(shown.crumbs, "您当前的位置："),
            f'<div class="zwxl-main">{table}<div class="zwxl-title"><h1>{title}</h1></div>',
            '<div class="zwxl-bar">字体：【大 中 小】 分享： 语音播报</div>',
            '<div class="zwxl-article"><div class="view TRS_UEDITOR trs_paper_default trs_web">',
            paragraphs(shown.blocks, "text-align: right;") + files,
            "</div></div></div>",
            FOOTER,
        )
    )
    dated = {"PubDate": f"{shown.shown.isoformat()} 09:30"} if shown.shown else {}
    named = tags(
        ColumnName=shown.column_name,
        ArticleTitle=shown.title,
        ContentSource=shown.publisher,
        **dated,
    )
    return page(f"<title>{title}_{SITE_NAME}</title>\n{named}", body)


def menu(shown: Menu) -> dict[str, Resource]:
    items = "".join(
        f'<li><a href="{href}">{html.escape(text)}</a></li>' for text, href in shown.links
    )
    body = "\n".join(
        (
            HEADER,
            breadcrumb(shown.crumbs, "您当前的位置："),
            f'<div class="gkml"><ul>{items}</ul></div>',
        )
    )
    head = f"<title>{html.escape(shown.name)}_{SITE_NAME}</title>\n{tags()}"
    return {shown.path: Resource(page(head, body).encode())}


CHONGQING = Look(address, listing, article, menu)
