"""gkmlpt: the application's page and the answers of its interface."""

from __future__ import annotations

import json

from flows.parse.page import read_page_strictly as read
from tests.parse.listing_pages import DAYS, HOST, TITLES, listing, page


def test_gkmlpt_page_leads_to_its_interface() -> None:
    payload = page("<div id='app'></div>", script="<script>window._CONFIG={SID:'755099'}</script>")
    found = listing(payload, f"{HOST}/gkmlpt/index#4321")
    assert found.pages == [f"{HOST}/gkmlpt/api/all/4321?page=1&sid=755099"]
    assert found.entries == [] and not found.provably_empty


def test_gkmlpt_page_without_a_column_number_is_filled_by_script() -> None:
    payload = page("<div id='app'></div>", script="<script>new Vue({el:'#app'})</script>")
    assert read(payload, f"{HOST}/gkmlpt/index").kind == "script_list"


def test_gkmlpt_answers_are_read_and_paged() -> None:
    articles = [
        {"id": n, "title": t, "url": f"{HOST}/gkmlpt/content/1/1/mpost_{n}.html", "date": d}
        for n, (t, d) in enumerate(zip(TITLES, DAYS, strict=True))
    ]
    articles[0] |= {"date": "", "display_publish_time": 1705593600}
    payload = json.dumps({"articles": articles, "total": 7}).encode()
    found = listing(payload, f"{HOST}/gkmlpt/api/all/4321?page=1&sid=755099")
    assert [(e.title, str(e.listed_on)) for e in found.entries] == list(
        zip(TITLES, DAYS, strict=True)
    )
    assert found.pages_announced == 3 and len(found.pages) == 2
    assert found.family == "gkmlpt"
