"""Further pages: printed links, totals, select boxes."""

from __future__ import annotations

import pytest

from flows.parse.document import Listing
from flows.parse.page import read_page_strictly as read
from tests.parse.listing_pages import COLUMN, TRS_ROW, WANTED, page, rows


def listing(pager: str, url: str = COLUMN) -> Listing:
    found = read(page(f'<ul class="list">{rows(TRS_ROW)}</ul>{pager}'), url)
    assert isinstance(found, Listing)
    assert [(e.url, e.title) for e in found.entries] == [(u, t) for u, t, _ in WANTED]
    return found


def test_numbered_links_dots_and_the_last_page() -> None:
    found = listing(
        '<div class="pages"><span>上一页</span><a href="index.html">1</a><a '
        'href="index_1.html">2</a>'
        '<a href="index_2.html">3</a><a href="index_3.html">...</a><a href="index_8.html">9</a>'
        '<a href="index_1.html">下一页</a><a href="index_8.html">尾页</a></div>'
    )
    assert found.pages == [f"{COLUMN}index_{n}.html" for n in (1, 2, 3, 8)]
    assert found.pages_announced == 9


def test_only_a_next_link_leads_on_without_a_number() -> None:
    found = listing('<p><a href="index_1.html">下一页</a> <a href="./">首页</a></p>')
    assert found.pages == [f"{COLUMN}index_1.html"]
    assert found.pages_announced is None


def test_a_printed_total_counts() -> None:
    found = listing(
        '<div>第1页/共4页 <a href="list.asp?page=2">下一页</a> <a '
        'href="list.asp?page=4">尾页</a></div>'
    )
    assert found.pages_announced == 4
    assert found.pages == [f"{COLUMN}list.asp?page=2", f"{COLUMN}list.asp?page=4"]


@pytest.mark.parametrize(
    "words",
    [
        '<span>1/4</span> <a href="list.asp?page=2">下一页</a>',
        '共23条&nbsp;&nbsp;1/4&nbsp; <a href="list.asp?page=2">下页</a>',
        '<a href="list.asp?page=2"><img src="next.gif" alt="下一页"></a>第1页/共4页',
        '<a href="list.asp?page=2">下一页 &gt;</a> 页次：1/4',
    ],
)
def test_a_total_beside_the_pager_counts(words: str) -> None:
    found = listing(f'<div class="page">{words}</div>')
    assert found.pages == [f"{COLUMN}list.asp?page=2"] and found.pages_announced == 4
    assert not found.partial


@pytest.mark.parametrize(
    "pager",
    [
        "<div>共5页 转到第<input name=n>页 <a href='javascript:go()'>GO</a></div>",
        '<input type="hidden" id="totalPage" value="5"><div id="box"></div>',
        "<div id='box'></div><script>var totalPage = 5; init(totalPage);</script>",
        "<div id='box'></div><script>pageNav.go(1, 5);</script>",
        "<div>总记录数：40</div>",
        '<div class="pager"></div><script src="/js/list.js"></script>',
        "<div id='9'></div><script>$('#9').jpage({totalRecord:40, perPage:3})</script>",
        '<div class="load-more">加载更多</div>',
    ],
)
def test_pages_that_cannot_be_reached_make_a_list_partial(pager: str) -> None:
    found = listing(pager)
    assert found.partial and found.pages == []


@pytest.mark.parametrize(
    "pager",
    [
        '<div class="page"><a href="#">上一页</a><a href="#">1</a><a href="#">下一页</a></div>',
        '<div class="page"><a href="index.html">首页</a><a href="index.html">下一页</a></div>',
        '<div class="page"></div><script src="/js/jquery.min.js"></script>',
        "<script>var totalPage = 1;</script>",
    ],
)
def test_a_pager_of_one_page_leaves_the_list_whole(pager: str) -> None:
    found = listing(pager)
    assert found.pages == [] and found.pages_announced == 1 and not found.partial


