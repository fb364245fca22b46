"""Lists that a script fills, empty columns, and lists that are not the column's."""

from __future__ import annotations

import json

import pytest

from flows.parse.document import Listing
from flows.parse.page import read_page_strictly as read
from tests.parse.listing_pages import (
    COLUMN,
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
    trs,
)


def test_a_column_that_is_empty_beside_a_box_of_news_shows_no_entries() -> None:
    hot = '<div class="hot"><h3>最新信息</h3><ul>' + "".join(
        f'<li><a href="/xwzx/202401/t2024010{n}_5{n}.html">青溪县举行第{n}次新闻发布会活动</a>'
        f"<span>2024-01-0{n}</span></li>"
        for n in range(1, 9)
    )
    found = read(page(f'<ul class="list"></ul>{hot}</ul></div>'), COLUMN)
    assert not isinstance(found, Listing) or (not found.entries and not found.provably_empty)


def test_rows_in_a_comment_beside_a_list_filled_by_script_are_a_partial_list() -> None:
    markup = f'<ul class="list" id="l"><!--{rows(TRS_ROW)}--></ul>'
    found = listing(page(markup, script="<script>$.ajax({url:'/x'})</script>"))
    assert entries(found) == WANTED
    assert found.partial and not found.provably_empty


TEMPLATES = {
    "mustache": '<ul class="list"><li><a href="{{url}}" title="{{title}}">{{title}}</a></li></ul>',
    "ms-repeat": '<ul class="list"><li ms-repeat="list"><a '
    'ms-attr-href="el.url" ms-text="el.title"></a></li></ul>',
    "vue": '<ul class="list"><li v-for="item in list"><a :href="item.url">{{item.title}}</a>'
    "</li></ul>",
    "handlebars": '<div id="l"></div><script type="text/x-handlebars-template">{{#each data}}<li>'
    '<a href="{{url}}">{{title}}</a></li>{{/each}}</script>',
    "ajax into an empty list": '<ul class="list" id="l"></ul><script>$.ajax({url:"/api",success:'
    'function(d){$("#l").html(d)}})</script>',
    "vue application": '<div id="app"></div><script>new Vue({el:"#app"})</script>',
}


@pytest.mark.parametrize("markup", TEMPLATES.values(), ids=TEMPLATES)
def test_a_list_that_a_script_fills_is_not_empty_but_unseen(markup: str) -> None:
    found = read(page(markup), COLUMN)
    assert found.kind == "script_list", found
    assert found.reason


def test_static_rows_with_a_pager_of_the_script_are_partial() -> None:
    markup = (
        f'<ul class="list">{rows(TRS_ROW)}</ul><ul class="list" style="display:none">'
        '<li ms-repeat="list"><a ms-attr-href="el.url"></a></li></ul>'
        '<div class="page_base" ms-controller="list_pagebar" ms-if="pageCount>0"></div>'
    )
    found = listing(page(markup))
    assert entries(found) == WANTED
    assert found.partial and found.pages == [] and found.pages_announced is None


def test_more_rows_announced_than_shown_is_partial() -> None:
    found = listing(page(f'<ul class="list">{rows(TRS_ROW)}</ul><div>共 45 条记录</div>'))
    assert found.partial


EMPTY = (
    '<ul class="list"></ul><div class="page">'
    '<script>createPage(1, 0, "index", "html");</script></div>'
)


@pytest.mark.parametrize(
    "markup",
    [
        EMPTY,
        EMPTY.replace("(1,", "(0,"),
        EMPTY.replace("</ul>", "\n  </ul>"),
        EMPTY.replace("</ul>", "<!-- no documents --></ul>"),
        EMPTY.replace("</ul>", "<li>暂无内容</li></ul>"),
    ],
)
def test_an_empty_container_with_no_script_to_fill_it_is_provably_empty(markup: str) -> None:
    found = listing(page(markup))
    assert found.entries == [] and found.provably_empty
    assert found.pages == [] and found.pages_announced == 1


