"""Rows as JSON beside a template."""

from __future__ import annotations

import json

from tests.parse.listing_pages import ART, ART_WANTED, DAYS, HOST, TITLES, entries, listing, page


def test_jpaas_rows_as_json_are_a_partial_list() -> None:
    data = [
        {"title": t, "pubDate": f"{d} 10:00", "urls": json.dumps({"pc": u})}
        for u, t, d in zip(ART, TITLES, DAYS, strict=True)
    ]
    script = (
        f"<script>var listData = {{articleList: {json.dumps(data, ensure_ascii=False)}}};</script>"
    )
    main = """<script type="text/x-handlebars-template"><ul>{{#each data}}<li><a href='{{pcUrl}}'
title='{{title}}'>{{title}}</a></li>{{/each}}</ul></script>"""
    found = listing(page(main, script=script), f"{HOST}/qx/col/col42/index.html")
    assert entries(found) == ART_WANTED
    assert found.partial
