"""gkmlpt: the application's page and the answers of its interface."""

from __future__ import annotations

import json

import pytest

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


@pytest.mark.parametrize("page_name", ["index", "policy", "guide"])
def test_a_page_of_the_application_without_a_column_is_filled_by_script(page_name: str) -> None:
    payload = page("<div id='app'></div>", script="<script>var SID = '755099'</script>")
    assert read(payload, f"{HOST}/gkmlpt/{page_name}").kind == "script_list"
    found = listing(payload, f"{HOST}/gkmlpt/{page_name}#4321")
    assert found.pages == [f"{HOST}/gkmlpt/api/all/4321?page=1&sid=755099"]


def test_an_answer_without_a_total_is_partial() -> None:
    rows = [
        {"title": t, "post_url": f"{HOST}/gkmlpt/content/1/1/post_{n}.html"}
        for n, t in enumerate(TITLES)
    ]
    found = listing(
        json.dumps({"articles": rows}).encode(), f"{HOST}/gkmlpt/api/all/4321?page=1&sid=7"
    )
    assert len(found.entries) == 3 and found.partial


ANSWER = f"{HOST}/gkmlpt/api/all/4321?page=1&sid=7"
ROWS = [
    {"title": t, "url": f"{HOST}/gkmlpt/content/1/1/post_{n}.html"} for n, t in enumerate(TITLES)
]


def told(articles: list[dict[str, str]], **classify: object) -> bytes:
    column = {"id": 4321, "name": "法治政府建设年度报告", **classify}
    return json.dumps({"classify": column, "articles": articles}).encode()


def test_an_answer_names_its_column() -> None:
    assert listing(told(ROWS), ANSWER).title == "法治政府建设年度报告"
    payload = json.dumps({"classify": {"name": " "}, "articles": ROWS, "total": 3}).encode()
    assert listing(payload, ANSWER).title is None


def test_the_count_of_the_column_says_that_an_answer_is_whole() -> None:
    found = listing(told(ROWS, post_count=3), ANSWER)
    assert len(found.entries) == 3 and not found.partial and found.pages_announced == 1


@pytest.mark.parametrize("count", [0, 2, 203, None, "3", True])
def test_any_other_count_leaves_it_partial(count: object) -> None:
    assert listing(told(ROWS, post_count=count), ANSWER).partial


def test_a_column_with_no_document_is_empty_by_its_own_word() -> None:
    assert listing(told([], post_count=0), ANSWER).provably_empty


@pytest.mark.parametrize("classify", [{"post_count": 1}, {"id": 9, "post_count": 0}, {"x": 0}])
def test_an_answer_without_documents_that_says_no_such_thing_proves_nothing(
    classify: dict[str, object],
) -> None:
    assert read(told([], **classify), ANSWER).kind == "other"