DOUBTS = {
    "another script file": EMPTY + '<script src="/js/list.js"></script>',
    "an inline script that writes": EMPTY + "<script>$('.list').html(x)</script>",
    "a request": EMPTY + "<script>$.getJSON('/api', show)</script>",
    "a frame": EMPTY + '<iframe src="list.jsp"></iframe>',
    "more than one page": EMPTY.replace("(1,", "(4,"),
    "no container": "<p>法治政府建设</p>",
    "an unknown container": '<ul class="zzz"></ul>',
    "documents elsewhere": EMPTY
    + '<ul><li><a href="/x/202401/t20240101_1.html">青溪县政府工作会议召开</a></li></ul>',
    "rows in a comment": EMPTY.replace("</ul>", "<!--<li><a href='x.html'>x</a></li>--></ul>"),
    "a word that it moved": EMPTY + "<p>本栏目已迁移至新平台</p>",
    "a word where to look": EMPTY + "<p>请访问<a href='/x/'>信息公开专栏</a></p>",
    "a word that it is not kept": EMPTY + "<p>本栏目停止更新</p>",
    "rows for readers without scripts": EMPTY + "<noscript><a href='x.html'>x</a></noscript>",
    "a template": EMPTY + '<li v-for="x in y"></li>',
    "a database that did not answer": EMPTY + "<p>数据库连接失败</p>",
    "a list that did not load": EMPTY + "<span>列表加载失败，请稍后重试</span>",
    "a busy system": EMPTY + "<div>系统繁忙</div>",
    "a fault of the server": EMPTY + "<div>服务器内部错误</div>",
    "a request without end": EMPTY + "<b>请求超时</b>",
    "what could not be read": EMPTY + "<p>无法获取栏目内容</p>",
    "any word of a fault by the list": EMPTY + "<p>出现异常</p>",
    "a list still loading": EMPTY + "<p>正在加载…</p>",
    "a fault told in a box": EMPTY + "<script>alert('读取出错!');history.back()</script>",
    "a fault in the list": EMPTY.replace("</ul>", "<li>加载失败</li></ul>"),
    "nothing, for a fault": EMPTY.replace("</ul>", "<li>暂无数据，系统异常</li></ul>"),
    "a fault in a hidden box": EMPTY + "<div style='display:none'>数据加载失败</div>",
    "a fault in a comment": EMPTY + "<!-- java.sql.SQLException: timed out -->",
    "a fault told in the footer's place": EMPTY + "</div></div><div class='footer'>数据库连接异常",
}


@pytest.mark.parametrize("markup", DOUBTS.values(), ids=DOUBTS)
def test_any_doubt_keeps_a_column_from_being_provably_empty(markup: str) -> None:
    found = read(page(markup), COLUMN)
    assert not isinstance(found, Listing) or not found.provably_empty


@pytest.mark.parametrize(
    "word",
    [
        "<a href='/jc/'>网站纠错</a>",
        "<a href='/zc/'>我为政府网站找错</a>",
        "<p>政府网站找错 发现页面错误请留言</p>",
        "<a href='/ml/'>企业经营异常名录</a><a href='/sx/'>失信惩戒</a>",
    ],
)
def test_words_of_the_furniture_are_no_fault(word: str) -> None:
    foot = f"</div></div><div class='footer'>{word}</div>"
    assert listing(page(EMPTY + foot)).provably_empty


BARE = ["云岭镇", "青溪县公安局", "2023年石桥街道办事处"]


def test_names_of_bodies_alone_in_a_column_of_reports_may_be_reports() -> None:
    found = listing(page(f'<ul class="list">{rows(TRS_ROW, titles=BARE)}</ul>'))
    readings = [entry.title_reading for entry in found.entries]
    assert [reading.may_be_report for reading in readings] == [True] * 3
    assert [reading.unit for reading in readings] == ["云岭镇", "青溪县公安局", "石桥街道办事处"]
    assert readings[2].report_year == 2023 and readings[0].report_kind is None


