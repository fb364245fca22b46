"""Pages of the sample site that are neither lists nor articles."""

from __future__ import annotations

import html
from collections.abc import Sequence

from flows.sample.markup import FOOTER, HEADER, SITE_NAME, breadcrumb, page, tags


def script_listing(column_name: str, crumbs: Sequence[str]) -> str:
    """A list that only a script fills: the template is in the page, the rows are not."""
    body = "\n".join(
        (
            HEADER,
            breadcrumb(crumbs, "当前位置："),
            '<div class="list_right" id="app"><ul class="list">',
            '<li v-for="item in items"><span class="date">{{item.date}}</span>',
            '<a :href="item.url">{{item.title}}</a></li>',
            "</ul></div>",
            '<script src="/js/vue.min.js"></script><script src="/js/list.js"></script>',
            FOOTER,
        )
    )
    return page(f"<title>{html.escape(column_name)}</title>\n{tags()}", body)


def home_page() -> str:
    links = "".join(
        f'<li><a href="{href}">{name}</a></li>'
        for href, name in (("/zwgk/", "政务公开"), ("/jz/", "街镇"), ("/bm/", "部门"))
    )
    return page(f"<title>{SITE_NAME}</title>\n{tags()}", f"{HEADER}<ul>{links}</ul>{FOOTER}")


def not_found_page() -> str:
    return page("<title>404</title>", "<h1>404</h1><p>您访问的页面不存在</p>")


def block_page() -> str:
    """What a fire wall in front of a site gives instead of any page, with status 200."""
    return page(
        "<title>访问验证</title>",
        '<div id="waf"><h1>访问被拦截</h1><p>您的访问请求可能对网站造成安全威胁，'
        "请求已被 Web应用防火墙 拦截。</p><p>请完成安全验证后继续访问。</p></div>",
    )
