"""Markup that several families of the sample site have in common."""

from __future__ import annotations

import html
from collections.abc import Sequence

from flows.sample.bodies import COUNTY_NAME, PROVINCE
from flows.sample.tables import table_html
from flows.sample.texts import Block

SITE_NAME = f"{PROVINCE}{COUNTY_NAME}人民政府网"
SITE_CODE = "9901010001"
HEADER = (
    '<div class="header"><a href="/">首页</a><a href="/zwgk/">政务公开</a>'
    '<a href="/hdjl/">互动交流</a><form action="/search/"><input name="q"></form></div>'
)
FOOTER = (
    f'<div class="footer"><p>主办：{COUNTY_NAME}人民政府办公室</p>'
    f"<p>网站标识码：{SITE_CODE}</p><p>扫一扫在手机打开当前页</p></div>"
)


def page(head: str, body: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def quoted(text: str) -> str:
    """For an attribute in double quotes."""
    return html.escape(text, quote=True)


def tags(**content: str) -> str:
    """Meta tags, those of the site first."""
    named = {"SiteName": SITE_NAME, "SiteIDCode": SITE_CODE, **content}
    return "\n".join(
        f'<meta name="{name}" content="{quoted(value)}">' for name, value in named.items()
    )


def breadcrumb(crumbs: Sequence[str], label: str) -> str:
    links = " &gt; ".join(f'<a href="/">{html.escape(crumb)}</a>' for crumb in crumbs)
    return f'<div class="dqwz">{label}{links}</div>'


def paragraphs(blocks: Sequence[Block], signed: str) -> str:
    """The text of a report; `signed` is the style of its last lines."""
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
