"""gkmlpt as in Guangdong: an application whose tree, lists and documents are JSON.

Nothing is shown without a script: the tree of columns and a document's text stand in a script of
the page, a column's list comes from `/gkmlpt/api/all/N?page=1&sid=S`.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from flows.sample.bodies import GKMLPT_SITE
from flows.sample.families.look import Article, Column, Look, Menu
from flows.sample.markup import SITE_CODE, SITE_NAME, page, paragraphs, quoted
from flows.sample.resource import Resource

ROWS_ON_A_PAGE = 100
_JSON = "application/json"
_CHINA = timedelta(hours=8)


def address(column: str, number: int, day: date | None) -> str:
    root, name = column.partition("/gkmlpt/")[0], 5_500_000 + number
    return f"{root}/gkmlpt/content/{name // 1_000_000}/{name // 1000}/post_{name}.html"


def listing(column: Column) -> dict[str, Resource]:
    path = column.path.partition("?")[0]
    number = int(path.rpartition("/")[2])

    def answer(query: Mapping[str, str]) -> bytes:
        assert query["sid"] == str(GKMLPT_SITE), query
        first = (int(query["page"]) - 1) * ROWS_ON_A_PAGE
        articles = [
            {
                "id": int(row.href.rpartition("_")[2].removesuffix(".html")),
                "title": row.title,
                "url": row.href,
                "display_publish_time": _moment(row.day),
                "created_at": "2026-04-10 08:00:00",
                "is_expired": 0,
            }
            for row in column.rows[first : first + ROWS_ON_A_PAGE]
        ]
        told = {
            "classify": {"id": number, "name": column.name, "post_count": len(column.rows)},
            "articles": articles,
            "total": len(column.rows),
            "page": int(query["page"]),
        }
        return json.dumps(told).encode()

    answers = Resource(b"", _JSON, by_query=answer)
    return {column.path: answers, path: answers}


def article(shown: Article) -> str:
    detail = {
        "title": shown.title,
        "identifier": shown.index_number,
        "document_number": "",
        "publisher": shown.publisher,
        "date": _moment(shown.written),
        "display_publish_time": _moment(shown.shown),
        "classify_main_name": shown.column_name,
        "content": paragraphs(shown.blocks, "text-align: right;"),
    }
    named = f'<meta name="ArticleTitle" content="{quoted(shown.title)}">\n'
    return _application(html.escape(shown.title), f"DETAIL: {_script(detail)}, TREE: []", named)


def menu(shown: Menu) -> dict[str, Resource]:
    """The body's first page is plain; its directory is the application with the tree."""
    if "/gkmlpt/" not in shown.path:
        items = "".join(
            f'<li><a href="{href}">{html.escape(text)}</a></li>' for text, href in shown.links
        )
        body = f'<div class="header"><a href="/">首页</a></div><ul class="nav_list">{items}</ul>'
        head = f"<title>{html.escape(shown.name)}</title>"
        return {shown.path: Resource(page(head, body).encode())}
    nodes = [_node(number, *link) for number, link in enumerate(shown.links, start=5400)]
    tree = [{"id": 5399, "name": "法定主动公开内容", "children": nodes, "post_count": 0}]
    text = _application(html.escape(shown.name), f"DETAIL: null, TREE: {_script(tree)}")
    return {shown.path: Resource(text.encode())}


def _node(number: int, name: str, href: str) -> dict[str, object]:
    """A column of the tree; one that lies elsewhere is jumped to."""
    if "/gkmlpt/api/all/" in href:
        own = int(href.partition("?")[0].rpartition("/")[2])
        return {"id": own, "name": name, "children": [], "jump_url": "", "post_count": 0}
    return {"id": number, "name": name, "children": [], "jump_url": href, "post_count": 0}


def _application(title: str, settings: str, head: str = "") -> str:
    told = f"DEBUG: false, SID: '{GKMLPT_SITE}', {settings}, SERVICE_AREA_ID: 0"
    body = (
        f'<div id="app"></div>\n<script>window._CONFIG = {{ {told} }}</script>\n'
        '<script src="/gkmlpt/static/js/app.js"></script>'
    )
    metas = f'<meta name="SiteName" content="{SITE_NAME}">\n'
    code = f'<meta name="SiteIDCode" content="{SITE_CODE}">'
    return page(f"{head}<title>{title}-{SITE_NAME}</title>\n{metas}{code}", body)


def _script(value: object) -> str:
    """JSON that may stand in a script: no bracket of a tag is left in it."""
    return json.dumps(value).replace("<", "\\u003C").replace(">", "\\u003E")


def _moment(day: date | None) -> int:
    """Half past nine of the day in China as seconds since 1970; 0 for none."""
    if day is None:
        return 0
    morning = datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC) - _CHINA
    return int(morning.timestamp())


GKMLPT = Look(address, listing, article, menu)
