"""One invented page per family and quirk: the entries and nothing but the entries."""

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
    datastore,
    page,
    rows,
    trs,
)


def listing(payload: bytes, url: str = COLUMN) -> Listing:
    found = read(payload, url)
    assert isinstance(found, Listing), (found.kind, found.reason)
    return found


def entries(found: Listing) -> list[tuple[str, str, str | None]]:
    return [
        (e.url, e.title, e.listed_on.isoformat() if e.listed_on else None) for e in found.entries
    ]


# --- lists that stand in the page --------------------------------------------------------------

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


def test_a_column_that_is_empty_beside_a_box_of_news_shows_no_entries() -> None:
    hot = '<div class="hot"><h3>最新信息</h3><ul>' + "".join(
        f'<li><a href="/xwzx/202401/t2024010{n}_5{n}.html">青溪县举行第{n}次新闻发布会活动</a>'
        f"<span>2024-01-0{n}</span></li>"
        for n in range(1, 9)
    )
    found = read(page(f'<ul class="list"></ul>{hot}</ul></div>'), COLUMN)
    assert not isinstance(found, Listing) or (not found.entries and not found.provably_empty)


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


# --- families ----------------------------------------------------------------------------------


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


def test_the_definition_of_the_pager_function_is_no_call() -> None:
    code = "function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){}"
    found = listing(page(f"<ul>{rows(TRS_ROW)}</ul>", script=f"<script>{code}</script>"))
    assert found.pages == [] and found.pages_announced == 1


def test_ucap_pages_are_counted_from_one() -> None:
    row = '<li><a href="/qx/c100/{day}/174.shtml">{title}</a><b>{day}</b></li>'
    markup = f"<ul class='list'>{rows(row)}</ul><div id='page_div'></div>"
    call = "<script>createPageHTML('page_div',3, 1,'xlist','shtml',45);</script>"
    found = listing(page(markup, script=call), f"{HOST}/qx/c100/xlist.shtml")
    assert found.family == "ucap"
    assert found.pages == [f"{HOST}/qx/c100/xlist_2.shtml", f"{HOST}/qx/c100/xlist_3.shtml"]
    assert found.pages_announced == 3 and not found.partial


def test_rows_in_a_comment_beside_a_list_filled_by_script_are_a_partial_list() -> None:
    markup = f'<ul class="list" id="l"><!--{rows(TRS_ROW)}--></ul>'
    found = listing(page(markup, script="<script>$.ajax({url:'/x'})</script>"))
    assert entries(found) == WANTED
    assert found.partial and not found.provably_empty


ART = [f"/art/{d[:4]}/{int(d[5:7])}/{int(d[8:])}/art_77_{n}.html" for n, d in enumerate(DAYS, 100)]
ART_LINES = list(zip(ART, TITLES, DAYS, strict=True))
ART_WANTED = [(HOST + file, title, day) for file, title, day in ART_LINES]


def test_hanweb_rows_in_a_script_of_the_page() -> None:
    store = datastore(ART_LINES, None)
    main = f"""<div id="123"><script type="text/xml">{store}</script></div>
<script>$('#123').jpage({{showmode:'1', perPage:15, totalRecord:3, groupSize:3}});</script>"""
    found = listing(page(main), f"{HOST}/col/col77/index.html")
    assert found.family == "hanweb"
    assert entries(found) == ART_WANTED
    assert found.pages == [] and found.pages_announced == 1 and not found.partial


def test_hanweb_next_group_is_followed_and_counted() -> None:
    extra = (
        '<nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&amp;columnid=77'
        '&unitid=123&permissiontype=0"></a>]]></nextgroup>'
    )
    main = f"""<div id="123"><script
type="text/xml">{datastore(ART_LINES, None, extra)}</script></div>
<script>$('#123').jpage({{perPage:1, totalRecord:8, groupSize:3}});</script>"""
    found = listing(page(main), f"{HOST}/col/col77/index.html")
    assert found.pages == [
        f"{HOST}/module/web/jpage/dataproxy.jsp?page=1&columnid=77&unitid=123&permissiontype=0"
    ]
    assert found.pages_announced == 3


def test_hanweb_further_groups_are_asked_by_the_parameters_of_the_page() -> None:
    main = f"""<div id="123"><script type="text/xml">{datastore(ART_LINES, None)}</script></div>
<script>var param_123 = {{col:1, webid:9, path:'/', columnid:77, unitid:'123', permissiontype:0}};
$('#123').jpage({{perPage:1, totalRecord:7, groupSize:3,
proxyUrl:'/module/jpage/dataproxy.jsp'}});</script>"""
    found = listing(page(main), f"{HOST}/col/col77/index.html")
    assert len(found.pages) == 2 and found.pages_announced == 3
    assert found.pages[0].startswith(f"{HOST}/module/jpage/dataproxy.jsp?")
    assert "startrecord=4" in found.pages[0] and "endrecord=6" in found.pages[0]
    assert "columnid=77" in found.pages[0] and "unitid=123" in found.pages[0]


def test_a_dataproxy_answer_names_the_next_one() -> None:
    url = f"{HOST}/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=3&perpage=1&columnid=77"
    found = listing(datastore(ART_LINES, 8).encode(), url)
    assert entries(found) == ART_WANTED
    assert ["startrecord=4" in found.pages[0], "startrecord=7" in found.pages[1]] == [True, True]
    assert found.pages_announced == 3


def test_a_dataproxy_answer_without_records_says_that_it_is_empty() -> None:
    found = listing(datastore([], 0).encode(), f"{HOST}/module/web/jpage/dataproxy.jsp?columnid=77")
    assert found.entries == [] and found.provably_empty


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


# --- lists that only a script fills --------------------------------------------------------------

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


# --- empty columns -------------------------------------------------------------------------------

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
    "a template": EMPTY + '<li v-for="x in y"></li>',
}


@pytest.mark.parametrize("markup", DOUBTS.values(), ids=DOUBTS)
def test_any_doubt_keeps_a_column_from_being_provably_empty(markup: str) -> None:
    found = read(page(markup), COLUMN)
    assert not isinstance(found, Listing) or not found.provably_empty


def test_a_page_that_breaks_off_is_neither_empty_nor_complete() -> None:
    whole = page(EMPTY).decode()
    found = read(whole[: whole.index("</ul>", whole.index('class="list"')) + 5].encode(), COLUMN)
    assert not isinstance(found, Listing) or not found.provably_empty
    cut = trs(1).decode().split("</li>")
    half = read("</li>".join(cut[:-2]).encode(), COLUMN)
    assert isinstance(half, Listing) and half.reason == "cut_off"


# --- lists that are not the column's ------------------------------------------------------------

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
