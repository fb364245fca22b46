"""大汉 Hanweb: `/col/colN/`, `/art/Y/M/D/art_N_M.html`, rows as XML in a script.

A column's page holds the first group of records; `dataproxy.jsp` answers with the others. Sites
differ in how a group is asked for: by the numbers of its records, or by the address that the
group before it names (`nextgroup`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from flows.sample.families.look import Article, Column, Look, Menu, Row
from flows.sample.markup import FOOTER, SITE_CODE, SITE_NAME, page, paragraphs, quoted
from flows.sample.resource import Resource

ROWS_ON_A_PAGE = 2
PAGES_IN_A_GROUP = 3
#: Records of a group in the older form.
OLDER_GROUP = 2
#: Characters of a title that a row shows; its attribute has all of it.
SHOWN = 24
_XML = "text/xml; charset=utf-8"
# The day on which the template was made, the same on every page: no date of any article.
_MADE = "2019-05-20 11:02:44"
_HEADER = (
    '<div class="top"><a href="/">网站首页</a><a href="/zwgk/">政务公开</a>'
    '<a href="/zwfw/">政务服务</a></div>'
)


def address(column: str, number: int, day: date | None) -> str:
    assert day is not None, "this family names every article by its day"
    site, _, channel = column.removesuffix("/index.html").partition("/col/col")
    return f"{site}/art/{day.year}/{day.month}/{day.day}/art_{channel}_{40000 + number}.html"


def listing(column: Column) -> dict[str, Resource]:
    """Groups asked for by the numbers of their records; they overlap by one, as real ones do."""
    rows, proxy = column.rows, _proxy(column.path)
    asked = {**_parameters(column.path), "perpage": str(ROWS_ON_A_PAGE)}

    def group(query: Mapping[str, str]) -> bytes:
        assert asked.items() <= query.items(), query
        first, last = int(query["startrecord"]), int(query["endrecord"])
        total = f"<totalrecord>{len(rows)}</totalrecord>"
        return _store(rows[max(0, first - 2) : last], total).encode()

    size = ROWS_ON_A_PAGE * PAGES_IN_A_GROUP
    shown = _page(column, _store(rows[:size]), len(rows), ROWS_ON_A_PAGE, PAGES_IN_A_GROUP)
    return _with_proxy(column.path, shown, proxy, Resource(b"", _XML, by_query=group))


def older_listing(column: Column) -> dict[str, Resource]:
    """Groups that name the next one; the last names none and tells no total."""
    rows, proxy = column.rows, _proxy(column.path)

    def store(number: int) -> str:
        start = number * OLDER_GROUP
        more = start + OLDER_GROUP < len(rows)
        query = "&".join(f"{k}={v}" for k, v in _parameters(column.path).items())
        href = f"{proxy}?page={number + 1}&amp;{query}"
        following = f'<nextgroup><![CDATA[<a href="{href}"></a>]]></nextgroup>' if more else ""
        return _store(rows[start : start + OLDER_GROUP], following)

    def group(query: Mapping[str, str]) -> bytes:
        return store(int(query["page"])).encode()

    shown = _page(column, store(0), len(rows), OLDER_GROUP, 1)
    return _with_proxy(column.path, shown, proxy, Resource(b"", _XML, by_query=group))


def _with_proxy(path: str, shown: str, proxy: str, answers: Resource) -> dict[str, Resource]:
    first = Resource(shown.encode())
    return {path: first, path.removesuffix("index.html"): first, proxy: answers}


def _proxy(path: str) -> str:
    return f"{path.partition('/col/')[0]}/module/web/jpage/dataproxy.jsp"


def _channel(path: str) -> str:
    found = re.search(r"/col/col(\d+)/", path)
    assert found is not None, path
    return found[1]


def _parameters(path: str) -> dict[str, str]:
    channel = _channel(path)
    return {
        "col": "1",
        "webid": "21",
        "path": "/",
        "columnid": channel,
        "sourceContentType": "1",
        "unitid": f"5{channel}",
        "webname": SITE_NAME,
        "permissiontype": "0",
    }


def _store(rows: Sequence[Row], more: str = "") -> str:
    records = []
    for row in rows:
        shown = row.title if len(row.title) <= SHOWN else f"{row.title[:SHOWN]}..."
        day = row.day.isoformat() if row.day else ""
        records.append(
            f'<record><![CDATA[<li><a target="_blank" href="{row.href}" '
            f'title="{quoted(row.title)}">{html.escape(shown)}</a><b>{day}</b></li>]]></record>'
        )
    recordset = f"<recordset>{''.join(records)}</recordset>"
    return f"<datastore>{more}{recordset}</datastore>"


def _page(column: Column, store: str, total: int, size: int, group: int) -> str:
    unit = _parameters(column.path)["unitid"]
    parameters = ",".join(f"{name}:'{value}'" for name, value in _parameters(column.path).items())
    body = "\n".join(
        (
            _HEADER,
            _crumbs(column.crumbs, column.path),
            f'<div class="main-list"><div id="{unit}"><script type="text/xml">{store}</script>',
            "</div></div>",
            '<script type="text/javascript">',
            f"var param_{unit} = {{{parameters}}};",
            f"$(function(){{ $('#{unit}').jpage({{ initPageNo:1, totalRecord:{total}, "
            f"perPage:{size}, groupSize:{group}, proxyUrl:'{_proxy(column.path)}', "
            f"ajaxParam:param_{unit} }}); }});",
            "</script>",
            FOOTER,
        )
    )
    return page(_head(column.name, f"{SITE_NAME} {column.name}", column.name), body)


def article(shown: Article) -> str:
    title = html.escape(shown.title)
    day = shown.shown.isoformat() if shown.shown else ""
    facts = [("索 引 号", shown.index_number), ("发布机构", shown.publisher), ("公开日期", day)]
    if shown.written:
        facts.insert(2, ("成文日期", shown.written.isoformat()))
    cells = "</tr><tr>".join(
        f"<td><b>{label}：</b></td><td>{html.escape(value)}</td>" for label, value in facts
    )
    body = "\n".join(
        (
            _HEADER,
            _crumbs(shown.crumbs, "/col/col1/index.html"),
            f'<div class="wz-con"><table class="xxgk_table"><tr>{cells}</tr></table>',
            f'<p class="con-title"><!--<$[标题]>begin-->{title}<!--<$[标题]>end--></p>',
            f'<div class="small-title clearfix"><span>发布日期：{day}</span>'
            "<span>浏览次数： </span><span>信息来源：<!--<$[信息来源]>begin-->"
            f"{html.escape(shown.publisher)}<!--<$[信息来源]>end--></span></div>",
            '<div class="main-txt" id="zoom"><!--<$[信息内容]>begin--><meta name="ContentStart">',
            paragraphs(shown.blocks, "text-align: right"),
            '<meta name="ContentEnd"><!--<$[信息内容]>end--></div>',
            '<div class="bdsharebuttonbox">【打印本页】【关闭窗口】</div></div>',
            FOOTER,
        )
    )
    dated = f'<meta name="PubDate" content="{day} 16:41">\n' if day else ""
    named = f'<meta name="ArticleTitle" content="{quoted(shown.title)}">\n{dated}'
    return page(named + _head(shown.column_name, title, shown.column_name), body)


def menu(shown: Menu) -> dict[str, Resource]:
    items = "".join(
        f'<dd><a href="{href}" title="{quoted(text)}">{html.escape(text)}</a></dd>'
        for text, href in shown.links
    )
    body = "\n".join(
        (
            _HEADER,
            _crumbs(shown.crumbs, shown.path),
            f'<dl class="fl_menu"><dt>信息公开目录</dt>{items}</dl>',
            FOOTER,
        )
    )
    resource = Resource(page(_head(shown.name, f"{SITE_NAME} {shown.name}", ""), body).encode())
    return {shown.path: resource, shown.path.removesuffix("index.html"): resource}


def _head(name: str, title: str, column: str) -> str:
    told = {
        "Maketime": _MADE,
        "SiteName": SITE_NAME,
        "SiteDomain": "",
        "SiteIDCode": SITE_CODE,
        "ColumnName": column,
        "ColumnType": "",
    }
    metas = "\n".join(f'<meta name="{k}" content="{quoted(v)}">' for k, v in told.items())
    scripts = '<script language="javascript" src="/module/jslib/jquery/jquery.js"></script>'
    return f"{scripts}\n<title>{title}</title>\n{metas}"


def _crumbs(crumbs: Sequence[str], here: str) -> str:
    """The path in a table of its own, and before it the hidden list that templates leave."""
    hidden = "".join(f"{crumb}{here}" for crumb in crumbs[1:])
    links = "".join(
        f'<td>&gt;<a href="{here}">{html.escape(crumb)}</a></td>' for crumb in crumbs[1:]
    )
    return (
        f'<div style="display:none" id="colpath">{html.escape(hidden)}</div>'
        '<div class="position"><table><tbody><tr><td>当前位置：</td>'
        f'<td><a href="/">首页</a></td><td><table><tr>{links}</tr></table></td></tr></tbody>'
        "</table></div>"
    )


HANWEB = Look(address, listing, article, menu)
HANWEB_OLDER = replace(HANWEB, listing=older_listing)
