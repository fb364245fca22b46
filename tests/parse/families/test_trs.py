"""拓尔思 TRS: rows in the page, the pager a script call."""

from __future__ import annotations

import pytest

from tests.parse.listing_pages import COLUMN, TRS_ROW, WANTED, entries, listing, page, rows, trs


def test_chongqing_pages_are_counted_from_zero() -> None:
    found = listing(trs(4))
    assert found.family == "trs_chongqing"
    assert entries(found) == WANTED
    assert found.pages == [f"{COLUMN}index_{n}.html" for n in (1, 2, 3)]
    assert found.pages_announced == 4


@pytest.mark.parametrize(
    "call",
    [
        'createPageHTML(3, 0, "index", "html")',
        "createPageHTML(3,0,'index','html','black2',92);",
        'createPageHTML("3","0","index","html");',
        'createPage(3, 0, "index", "html", 20, 55);',
        'createPageHTML("#page", 3, 0, "index", "html");',
        'createPageHTML1(3,0,"index","html","page-box");',
        'showPage(3, 0, "index", ".html");',
        "CreatePageHTML(\n3,\n0,\n'index',\n'html'\n);",
        'var nPageCount = 3; createPage(nPageCount, 0, "index", "html");',
        'Pager({size:3, current:0, prefix:"index", suffix:"html"});',
        'Page.go({"totalPage": "3", "currentPage": "0", "pageName": "index", "pageExt": "html"});',
        "var currentPage = 0;//from 0\nvar countPage = 3//pages\n"
        'document.write("<a href=\\"index_" + next + ".html\\">");',
    ],
)
def test_forms_of_the_trs_pager_call(call: str) -> None:
    found = listing(trs(call=call))
    assert found.pages == [f"{COLUMN}index_1.html", f"{COLUMN}index_2.html"]
    assert found.pages_announced == 3


def test_a_pager_call_in_a_comment_counts() -> None:
    found = listing(
        page(f'<ul>{rows(TRS_ROW)}</ul><!--<script>createPageHTML(2,0,"index","htm")</script>-->')
    )
    assert found.pages == [f"{COLUMN}index_1.htm"]


def test_a_remark_is_no_call_where_another_is() -> None:
    calls = '//createPageHTML(9, 0, "index", "html");\ncreatePageHTML(2, 0, "index", "html");'
    assert listing(trs(call=calls)).pages_announced == 2
    assert listing(trs(call='//createPageHTML(2, 0, "index", "html");')).pages_announced == 2


@pytest.mark.parametrize(
    "call",
    [
        'createPageHTML(pages, current, "index", "html");',
        "createPage({pageCount: 3, currentPage: 0});",
        "createPageList('#box', settings);",
    ],
)
def test_a_pager_call_that_is_not_understood_keeps_the_list_from_being_whole(call: str) -> None:
    found = listing(trs(call=call))
    assert entries(found) == WANTED
    assert found.partial and found.pages == [] and found.pages_announced is None


def test_the_definition_of_the_pager_function_is_no_call() -> None:
    code = "function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}"
    found = listing(page(f"<ul>{rows(TRS_ROW)}</ul>", script=f"<script>{code}</script>"))
    assert found.pages == [] and found.pages_announced == 1
