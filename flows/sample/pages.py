"""HTML of the sample site: two looks, as two makers of site software would give it."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flows.sample.bodies import COUNTY_NAME, PROVINCE
from flows.sample.tables import table_html
from flows.sample.texts import Block

SITE_NAME = f"{PROVINCE}{COUNTY_NAME}人民政府网"


@dataclass(frozen=True)
class Row:
    """An entry of a listing page."""

    href: str
    title: str
    day: date | None


@dataclass(frozen=True)
class Article:
    """What an article page shows."""

    title: str
    crumbs: tuple[str, ...]
    column_name: str
    blocks: Sequence[Block]
    shown: date | None
    written: date | None
    publisher: str
    index_number: str
    attachment: tuple[str, str] | None = None  # href, name


def _page(head: str, body: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _tags(**content: str) -> str:
    return "\n".join(
        f'<meta name="{name}" content="{html.escape(value, quote=True)}">'
        for name, value in {"SiteName": SITE_NAME, "SiteIDCode": "9901010001", **content}.items()
    )


def _crumbs(crumbs: Sequence[str], label: str) -> str:
    links = " &gt; ".join(f'<a href="/">{html.escape(crumb)}</a>' for crumb in crumbs)
    return f'<div class="dqwz">{label}{links}</div>'


_HEADER = (
    '<div class="header"><a href="/">首页</a><a href="/zwgk/">政务公开</a>'
    '<a href="/hdjl/">互动交流</a><form action="/search/"><input name="q"></form></div>'
)
_FOOTER = (
    f'<div class="footer"><p>主办：{COUNTY_NAME}人民政府办公室</p>'
    "<p>网站标识码：9901010001</p><p>扫一扫在手机打开当前页</p></div>"
)


def _paragraphs(blocks: Sequence[Block], signed: str) -> str:
    lines = []
    for block in blocks:
        text = html.escape(block.text)
        if block.kind == "table":
            lines.append(table_html(block.rows))
        elif block.kind == "heading":
            lines.append(f"<p><strong>{text}</strong></p>")
        elif block.kind == "signature":
            lines.append(f'<p style="{signed}">{text}</p>')
        else:
            lines.append(f"<p>　　{text}</p>")
    return "\n".join(lines)


# -- Chongqing family --------------------------------------------------------------------------


def chongqing_listing(
    column_name: str, crumbs: Sequence[str], rows: Sequence[Row], page: int, pages: int
) -> str:
    lines = []
    for row in rows:
        title = html.escape(row.title, quote=True)
        day = f"<span>{row.day.isoformat()}</span>" if row.day else ""
        lines.append(
            f'<li><a href="{row.href}" target="_blank" title="{title}">{title}</a>{day}</li>'
        )
    body = "\n".join(
        (
            _HEADER,
            _crumbs(crumbs, "您当前的位置："),
            '<div class="zwxl-main"><ul class="zwxl-list">',
            *lines,
            "</ul>",
            '<div class="page"><script type="text/javascript">',
            f'createPage({pages}, {page}, "index", "html");',
            "</script></div></div>",
            _FOOTER,
        )
    )
    tags = _tags(ColumnName=column_name, ColumnType=column_name)
    return _page(f"<title>{html.escape(column_name)}_{SITE_NAME}</title>\n{tags}", body)


def chongqing_article(article: Article) -> str:
    title = html.escape(article.title)
    rows = [("索引号", article.index_number), ("发布机构", article.publisher)]
    if article.written:
        rows.append(("成文日期", article.written.isoformat()))
    if article.shown:
        rows.append(("发布日期", article.shown.isoformat()))
    cells = "".join(
        f'<td class="t1">[ {label} ]</td><td class="t2">{html.escape(value)}</td>'
        for label, value in rows
    )
    table = f'<table class="zwxl-table"><tr>{cells}</tr></table>' if article.shown else ""
    files = ""
    if article.attachment:
        href, name = article.attachment
        files = f'<p>附件：<a href="{href}">{html.escape(name)}</a></p>'
    body = "\n".join(
        (
            _HEADER,
            _crumbs(article.crumbs, "您当前的位置："),
            f'<div class="zwxl-main">{table}<div class="zwxl-title"><h1>{title}</h1></div>',
            '<div class="zwxl-bar">字体：【大 中 小】 分享： 语音播报</div>',
            '<div class="zwxl-article"><div class="view TRS_UEDITOR trs_paper_default trs_web">',
            _paragraphs(article.blocks, "text-align: right;") + files,
            "</div></div></div>",
            _FOOTER,
        )
    )
    dated = {"PubDate": f"{article.shown.isoformat()} 09:30"} if article.shown else {}
    tags = _tags(
        ColumnName=article.column_name,
        ArticleTitle=article.title,
        ContentSource=article.publisher,
        **dated,
    )
    return _page(f"<title>{title}_{SITE_NAME}</title>\n{tags}", body)


# -- the family with createPageHTML --------------------------------------------------------------


def classic_listing(
    column_name: str, crumbs: Sequence[str], rows: Sequence[Row], page: int, pages: int
) -> str:
    lines = [
        f'<li><span class="date">{row.day.isoformat() if row.day else ""}</span>'
        f'<a href="{row.href}" title="{html.escape(row.title, quote=True)}">'
        f"{html.escape(row.title)}</a></li>"
        for row in rows
    ]
    body = "\n".join(
        (
            _HEADER,
            _crumbs(crumbs, "当前位置："),
            '<div class="list_right"><ul class="list">',
            *lines,
            "</ul>",
            '<div class="page"><script>',
            f'createPageHTML({pages}, {page}, "index", "shtml");',
            "</script></div></div>",
            _FOOTER,
        )
    )
    return _page(f"<title>{html.escape(column_name)}</title>\n{_tags()}", body)


def classic_article(article: Article) -> str:
    title = html.escape(article.title)
    shown = f"发布时间：{article.shown.isoformat()} 10:20" if article.shown else ""
    body = "\n".join(
        (
            _HEADER,
            _crumbs(article.crumbs, "当前位置："),
            f'<div class="article"><h1 class="article-title">{title}</h1>',
            f'<div class="info"><span>来源：{html.escape(article.publisher)}</span>'
            f"<span>{shown}</span><span>浏览次数：</span></div>",
            '<div class="TRS_Editor">',
            _paragraphs(article.blocks, "text-align:right"),
            "</div></div>",
            _FOOTER,
        )
    )
    # The title tag is the column's name: old templates of this family do that.
    return _page(f"<title>{html.escape(article.column_name)}</title>\n{_tags()}", body)


# -- pages that are neither ----------------------------------------------------------------------


def script_listing(column_name: str, crumbs: Sequence[str]) -> str:
    """A list that only a script fills: the template is in the page, the rows are not."""
    body = "\n".join(
        (
            _HEADER,
            _crumbs(crumbs, "当前位置："),
            '<div class="list_right" id="app"><ul class="list">',
            '<li v-for="item in items"><span class="date">{{item.date}}</span>',
            '<a :href="item.url">{{item.title}}</a></li>',
            "</ul></div>",
            '<script src="/js/vue.min.js"></script><script src="/js/list.js"></script>',
            _FOOTER,
        )
    )
    return _page(f"<title>{html.escape(column_name)}</title>\n{_tags()}", body)


def home_page() -> str:
    links = "".join(
        f'<li><a href="{href}">{name}</a></li>'
        for href, name in (("/zwgk/", "政务公开"), ("/jz/", "街镇"), ("/bm/", "部门"))
    )
    return _page(f"<title>{SITE_NAME}</title>\n{_tags()}", f"{_HEADER}<ul>{links}</ul>{_FOOTER}")


def not_found_page() -> str:
    return _page("<title>404</title>", "<h1>404</h1><p>您访问的页面不存在</p>")


def block_page() -> str:
    """What a fire wall in front of a site gives instead of any page, with status 200."""
    return _page(
        "<title>访问验证</title>",
        '<div id="waf"><h1>访问被拦截</h1><p>您的访问请求可能对网站造成安全威胁，'
        "请求已被 Web应用防火墙 拦截。</p><p>请完成安全验证后继续访问。</p></div>",
    )
