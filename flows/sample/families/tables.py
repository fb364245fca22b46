"""An old site in GBK that calls itself GB2312: frames, table lists, `show.asp?id=`."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from flows.sample.families.look import Article, Column, Look, Menu
from flows.sample.markup import SITE_NAME, paragraphs
from flows.sample.resource import Resource

ROWS_ON_A_PAGE = 2
#: What these servers say of their pages: no encoding.
CONTENT_TYPE = "text/html"
ENCODING = "gb18030"


def address(column: str, number: int, day: date | None) -> str:
    return f"{column.rpartition('/')[0]}/show.asp?id={4000 + number}"


def listing(column: Column) -> dict[str, Resource]:
    count = max(1, -(-len(column.rows) // ROWS_ON_A_PAGE))
    pages = {}
    for number in range(1, count + 1):
        rows = column.rows[(number - 1) * ROWS_ON_A_PAGE : number * ROWS_ON_A_PAGE]
        text = _list(replace(column, rows=rows), number, count, len(column.rows))
        path = column.path if number == 1 else f"{column.path}&page={number}"
        pages[path] = _resource(text)
    return pages


def _list(column: Column, number: int, count: int, total: int) -> str:
    lines = [
        f'<tr><td height=26>·<a href="{row.href.rpartition("/")[2]}" class=a1 target=_blank>'
        f"{html.escape(row.title)}</a></td><td width=90 align=right>"
        f"{_day(row.day, '[', ']')}</td></tr>"
        for row in column.rows
    ]
    own = column.path.rpartition("/")[2]

    def to(words: str, page: int) -> str:
        if not 1 <= page <= count or page == number:
            return words
        return f'<a href="{own}&page={page}">{words}</a>'

    pager = " ".join(
        (to("首页", 1), to("上一页", number - 1), to("下一页", number + 1), to("尾页", count))
    )
    return _page(
        column.name,
        column.crumbs,
        "<TABLE width=700 border=0 cellspacing=0>",
        *lines,
        "</TABLE><TABLE width=700><tr><td align=center>",
        f"共{total}条 第{number}页/共{count}页 {pager}</td></tr></TABLE>",
    )


def article(shown: Article) -> str:
    title = html.escape(shown.title)
    # The title on two lines, as it was typed.
    half = len(shown.title) // 2
    broken = f"{html.escape(shown.title[:half])}<BR>{html.escape(shown.title[half:])}"
    line = " ".join(
        part
        for part in (
            f"作者：{html.escape(shown.publisher)}",
            f"发布时间：{_day(shown.shown)}" if shown.shown else "",
            "点击数： 次",
        )
        if part
    )
    return _page(
        title,
        shown.crumbs,
        "<TABLE width=700 border=0 align=center>",
        f'<tr><td align=center class="title"><FONT size=5><B>{broken}</B></FONT></td></tr>',
        f"<tr><td align=center bgcolor=#f0f0f0>{line}</td></tr>",
        '<tr><td class="content">',
        paragraphs(shown.blocks, "TEXT-ALIGN: right"),
        "</td></tr><tr><td align=right>【打印本页】 【关闭窗口】</td></tr></TABLE>",
    )


def menu(shown: Menu) -> dict[str, Resource]:
    """The first page is a set of frames with the links in the left one; others are plain."""
    items = "".join(
        f'<tr><td><a href="{href}" target="main"><FONT color=#003399>{html.escape(text)}</FONT>'
        "</a></td></tr>"
        for text, href in shown.links
    )
    links = _resource(_page(shown.name, shown.crumbs, f"<TABLE width=170>{items}</TABLE>"))
    if not shown.path.endswith("/"):
        return {shown.path: links}
    frames = (
        f"<HTML><HEAD>{_META}<TITLE>{html.escape(shown.name)}</TITLE></HEAD>\n"
        '<FRAMESET cols="180,*"><FRAME src="left.htm" name="left">'
        '<FRAME src="main.htm" name="main"><NOFRAMES><BODY>您的浏览器不支持框架。</BODY></NOFRAMES>'
        "</FRAMESET></HTML>\n"
    )
    welcome = f"<P>欢迎访问{html.escape(shown.name)}网站。</P>"
    return {
        shown.path: _resource(frames),
        f"{shown.path}left.htm": links,
        f"{shown.path}main.htm": _resource(_page(shown.name, shown.crumbs, welcome)),
    }


_META = '<META http-equiv="Content-Type" content="text/html; charset=gb2312">'


def _page(title: str, crumbs: Sequence[str], *body: str) -> str:
    path = " &gt;&gt; ".join(f'<a href="/">{html.escape(crumb)}</a>' for crumb in crumbs)
    return "\n".join(
        (
            f"<HTML><HEAD>{_META}<TITLE>{title}</TITLE></HEAD>",
            '<BODY leftmargin=0><TABLE width=980 align=center><tr><td><a href="/">县政府网</a>',
            f"</td></tr><tr><td>当前位置：{path}</td></tr><tr><td>",
            *body,
            f"</td></tr><tr><td align=center>{SITE_NAME} 版权所有</td></tr></TABLE></BODY></HTML>",
            "",
        )
    )


def _day(day: date | None, before: str = "", behind: str = "") -> str:
    """2025-3-2, as these sites print a day."""
    return f"{before}{day.year}-{day.month}-{day.day}{behind}" if day else ""


def _resource(text: str) -> Resource:
    return Resource(text.encode(ENCODING), CONTENT_TYPE)


TABLES = Look(address, listing, article, menu, ENCODING, CONTENT_TYPE)
