"""Where the rest of a column stands: year folders, 更多, frames."""

from __future__ import annotations

import pytest

from flows.parse.document import Listing
from flows.parse.page import read_page_strictly as read
from tests.parse.listing_pages import (
    ART_LINES,
    COLUMN,
    HOST,
    TRS_ROW,
    WANTED,
    entries,
    listing,
    page,
    rows,
)

OWN = f'<ul class="list">{rows(TRS_ROW)}</ul>'
YEARS = (2024, 2023, 2022)


def test_folders_per_year_are_subcolumns() -> None:
    links = "".join(f'<li><a href="./{y}/">{y}年</a></li>' for y in (2023, 2022, 2021))
    found = read(page(f"<ul>{links}</ul>"), COLUMN)
    assert isinstance(found, Listing)
    assert found.subcolumns == [f"{COLUMN}{y}/" for y in (2023, 2022, 2021)]
    assert found.entries == [] and not found.provably_empty


def test_years_of_another_column_in_the_menu_are_no_subcolumns() -> None:
    menu = "".join(f'<li><a href="/zfxxgknb/{y}/">{y}年</a></li>' for y in (2023, 2022, 2021))
    found = listing(page(f'<div class="left"><ul>{menu}</ul></div>{OWN}'))
    assert found.subcolumns == [] and found.pages == []


def test_the_menu_below_a_parent_folder_is_not_walked() -> None:
    menu = "".join(
        f'<li><a href="{HOST}/zwgk_12/zfxxgkml/m{n}/">栏目第{n}号</a></li>' for n in range(30)
    )
    found = read(page(f"<ul>{menu}</ul>"), f"{HOST}/zwgk_12/zfxxgkml/")
    assert not isinstance(found, Listing) or found.subcolumns == []


def test_years_to_choose_from_in_a_box_are_subcolumns() -> None:
    options = "".join(f'<option value="./{y}/">{y}年</option>' for y in YEARS)
    found = listing(page(f"<select onchange='go(this)'>{options}</select>{OWN}"))
    assert found.subcolumns == [f"{COLUMN}{y}/" for y in YEARS]
    assert entries(found) == WANTED


def test_the_page_asked_for_a_year_is_a_subcolumn_and_no_entry() -> None:
    tabs = "".join(f'<li><a href="?year={y}">{y}年</a></li>' for y in YEARS)
    found = listing(page(f"<ul>{tabs}</ul>{OWN}"))
    assert found.subcolumns == [f"{COLUMN}?year={y}" for y in YEARS]
    assert entries(found) == WANTED


def test_columns_of_single_years_beside_one_another_are_subcolumns_of_a_page_without_rows() -> None:
    tabs = "".join(f'<li><a href="/col/col{y}/index.html">{y}年</a></li>' for y in YEARS)
    found = listing(page(f"<ul>{tabs}</ul>"), f"{HOST}/col/col77/index.html")
    assert found.subcolumns == [f"{HOST}/col/col{y}/index.html" for y in YEARS]
    assert found.entries == [] and not found.provably_empty
    own = "".join(f'<li><a href="{u}">{t}</a><b>{d}</b></li>' for u, t, d in ART_LINES)
    beside = listing(page(f"<ul>{tabs}</ul><ul>{own}</ul>"), f"{HOST}/col/col77/index.html")
    assert beside.subcolumns == []


def test_tabs_of_years_that_only_a_script_opens_make_a_list_partial() -> None:
    tabs = "".join(f'<li><a href="javascript:tab({y})">{y}年</a></li>' for y in YEARS)
    found = listing(page(f"<ul>{tabs}</ul>{OWN}"))
    assert entries(found) == WANTED and found.partial and found.reason is None


@pytest.mark.parametrize("more", ["./list.html", "./all/", "all/index.html"])
def test_more_of_the_list_is_followed_in_its_own_folder(more: str) -> None:
    box = f'<div class="tit"><h2>年度报告</h2><a class="more" href="{more}">更多&gt;&gt;</a></div>'
    found = listing(page(f"<div>{box}{OWN}</div>"))
    assert found.subcolumns == [COLUMN + more.removeprefix("./")]
    assert not found.partial


@pytest.mark.parametrize("more", ["./", "index.html", "../", "#"])
def test_more_that_leads_here_or_upwards_leaves_the_list_whole(more: str) -> None:
    found = listing(page(f'<div><h2>年度报告</h2><a href="{more}">更多</a>{OWN}</div>'))
    assert found.subcolumns == [] and not found.partial


@pytest.mark.parametrize("more", ["/other/list/", "http://other.example/", "javascript:more()"])
def test_more_that_leads_elsewhere_makes_the_list_partial(more: str) -> None:
    found = listing(page(f'<div><h2>年度报告</h2><a href="{more}">更多</a>{OWN}</div>'))
    assert found.subcolumns == [] and found.partial


def test_more_of_another_box_is_not_that_of_the_list() -> None:
    news = "".join(
        f'<li><a href="/xw/t2024010{n}_5{n}.html">青溪县召开第{n}次会议</a><b>2024-01-0{n}</b></li>'
        for n in range(1, 4)
    )
    box = f'<div class="b"><h3>新闻</h3><a href="/xw/">更多</a><ul>{news}</ul></div>'
    for markup in (f"{OWN}{box}", f"{box}{OWN}"):
        found = listing(page(markup))
        assert entries(found) == WANTED and not found.partial and found.subcolumns == []


def test_a_list_in_the_only_frame_is_followed() -> None:
    found = listing(page('<iframe src="/module/list.jsp?id=3" width="100%"></iframe>'))
    assert found.subcolumns == [f"{HOST}/module/list.jsp?id=3"]
    assert found.entries == [] and not found.provably_empty


@pytest.mark.parametrize(
    "frame",
    [
        '<iframe src="http://weather.example/now.html"></iframe>',
        '<iframe src="/count.html" width="0" height="0"></iframe>',
        '<iframe src="/a.html"></iframe><iframe src="/b.html"></iframe>',
        '<iframe src="about:blank"></iframe>',
    ],
)
def test_other_frames_are_not_followed(frame: str) -> None:
    found = read(page(frame), COLUMN)
    assert not isinstance(found, Listing) or (not found.subcolumns and not found.provably_empty)


MORE = {
    "a box": '<div class="more" onclick="loadMore()">查看更多</div>',
    "a button": '<button id="more">更多 &gt;</button>',
    "a field": '<input type="button" value="更多">',
}


@pytest.mark.parametrize("more", MORE.values(), ids=MORE)
def test_more_that_is_no_link_makes_the_list_partial(more: str) -> None:
    found = listing(page(f"<div>{OWN}{more}</div>"))
    assert entries(found) == WANTED and found.partial and found.reason is None


def test_more_that_is_a_word_of_a_link_or_stands_elsewhere_leaves_the_list_whole() -> None:
    for markup in (
        f'<div>{OWN}<a href="./"><span>更多</span></a></div>',
        f'<div class="nav"><span>更多</span></div><div><div><div>{OWN}</div></div></div>',
        f"<div>{OWN}<p>更多内容请到镇政府办公室查阅。</p></div>",
    ):
        assert not listing(page(markup)).partial


def test_a_list_at_the_root_of_a_site_has_no_other_column_below_it() -> None:
    found = listing(page(OWN.replace("./", COLUMN)), f"{HOST}/list-12.html")
    assert found.subcolumns == [] and len(found.entries) == 3
    more = listing(page(f'<div><a href="/xw/">更多</a>{OWN}</div>'), f"{HOST}/list-12.html")
    assert more.subcolumns == [] and more.partial