def test_other_entries_of_a_column_of_reports_are_judged_as_ever() -> None:
    others = ["青溪县召开运动会", "云岭镇2023年防汛工作报告", "云岭镇森林防火工作会"]
    found = listing(page(f'<ul class="list">{rows(TRS_ROW, titles=others)}</ul>'))
    assert not any(entry.title_reading.may_be_report for entry in found.entries)


def test_names_of_bodies_alone_in_another_column_are_no_reports() -> None:
    whole = page(f'<ul class="list">{rows(TRS_ROW, titles=BARE)}</ul>').decode()
    found = read(whole.replace("法治政府建设年度报告", "机构设置").encode(), f"{HOST}/jgsz/")
    assert isinstance(found, Listing) and found.entries
    assert not any(entry.title_reading.may_be_report for entry in found.entries)


YEARS = "".join(f"<option>{year}年</option>" for year in (2023, 2022, 2021))
ONE_YEAR = rows(TRS_ROW, FILES[:1], TITLES[:1], DAYS[:1])


@pytest.mark.parametrize(
    "box",
    [
        f"<select name='year'><option value=''>请选择</option>{YEARS}</select>",
        f"<select>{YEARS}</select>",
        f"<select onchange='go(this.value)'>{YEARS.replace('年', '')}</select>",
    ],
)
def test_years_to_choose_from_over_a_list_of_one_of_them_make_it_partial(box: str) -> None:
    found = listing(page(f'<form>{box}</form><ul class="list">{ONE_YEAR}</ul>'))
    assert len(found.entries) == 1 and found.partial


def test_an_empty_list_under_years_to_choose_from_is_no_proof() -> None:
    found = read(page(f"<select name='year'>{YEARS}</select>{EMPTY}"), COLUMN)
    assert not isinstance(found, Listing) or not found.provably_empty


@pytest.mark.parametrize("mark", ["", " hidden", " style='display:none'"])
def test_years_in_a_search_box_over_all_of_them_hide_nothing(mark: str) -> None:
    box = f"<select name='year'{mark}><option>全部</option>{YEARS}</select>"
    found = listing(page(f'{box}<ul class="list">{rows(TRS_ROW)}</ul>'))
    assert not found.partial


def test_a_page_that_breaks_off_is_neither_empty_nor_complete() -> None:
    whole = page(EMPTY).decode()
    found = read(whole[: whole.index("</ul>", whole.index('class="list"')) + 5].encode(), COLUMN)
    assert not isinstance(found, Listing) or not found.provably_empty
    cut = trs(1).decode().split("</li>")
    half = read("</li>".join(cut[:-2]).encode(), COLUMN)
    assert isinstance(half, Listing) and half.reason == "cut_off"


NEWS = "".join(
    f'<li><a href="/xwzx/202401/t2024010{n}_5{n}.html">青溪县举行第{n}次新闻发布会活动</a>'
    f"<span>2024-01-0{n}</span></li>"
    for n in range(1, 9)
)


@pytest.mark.parametrize(
    "own",
    [
        '<ul class="list" id="list"></ul><script>getList(1)</script>',
        '<ul class="news-list"></ul>',
        '<div><a href="{{url}}">{{title}}</a></div>',
        "<div id='l'></div><script>$('#l').jpage({totalRecord:9})</script>",
    ],
)
def test_news_beside_a_list_that_is_not_filled_are_not_its_entries(own: str) -> None:
    found = read(page(f"{own}<div class='box'><ul>{NEWS}</ul></div>"), COLUMN)
    assert not isinstance(found, Listing) or not found.entries


def test_data_of_a_side_box_do_not_outrank_the_rows_of_the_column() -> None:
    side = json.dumps([{"title": "新闻发布会", "url": "/xwzx/a1234.html", "date": "2024-01-01"}])
    script = f"<script>var dataList = {side};</script>"
    assert entries(listing(page(f"<ul>{rows(TRS_ROW)}</ul>", script=script))) == WANTED


def test_a_list_at_an_address_of_a_bare_number_is_a_list() -> None:
    row = '<li><a href="/info/1041/17{day}.htm">{title}</a><span>{day}</span></li>'
    assert len(listing(page(f"<ul>{rows(row)}</ul>"), f"{HOST}/zwgk/43492.html").entries) == 3


