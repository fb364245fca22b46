"""TRS with `createPageHTML`: the date before the title, an article titled like its column."""

from __future__ import annotations

import html
from datetime import date

from flows.sample.families.chongqing import dated_address, index_pages, menu
from flows.sample.families.look import Article, Column, Look
from flows.sample.markup import FOOTER, HEADER, breadcrumb, page, paragraphs, quoted, tags
from flows.sample.resource import Resource

ROWS_ON_A_PAGE = 15


def address(column: str, number: int, day: date | None) -> str:
    return dated_address(column, number, day, "shtml")


def listing(column: Column) -> dict[str, Resource]:
    return index_pages(column, ROWS_ON_A_PAGE, "shtml", _page)


def _page(column: Column, number: int, count: int) -> str:
    lines = [
        f'<li><span class="date">{row.day.isoformat() if row.day else ""}</span>'
        f'<a href="{row.href}" title="{quoted(row.title)}">{html.escape(row.title)}</a></li>'
        for row in column.rows
    ]
    body = "\n".join(
        (
            HEADER,
            breadcrumb(column.crumbs, "当前位置："),
            '<div class="list_right"><ul class="list">',
            *lines,
            "</ul>",
            '<div class="page"><script>',
            f'createPageHTML({count}, {number}, "index", "shtml");',
            "</script></div></div>",
            FOOTER,
        )
    )
    return page(f"<title>{html.escape(column.name)}</title>\n{tags()}", body)


def article(shown: Article) -> str:
    title = html.escape(shown.title)
    day = f"发布时间：{shown.shown.isoformat()} 10:20" if shown.shown else ""
    body = "\n".join(
        (
            HEADER,
            breadcrumb(shown.crumbs, "当前位置："),
            f'<div class="article"><h1 class="article-title">{title}</h1>',
            f'<div class="info"><span>来源：{html.escape(shown.publisher)}</span>'
            f"<span>{day}</span><span>浏览次数：</span></div>",
            '<div class="TRS_Editor">',
            paragraphs(shown.blocks, "text-align:right"),
            "</div></div>",
            FOOTER,
        )
    )
    # The title tag is the column's name: old templates of this family do that.
    return page(f"<title>{html.escape(shown.column_name)}</title>\n{tags()}", body)


CLASSIC = Look(address, listing, article, menu)
