"""A gkmlpt column over a real socket: its interface, documents and their files."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.collect.conftest import MakeSite
from tests.collect.site import Reply
from tests.collect.test_county import TITLE, Collected, collect, source

__all__ = ["collect"]  # the fixture

FILE = "/zf/attachment/0/12/12001/5500001.pdf"


def application(settings: str) -> Reply:
    """The application's page with its settings in a script."""
    markup = (
        '<html><head><meta charset="utf-8"></head><body><div id="app"></div>'
        f"<script>window._CONFIG = {{SID: '7', {settings}}}</script>"
        '<script src="/gkmlpt/static/js/app.js"></script></body></html>'
    )
    return Reply(200, markup.encode(), {"Content-Type": "text/html"})


def test_a_column_is_walked_to_the_files_that_only_the_data_name(
    make_site: MakeSite, collect: Callable[..., Collected]
) -> None:
    site = make_site()
    post = "/zf/gkmlpt/content/5/5500/post_5500001.html"
    title = TITLE.format(2025)
    article = {"title": title, "url": f"{site.url}{post}", "display_publish_time": 1769650200}
    answer = {"classify": {"id": 12, "post_count": 1}, "articles": [article]}
    detail = {"title": title, "content": "", "attachment": [{"name": "附件", "url": FILE}]}
    told = json.dumps(detail).replace("/", "\\/")
    site.routes = {
        "/zf/gkmlpt/api/all/12?page=1&sid=7": Reply(200, json.dumps(answer).encode()),
        post: application(f"DETAIL: {told}, TREE: []"),
        FILE: Reply(200, b"%PDF-1.4 invented", {"Content-Type": "application/pdf"}),
    }
    night = collect(source(site.url, f"{site.url}/zf/gkmlpt/api/all/12?page=1&sid=7"))
    assert site.paths() == ["/zf/gkmlpt/api/all/12?page=1&sid=7", post, FILE]
    (file,) = night.rows("attachment")
    assert file.parent_url == f"{site.url}{post}" and file.status == 200
