"""Rows of every shape give their entries and nothing else."""

from __future__ import annotations

import pytest

from tests.parse.listing_pages import (
    DAYS,
    FILES,
    HOST,
    TITLES,
    TRS_ROW,
    WANTED,
    entries,
    listing,
    page,
    rows,
)

ROWS = {
    "li with span": TRS_ROW,
    "date before the link": '<li><span class="date">[{day}]</span><a '
    'href="{file}">{title}</a></li>',
    "date inside the link": '<li><a href="{file}"><span class="fl">· {title}</span>'
    '<span class="fr">{day}</span></a></li>',
    "date at the end of the link text": '<li><a href="{file}">{title} {day}</a></li>',
    "two links to one address": '<li><a href="{file}"><img src="i.png"></a><a '
    'href="{file}">{title}</a>'
    "<b>{day}</b></li>",
    "link to the class of the entry": '<li><a href="/zwgk_12/">[政务]</a><a '
    'href="{file}">{title}</a>'
    "<em>{day}</em></li>",
    "wap twin": '<li><a href="{file}">{title}</a><i>{day}</i></li>',
    "title element in the link": '<li><a href="{file}"><p class="tit">{title}</p>'
    '<p class="info">(发文字号：青溪府发〔2024〕1号)</p></a><span>{day}</span></li>',
    "address in a script": "<li><a "
    'href="javascript:void(0)" onclick="window.open(\'{file}\')">{title}</a>'
    "<span>{day}</span></li>",
    "address in a call of the page's own": "<li><a "
    "href=\"javascript:openUrl('{file}')\">{title}</a><span>{day}</span></li>",
    "pinned": '<li><a href="{file}">[置顶]{title}</a><span>{day}</span></li>',
    "long title attribute": "<li><a "
    'href="{file}" title="标题：{title}&#10;发布时间：{day}">{title}</a>'
    "<span>{day}</span></li>",
    "written and published": '<li><a href="{file}">{title}</a><p>成文日期：2001-01-01 '
    "发布日期：{day}</p></li>",
    "metadata table in the row": '<li><div><a href="{file}" title="{title}">{title}</a>'
    "<table><tr><td>名称</td>"
    "<td>{title}</td></tr><tr><td>发布日期</td><td>{day}</td></tr></table></div>"
    "<div>{day}</div></li>",
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_rows_of_every_shape_give_their_entries(row: str) -> None:
    found = listing(page(f'<div class="list-box"><ul class="list">{rows(row)}</ul></div>'))
    assert entries(found) == WANTED
    assert found.pages == [] and found.pages_announced == 1 and not found.partial


BOXES = {
    "table rows": (
        "<table>{}</table>",
        '<tr><td>1</td><td><a href="{file}">{title}</a></td><td>{day}</td></tr>',
    ),
    "layout table round it": (
        "<table width=980><tr><td><table>{}</table></td></tr></table>",
        '<tr><td><a href="{file}">{title}</a></td><td>{day}</td></tr>',
    ),
    "one table per row": (
        "<div>{}</div>",
        '<table><tr><td><img src="dot.gif"></td><td><a href="{file}">{title}</a></td>'
        "<td>{day}</td></tr></table>",
    ),
    "one dl per row": (
        "<div>{}</div>",
        '<dl><dd><a href="{file}">{title}</a></dd><dd>\n {day}\n</dd></dl>',
    ),
    "one dl of dt and dd": ("<dl>{}</dl>", '<dt><a href="{file}">{title}</a></dt><dd>{day}</dd>'),
    "dd with the date inside": (
        "<dl>{}</dl>",
        '<dd><a href="{file}">{title}</a><span>{day}</span></dd>',
    ),
    "plain links and breaks": ("<div>{}</div>", '·<a href="{file}">{title}</a> ({day})<br>'),
    "paragraphs": ("<div>{}</div>", '<p><a href="{file}">{title}</a><span>{day}</span></p>'),
    "divs": (
        "<div>{}</div>",
        '<div class="row"><div><a href="{file}">{title}</a></div><div>{day}</div></div>',
    ),
    "chinese dates": ("<ul>{}</ul>", '<li><a href="{file}">{title}</a> {day}</li>'),
}


@pytest.mark.parametrize("box,row", BOXES.values(), ids=BOXES)
def test_containers_of_every_shape_give_their_entries(box: str, row: str) -> None:
    assert entries(listing(page(box.format(rows(row))))) == WANTED


@pytest.mark.parametrize("box,row", BOXES.values(), ids=BOXES)
def test_a_column_with_one_entry_is_a_list(box: str, row: str) -> None:
    one = rows(row, FILES[:1], TITLES[:1], DAYS[:1])
    assert entries(listing(page(box.format(one)))) == WANTED[:1]


@pytest.mark.parametrize("box,row", BOXES.values(), ids=BOXES)
def test_a_column_with_two_entries_is_a_list(box: str, row: str) -> None:
    two = rows(row, FILES[:2], TITLES[:2], DAYS[:2])
    assert entries(listing(page(box.format(two)))) == WANTED[:2]


def test_old_gbk_page_with_table_rows() -> None:
    row = '<tr><td height=25>·<a href="{file}" class=a1>{title}</a></td><td>[{day}]</td></tr>'
    text = page(f"<table>{rows(row)}</table>").decode().replace("utf-8", "gb2312")
    found = listing(text.encode("gb18030"))
    assert entries(found) == WANTED
    assert found.encoding == "gb18030"


def test_a_title_cut_in_the_text_is_whole_from_its_attribute() -> None:
    row = (
        '<li><a href="{file}" title="{title}">青溪县云岭镇人民政府关于20...</a>'
        "<span>{day}</span></li>"
    )
    titles = [e.title for e in listing(page(f"<ul>{rows(row)}</ul>")).entries]
    assert titles == ["青溪县云岭镇人民政府关于20..."] * 3 or titles == TITLES


def test_a_title_cut_everywhere_is_found_in_a_hidden_element_of_the_row() -> None:
    row = (
        '<li><a href="{file}">青溪县云岭镇人民政府关于...</a><span>{day}</span>'
        '<div style="display:none">{title}</div></li>'
    )
    assert [e.title for e in listing(page(f"<ul>{rows(row)}</ul>")).entries] == TITLES


def test_day_and_month_in_elements_of_their_own() -> None:
    row = '<li><div class="d"><b>{day}</b></div><a href="{file}">{title}</a></li>'
    days = ["<i>19</i><i>2024-01</i>", "<i>08</i><i>2023-02</i>", "<i>24</i><i>2022-01</i>"]
    assert entries(listing(page(f"<ul>{rows(row, days=days)}</ul>"))) == WANTED


def test_a_date_without_year_takes_it_from_the_address() -> None:
    row = '<li><a href="{file}">{title}</a><span>{day}</span></li>'
    days = ["[01-19]", "[02-08]", "[01-24]"]
    assert entries(listing(page(f"<ul>{rows(row, days=days)}</ul>"))) == WANTED


def test_rows_without_dates_are_entries_when_they_are_documents_of_the_column() -> None:
    row = '<li><a href="{file}">{title}</a></li>'
    found = listing(page(f"<ul>{rows(row)}</ul>"))
    assert [e.url for e in found.entries] == [u for u, _, _ in WANTED]
    assert [e.listed_on for e in found.entries] == [None] * 3


def test_one_address_listed_twice_is_one_entry() -> None:
    twice = rows(TRS_ROW) + rows(TRS_ROW)
    assert entries(listing(page(f'<ul class="list">{twice}</ul>'))) == WANTED


def test_the_twin_of_an_entry_for_telephones_is_no_second_entry() -> None:
    own = rows(TRS_ROW)
    twins = own.replace(".html", "_wap.html")
    both = f'<div><ul class="list">{own}</ul></div><div class="wap"><ul>{twins}</ul></div>'
    assert entries(listing(page(both))) == WANTED
    alone = listing(page(f'<ul class="list">{twins}</ul>'))
    assert [e.url for e in alone.entries] == [u.replace(".html", "_wap.html") for u, _, _ in WANTED]


def test_links_that_lead_nowhere_are_no_entries() -> None:
    odd = (
        '<li><a href="#">标题一号公告内容说明</a><span>2024-01-01</span></li>'
        '<li><a href="mailto:x@qingxi.example">电子邮箱联系地址</a><span>2024-01-01</span></li>'
        '<li><a href="http://10.1.2.3/wcm">管理维护入口地址</a><span>2024-01-01</span></li>'
        '<li><a href="{{el.url}}">{{el.title}}</a><span>{{el.date}}</span></li>'
    )
    found = listing(page(f'<ul class="list">{rows(TRS_ROW)}{odd}</ul>'))
    assert entries(found) == WANTED


def test_a_dated_row_without_an_address_keeps_the_column_from_being_complete() -> None:
    dead = '<li><a href="#">青溪县云岭镇人民政府年度报告说明</a><span>2024-01-01</span></li>'
    found = listing(page(f'<ul class="list">{rows(TRS_ROW)}{dead}</ul>'))
    assert found.reason == "unreadable_rows"


def test_a_base_element_moves_relative_links() -> None:
    found = listing(page(f"<ul>{rows(TRS_ROW)}</ul>", head='<base href="/other/">'))
    assert found.entries[0].url == f"{HOST}/other/{FILES[0]}"


def test_addresses_on_other_hosts_and_without_scheme_are_made_absolute() -> None:
    row = (
        '<li><a href="//sfj.qingxi.example/{day}/t20240119_77.html">{title}</a>'
        "<span>{day}</span></li>"
    )
    found = listing(page(f"<ul>{rows(row)}</ul>"))
    assert found.entries[0].url == "http://sfj.qingxi.example/2024-01-19/t20240119_77.html"


def test_a_box_of_hot_documents_beside_the_list_gives_no_entries() -> None:
    hot = (
        '<div class="right"><h3>热点信息</h3><ul>'
        + "".join(
            f'<li><a href="/xwzx/202401/t2024010{n}_5{n}.html">青溪县举行第{n}次新闻发布会活动</a>'
            f"<span>2024-01-0{n}</span></li>"
            for n in range(1, 9)
        )
        + "</ul></div>"
    )
    assert entries(listing(page(f'<ul class="list">{rows(TRS_ROW)}</ul>{hot}'))) == WANTED


def test_rows_split_over_several_lists_are_one_list() -> None:
    parts = "".join(
        f"<ul>{rows(TRS_ROW, [f], [t], [d])}</ul>"
        for f, t, d in zip(FILES, TITLES, DAYS, strict=True)
    )
    assert entries(listing(page(f"<div>{parts}</div>"))) == WANTED


def test_a_shared_column_keeps_rows_of_other_folders() -> None:
    files = [
        "../../../jz/ylz/fz/202401/t20240119_1.html",
        "../../../jz/stz/fz/202401/t20240118_2.html",
    ]
    titles = ["青溪县云岭镇2023年法治政府建设情况报告", "青溪县石塘镇2023年法治政府建设情况报告"]
    found = listing(page(f"<ul>{rows(TRS_ROW, files, titles, DAYS[:2])}</ul>"))
    assert [e.url for e in found.entries] == [
        f"{HOST}/jz/ylz/fz/202401/t20240119_1.html",
        f"{HOST}/jz/stz/fz/202401/t20240118_2.html",
    ]


def test_a_row_with_a_report_of_every_year_gives_all_of_them() -> None:
    cells = "".join(
        "<tr><td>{}</td>{}</tr>".format(
            town,
            "".join(
                f"<td><a "
                f'href="/jz/{n}/202{y}01/t202{y}0110_{n}{y}.html">{town}202{y}年法治政府建设情况报告</a></td>'
                for y in range(4)
            ),
        )
        for n, town in enumerate(("云岭镇", "石塘镇", "白沙乡"))
    )
    assert len(listing(page(f'<table class="list">{cells}</table>')).entries) == 12