def test_a_select_box_of_pages() -> None:
    options = "".join(f'<option value="index_{n}.html">第{n + 1}页</option>' for n in range(1, 4))
    found = listing(f'<select onchange="go(this)"><option value="">1</option>{options}</select>')
    assert found.pages == [f"{COLUMN}index_{n}.html" for n in (1, 2, 3)]
    assert found.pages_announced == 4


def test_page_links_that_only_a_script_follows_are_partial() -> None:
    found = listing(
        '<div class="page"><a href="javascript:go(1)">1</a><a href="javascript:go(2)">2</a>'
        '<a href="javascript:go(2)">下一页</a></div>'
    )
    assert found.pages == [] and found.partial


def test_page_links_to_other_hosts_are_not_followed() -> None:
    found = listing(
        '<div class="page"><a href="http://x.example/2.html">2</a><a href="#">下一页</a></div>'
    )
    assert found.pages == []


@pytest.mark.parametrize("words", ["共1页", "共 1 页 3 条", "第1/1页"])
def test_one_page_is_one_page(words: str) -> None:
    found = listing(f'<div class="page">{words}</div>')
    assert found.pages == [] and found.pages_announced == 1 and not found.partial


def test_a_later_page_names_the_others_but_not_itself() -> None:
    pager = '<div><script>createPageHTML(3, 1, "index", "html")</script></div>'
    found = read(page(f'<ul class="list">{rows(TRS_ROW)}</ul>{pager}'), COLUMN + "index_1.html")
    assert isinstance(found, Listing)
    assert found.pages == [f"{COLUMN}index_2.html"]


def test_the_total_on_the_last_page_counts_the_pages_before_it() -> None:
    pager = (
        '<div>共9条 第2页/共2页 <a href="list.asp?id=7&page=1">首页</a> '
        '<a href="list.asp?id=7&page=1">上一页</a> 下一页 尾页</div>'
    )
    found = listing(pager, f"{COLUMN}list.asp?id=7&page=2")
    assert found.pages == [] and found.pages_announced == 2 and not found.partial


def test_a_years_strip_in_the_list_is_no_pager() -> None:
    found = listing('<div><a href="/xwzx/2023/">2023</a> <a href="/xwzx/2022/">2022</a></div>')
    assert found.pages == []


def test_a_lone_link_to_the_next_page_is_a_pager() -> None:
    found = listing('<p><a href="list.asp?page=2">下一页</a></p>')
    assert found.pages == [f"{COLUMN}list.asp?page=2"] and found.pages_announced is None


TURNED = {
    "a button": "<button>下一页</button>",
    "a form": '<form><input type="submit" value="下一页"></form>',
    "a box with a call": '<span class="next" onclick="go(2)">下一页</span>',
    "numbers with data": '<ul><li class="on">1</li><li data-page="2">2</li></ul>',
    "a numbered link to nowhere": '<div class="page"><a href="#">1</a><a href="#">2</a></div>',
    "an older laypage": '<script>laypage({cont: "pages", pages: 3});</script>',
}


@pytest.mark.parametrize("pager", TURNED.values(), ids=TURNED)
def test_pages_that_something_else_than_a_link_turns_make_a_list_partial(pager: str) -> None:
    found = listing(pager)
    assert found.partial and found.pages == [] and found.reason is None


@pytest.mark.parametrize(
    "pager",
    [
        "<div><span>上一页</span><span>1</span><span>下一页</span></div>",
        "<button disabled>下一页</button>",
        '<button class="next disabled">下一页</button>',
        "<div>共1页 <button>下一页</button></div>",
        "<button>搜索</button>",
    ],
)
def test_a_pager_that_cannot_be_turned_leaves_a_list_whole(pager: str) -> None:
    found = listing(pager)
    assert not found.partial and found.pages_announced == 1


def test_a_picture_of_an_arrow_leads_on() -> None:
    found = listing('<div><a href="index_1.html"><img src="/images/btn_next.gif"></a></div>')
    assert found.pages == [f"{COLUMN}index_1.html"]