def test_a_list_with_summaries_is_a_list() -> None:
    summary = "<p>全镇深入推进法治政府建设工作，各项任务按期完成，群众满意度稳步提升。</p>" * 2
    row = TRS_ROW.replace("</li>", summary + "</li>")
    found = listing(page(f'<div class="news-content"><ul>{rows(row)}</ul></div>'))
    assert entries(found) == WANTED


NEWS_BOX = f'<div class="xw"><ul>{NEWS}</ul></div>'


@pytest.mark.parametrize(
    "template,files",
    [
        (TRS_ROW, FILES),
        ('<li><a href="{file}">{title}</a></li>', FILES),
        ('<li><a href="/jz/ylz/{file}">{title}</a><b>{day}</b></li>', FILES),
        ('<li><a href="/jz/ylz/{file}">{title}</a></li>', FILES),
        (TRS_ROW, FILES[:1]),
        ('<li><a href="{file}">{title}</a></li>', ["bg.pdf"]),
    ],
    ids=["own", "undated", "filed elsewhere", "elsewhere, undated", "one", "one file"],
)
@pytest.mark.parametrize("order", ["{own}{news}", "{news}{own}"])
def test_a_longer_list_of_news_does_not_outrank_the_reports(
    template: str, files: list[str], order: str
) -> None:
    count = len(files)
    own = f'<ul class="list">{rows(template, files, TITLES[:count], DAYS[:count])}</ul>'
    found = listing(page(order.format(own=own, news=NEWS_BOX)))
    assert [e.title for e in found.entries] == TITLES[:count]
    assert found.reason is None and not found.partial


@pytest.mark.parametrize(
    "own",
    [
        "<div id='app'></div>",
        '<iframe src="list.html"></iframe>',
        "<li onclick=\"window.open('x.html')\">青溪县云岭镇法治政府建设情况的报告 2024-01-19</li>",
    ],
)
def test_a_column_is_not_observed_by_the_news_beside_a_list_that_was_not_seen(own: str) -> None:
    found = read(page(f"{own}{NEWS_BOX}"), COLUMN)
    assert not isinstance(found, Listing) or found.reason == "foreign_rows" or found.lead
    assert getattr(found, "entries", []) == [] or found.reason == "foreign_rows"


DATA = [{"title": title, "url": url, "pubDate": day} for url, title, day in WANTED]
AS_JSON = json.dumps(DATA, ensure_ascii=False)
AS_OBJECTS = ",".join(f"{{title:'{t}', url:'{u}', date:'{d}'}}" for u, t, d in WANTED)
IN_SCRIPTS = {
    "variable": f"<script>var list={AS_JSON};</script>",
    "state of an application": f'<script>window.__STATE__={{"a":{{"rows":{AS_JSON}}}}}</script>',
    "data element": f'<script type="application/json">{AS_JSON}</script>',
    "objects of the script": f"<script>var list=[{AS_OBJECTS}];</script>",
    "pushed one by one": "<script>"
    + "".join(f"list.push({json.dumps(row, ensure_ascii=False)});" for row in DATA)
    + "</script>",
}


@pytest.mark.parametrize("markup", ['<ul class="list"></ul>', '<div id="app"></div>'])
@pytest.mark.parametrize("script", IN_SCRIPTS.values(), ids=IN_SCRIPTS)
def test_data_in_a_script_are_read_as_a_partial_list(script: str, markup: str) -> None:
    found = listing(page(markup, script=script))
    assert entries(found) == WANTED
    assert found.partial and not found.provably_empty and found.reason is None


def test_data_of_a_side_box_are_neither_the_column_nor_a_proof_that_it_is_empty() -> None:
    side = '[{"title": "新闻发布会召开", "url": "/xwzx/a1234.html", "date": "2024-01-01"}]'
    found = read(page('<ul class="list"></ul>', script=f"<script>var hot={side};</script>"), COLUMN)
    assert isinstance(found, Listing) and found.entries == []
    assert not found.provably_empty and found.reason == "empty_unproved"
