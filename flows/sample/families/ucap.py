"""开普 UCAP: hash names, `createPageHTML('page_div', …)` counted from 1, doubled meta tags."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from flows.sample.families.look import Article, Column, Look, Menu
from flows.sample.markup import FOOTER, SITE_CODE, SITE_NAME, page, paragraphs, quoted
from flows.sample.resource import Resource

ROWS_ON_A_PAGE = 4
_HEADER = (
    '<div class="top_box"><div class="top"><a href="/">首页</a><a href="/zwgk/">政府信息公开</a>'
    '<a class="wza" href="javascript:;" onclick="aria.start()">网站无障碍</a></div></div>'
)
# When the page was made, which is not when anything on it was published.
_MADE = "页面生成时间 2026-04-10 15:09:57"


def address(column: str, number: int, day: date | None) -> str:
    assert day is not None, "this family files every article under its month"
    name = hashlib.sha256(f"{column}{number}".encode()).hexdigest()[:32]
    return f"{column.rpartition('/')[0]}/{day:%Y%m}/{name}.shtml"


def listing(column: Column) -> dict[str, Resource]:
    count = max(1, -(-len(column.rows) // ROWS_ON_A_PAGE))
    stem = column.path.removesuffix(".shtml")
    pages = {}
    for number in range(1, count + 1):
        rows = column.rows[(number - 1) * ROWS_ON_A_PAGE : number * ROWS_ON_A_PAGE]
        text = _page(replace(column, rows=rows), number, count, len(column.rows))
        path = column.path if number == 1 else f"{stem}_{number}.shtml"
        pages[path] = Resource(text.encode())
    return pages


def _page(column: Column, number: int, count: int, total: int) -> str:
    name = column.path.rpartition("/")[2].removesuffix(".shtml")
    lines = [
        f'<li><a href="{row.href}" title="{quoted(row.title)}" target="_blank">'
        f"{html.escape(row.title)}</a><span>{row.day.isoformat() if row.day else ''}</span></li>"
        for row in column.rows
    ]
    body = "\n".join(
        (
            _HEADER,
            _crumbs(column.crumbs),
            '<div class="xxgk_right"><ul class="xxgklist">',
            *lines,
            '</ul><div id="page_div"></div>',
            '<script type="text/javascript" src="/ylx/xhtml/js/page.js"></script>',
            f"<script>createPageHTML('page_div',{count}, {number},'{name}','shtml',{total});"
            "</script></div>",
            FOOTER,
        )
    )
    return page(_head(column.name, f"{column.name} - {SITE_NAME}"), body)


def article(shown: Article) -> str:
    title = html.escape(shown.title)
    day = f"{shown.shown.isoformat()} 17:26" if shown.shown else ""
    body = "\n".join(
        (
            _HEADER,
            _crumbs(shown.crumbs),
            f'<div class="xxgk_content"><h2 class="title"><UCAPTITLE>{title}</UCAPTITLE></h2>',
            f'<div class="info"><span>发布时间：<publishtime>{day}</publishtime></span>'
            f"<span>来源：{html.escape(shown.publisher)}</span>"
            '<span>浏览量：<i id="pv">0</i>次</span><span>【字体： 大 中 小】</span></div>',
            '<div id="UCAP-CONTENT"><UCAPCONTENT>',
            paragraphs(shown.blocks, "text-align: right;"),
            "</UCAPCONTENT></div>",
            '<div class="share">分享到： 微信 微博 QQ空间</div></div>',
            FOOTER,
        )
    )
    dated = f'<meta name="PubDate" content="{day}"/>\n' if day else ""
    named = f'<meta name="ArticleTitle" content="{quoted(shown.title)}"/>\n{dated}'
    source = f'<meta name="ContentSource" content="{quoted(shown.publisher)}"/>\n'
    return page(named + source + _head(shown.column_name, f"{title} - {SITE_NAME}"), body)


def menu(shown: Menu) -> dict[str, Resource]:
    """The directory as folding headings, each with the channels below it."""
    items = "".join(
        f'<li id="erji_{number}" class=""><span>·</span><a href="{href}">{html.escape(text)}</a>'
        "</li>"
        for number, (text, href) in enumerate(shown.links)
    )
    body = "\n".join(
        (
            _HEADER,
            _crumbs(shown.crumbs),
            '<dl class="dl_nav01"><dt><a href="javascript:;">法定主动公开内容</a></dt>',
            f'<dd><ul id="fd_list">{items}</ul></dd></dl>',
            FOOTER,
        )
    )
    return {shown.path: Resource(page(_head("", f"{shown.name} - {SITE_NAME}"), body).encode())}


def _head(column: str, title: str) -> str:
    """Meta tags twice, once in each of the two forms that such pages carry."""
    told = {"SiteName": SITE_NAME, "SiteIDCode": SITE_CODE}
    if column:
        told |= {"ColumnName": column, "ColumnType": "政府信息公开"}
    closed = "\n".join(f'<meta name="{k}" content="{quoted(v)}"/>' for k, v in told.items())
    open_ = "\n".join(f'<meta name="{k}"  CONTENT="{quoted(v)}">' for k, v in told.items())
    scripts = '<script language="javascript" src="/ylx/xhtml/js/jquery.min.js"></script>'
    made = f'<meta name="others" content="{_MADE}"/>'
    return f"{closed}\n{made}\n<title>{title}</title>\n{open_}\n{scripts}"


def _crumbs(crumbs: Sequence[str]) -> str:
    links = "<i>></i>".join(f'<a href="/">{html.escape(crumb)}</a>' for crumb in crumbs)
    return f'<div class="crumbs"><em>您当前所在位置：</em>{links}</div>'


UCAP = Look(address, listing, article, menu)
