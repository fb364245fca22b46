"""Invented listing pages: each family of site software with its quirks. All names are made up."""

from __future__ import annotations

from collections.abc import Iterable

from flows.parse.document import Listing
from flows.parse.page import read_page_strictly

HOST = "http://www.qingxi.example"
COLUMN = f"{HOST}/zwgk_12/zfxxgkml/fzzfjsndbg/"

TITLES = [
    "青溪县云岭镇人民政府关于2023年度法治政府建设情况的报告",
    "青溪县云岭镇人民政府关于2022年度法治政府建设情况的报告",
    "青溪县云岭镇人民政府关于2021年度法治政府建设情况的报告",
]
DAYS = ["2024-01-19", "2023-02-08", "2022-01-24"]
FILES = ["202401/t20240119_1300.html", "202302/t20230208_1200.html", "202201/t20220124_1100.html"]
URLS = [COLUMN + name for name in FILES]
WANTED = list(zip(URLS, TITLES, DAYS, strict=True))

# The same three in the form of Hanweb.
ART = [f"/art/{d[:4]}/{int(d[5:7])}/{int(d[8:])}/art_77_{n}.html" for n, d in enumerate(DAYS, 100)]
ART_LINES = list(zip(ART, TITLES, DAYS, strict=True))
ART_WANTED = [(HOST + file, title, day) for file, title, day in ART_LINES]

MENU = """<div class="nav"><ul><li><a href="/">首页</a></li><li><a
href="/zwgk_12/">政务公开</a></li>
<li><a href="/zwfw/">政务服务</a></li></ul></div>"""
SIDE = """<div class="zwgk-left"><ul class="menu-tree"><li><a
href="/zwgk_12/zfxxgkzn/" title="政府信息公开指南">
政府信息公开指南</a></li><li><a
href="/zwgk_12/zfxxgknb/" title="政府信息公开年报">政府信息公开年报</a></li>
<li><a href="/zwgk_12/ysqgk/">依申请公开</a></li></ul></div>"""
CRUMB = """<div class="crumb">您当前的位置：<a href="/">首页</a>&gt;<a href="/zwgk_12/">政务公开</a>
&gt;<a href="./">法治政府建设年度报告</a></div>"""
FOOT = """<div class="footer"><p><a href="/wzsm/202001/t20200101_9.html">网站声明</a> <a
href="/lxwm/">联系我们</a>
主办：青溪县人民政府办公室 网站标识码：5009990001</p></div>"""


def page(main: str, *, head: str = "", script: str = "", side: str = SIDE) -> bytes:
    """A whole page round `main`, with menu, breadcrumb, side bar and footer."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<meta name="SiteName" content="青溪县人民政府"><meta
name="ColumnName" content="法治政府建设年度报告">
<title>法治政府建设年度报告_青溪县人民政府</title>
<script src="/images/jquery-1.12.4.min.js"></script>{head}</head>
<body>{MENU}<div class="container">{CRUMB}{side}<div class="content">{main}</div></div>{FOOT}
{script}</body></html>""".encode()


def rows(
    template: str,
    files: Iterable[str] = FILES,
    titles: Iterable[str] = TITLES,
    days: Iterable[str] = DAYS,
) -> str:
    """One row per report from a template with {file}, {title} and {day}."""
    return "\n".join(
        template.format(file="./" + name, title=title, day=day)
        for name, title, day in zip(files, titles, days, strict=True)
    )


TRS_ROW = '<li><a href="{file}" title="{title}" target="_blank">{title}</a><span>{day}</span></li>'


def trs(count: int = 1, row: str = TRS_ROW, call: str | None = None) -> bytes:
    """A list of a Chongqing county."""
    call = call or f'createPage({count}, 0, "index", "html");'
    return page(
        f'<ul class="gl-list">{rows(row)}</ul><div class="gl-page"><script>{call}</script></div>'
    )


def record(file: str, title: str, day: str) -> str:
    """One record of a dataproxy answer."""
    return (
        f'<record><![CDATA[<li><a href="{file}" title="{title}">{title}</a>'
        f"<span>{day}</span></li>]]></record>"
    )


def datastore(lines: Iterable[tuple[str, str, str]], total: int | None, extra: str = "") -> str:
    """An answer of dataproxy.jsp, or what a page keeps of it."""
    head = (
        f"<totalrecord>{total}</totalrecord><totalpage>9</totalpage>" if total is not None else ""
    )
    records = "".join(record(*line) for line in lines)
    return f"<datastore>{extra}{head}<recordset>{records}</recordset></datastore>"


def listing(payload: bytes, url: str = COLUMN) -> Listing:
    """What the reader makes of a page that must be a list."""
    found = read_page_strictly(payload, url)
    assert isinstance(found, Listing), (found.kind, found.reason)
    return found


def entries(found: Listing) -> list[tuple[str, str, str | None]]:
    """Address, title and day of each entry."""
    return [
        (e.url, e.title, e.listed_on.isoformat() if e.listed_on else None) for e in found.entries
    ]
