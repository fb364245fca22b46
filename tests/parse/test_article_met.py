"""Article pages as small sites serve them: odd addresses, days without a label, only a file."""

from __future__ import annotations

import re
from datetime import date

import pytest

from flows.parse.document import Document, Listing
from flows.parse.page import read_page_strictly as read
from tests.parse.listing_pages import COLUMN, HOST, page, trs

TITLE = "云岭镇人民政府2025年度法治政府建设年度报告"
SHORT = "<p>一、主要举措和成效</p><p>全年审查文件12件。</p><p>二、存在的不足</p><p>力量不足。</p>"
LONG = SHORT.replace("件。", "件。" + "全年开展法治宣传活动，化解矛盾纠纷，规范执法行为。" * 20)
FILE = f'<p><a href="/upload/a.pdf">{TITLE}.pdf</a></p>'
CRUMB = (
    '<div class="pos">当前位置：<a href="/">首页</a>&gt;<a href="/zwgk/">政务公开</a>&gt;'
    '<a href="/zwgk/fznb/">法治政府建设年度报告</a></div>'
)
URL = f"{HOST}/zwgk/fznb/123456.html"


def article(body: str, url: str = URL, title: str = TITLE) -> Document:
    found = read(
        "<!DOCTYPE html><html><head><meta charset='utf-8'>"
        f"<title>{title}_青溪县人民政府</title></head>"
        f"<body><div class='wrap'>{CRUMB}{body}</div></body></html>".encode(),
        url,
    )
    assert isinstance(found, Document), (found.kind, found.reason)
    return found


STAMPS = {
    "in the heading": f"<h1>{TITLE}<br><span>2026-01-20 09:12:33 &nbsp;来源：云岭镇</span></h1>",
    "one line": f"<h1>{TITLE}</h1><div>2026-01-20 09:12　来源：云岭镇　浏览：33</div>",
    "behind the source": f"<h1>{TITLE}</h1><div>来源：云岭镇　2026-01-20 09:12</div>",
    "between bars": f"<h1>{TITLE}</h1><div>2026/1/20 9:12:00 | 云岭镇 | 阅读 33</div>",
    "in boxes": f"<h1>{TITLE}</h1><div><b>云岭镇</b><b>2026-01-20</b><b>33</b></div>",
    "a moment and an office": f"<h1>{TITLE}</h1><div>2026年01月20日 09:12 云岭镇党政办</div>",
    "under a title without an element": f"<p><b>{TITLE}</b><br>2026-01-20</p>",
    "in a cell": f"<table><tr><td>{TITLE}</td></tr><tr><td>2026-1-20 15:02:11</td></tr></table>",
}


@pytest.mark.parametrize("text", [LONG, SHORT, FILE], ids=["long", "short", "file"])
@pytest.mark.parametrize("stamp", STAMPS.values(), ids=STAMPS)
def test_the_day_under_the_title_is_read_however_short_the_text_is(stamp: str, text: str) -> None:
    found = article(f'{stamp}<div class="content">{text}</div>')
    assert (found.title, found.published_on) == (TITLE, date(2026, 1, 20))
    assert found.published_on_source == "displayed"


@pytest.mark.parametrize(
    "beside",
    [
        "<div>2026年1月20日</div>",
        "<div>（2026年1月20日）</div>",
        "<p>云岭镇全年依法行政。</p><div>2026-01-20</div>",
        f"{FILE}<div>2026-01-20</div>",
    ],
)
def test_a_day_that_may_be_that_of_signing_is_no_publication(beside: str) -> None:
    found = article(f'<h1>{TITLE}</h1><div class="content">{beside}{FILE}</div>')
    assert found.published_on is None


@pytest.mark.parametrize(
    "stamp", ["（2026年1月18日）", "(2026年1月18日)", "（二〇二六年一月十八日）"]
)
@pytest.mark.parametrize("above", ["", "<p>云岭镇人民政府</p>"])
def test_a_day_in_brackets_under_the_title_is_that_of_writing(stamp: str, above: str) -> None:
    text = f"<p>{TITLE}</p>{above}<p>{stamp}</p>{LONG}"
    found = article(f"<h1>{TITLE}</h1><div class='TRS_Editor'>{text}</div>")
    assert (found.written_on, found.published_on) == (date(2026, 1, 18), None)


def test_the_day_of_the_sign_off_outranks_one_under_the_title() -> None:
    text = f"<p>（2026年1月18日）</p>{LONG}<p>云岭镇人民政府</p><p>2026年1月20日</p>"
    found = article(f"<h1>{TITLE}</h1><div class='TRS_Editor'>{text}</div>")
    assert found.written_on == date(2026, 1, 20)


def test_a_day_in_brackets_further_down_is_no_day_of_writing() -> None:
    text = LONG.replace("</p>", "</p><p>（2025年3月18日）</p>", 3)
    found = article(f"<h1>{TITLE}</h1><div class='TRS_Editor'>{text}</div>")
    assert found.written_on is None


def test_a_text_kept_in_lines_is_the_text_alone() -> None:
    text = "一、主要举措和成效\n全年审查文件12件。\n二、存在的不足\n力量不足。"
    found = article(f"<h1>{TITLE}</h1><div>2026-01-20</div><pre>{text}</pre>")
    assert found.published_on == date(2026, 1, 20)
    assert [section.heading for section in found.sections] == ["主要举措和成效", "存在的不足"]


@pytest.mark.parametrize("text", [LONG, SHORT, FILE], ids=["long", "short", "file"])
@pytest.mark.parametrize("address", ["/zwgk/show.jsp?id=3", "/zwgk/t1.html", "/zwgk/a/b.html"])
def test_an_article_above_its_column_is_no_list_of_columns(address: str, text: str) -> None:
    menu = '<ul class="menu"><li><a href="/zwgk/fznb/">法治政府建设年度报告</a></li></ul>'
    found = article(f"{menu}<h1>{TITLE}</h1><div>发布时间：2026-01-20</div>{text}", HOST + address)
    assert (found.title, found.published_on) == (TITLE, date(2026, 1, 20))


def test_a_column_of_years_is_a_list_of_columns() -> None:
    years = "".join(f'<li><a href="./{y}/">{y}年</a></li>' for y in (2025, 2024))
    found = read(page(f"<h1>法治政府建设年度报告</h1><ul>{years}</ul>"), COLUMN)
    assert isinstance(found, Listing) and len(found.subcolumns) == 2


def test_a_list_under_a_heading_that_names_a_report_is_a_list() -> None:
    headed = trs().decode().replace('<ul class="gl-list">', f'<h2>{TITLE}</h2><ul class="gl-list">')
    found = read(headed.encode(), COLUMN)
    assert isinstance(found, Listing) and len(found.entries) == 3


VIEWERS = {
    "a call": '<div id="pdf"></div><script>showPdf("/upload/a.pdf");</script>',
    "a variable": "<script>var url='/upload/a.pdf?v=2'; PDFObject.embed(url, '#pdf');</script>",
    "a box": '<div class="pdf" data-src="../../upload/a.pdf"></div>',
}


@pytest.mark.parametrize("viewer", VIEWERS.values(), ids=VIEWERS)
def test_a_file_that_only_a_viewer_is_given_is_the_report(viewer: str) -> None:
    head = f"<h1>{TITLE}</h1><div>发布时间：2026-01-20</div>"
    found = article(f'{head}<div class="content">{viewer}</div>')
    assert [file.url.partition("?")[0] for file in found.attachments] == [f"{HOST}/upload/a.pdf"]


def test_a_script_in_a_page_with_a_text_gives_no_file() -> None:
    viewer = VIEWERS["a call"]
    found = article(
        f'<h1>{TITLE}</h1><div>2026-01-20</div><div class="content">{LONG}{viewer}</div>'
    )
    assert found.attachments == []
    template = viewer.replace("/upload/a.pdf", "{{file}}.pdf")
    bare = f'<h1>{TITLE}</h1><div>2026-01-20</div><div class="content">{template}</div>'
    assert article(bare).attachments == []


@pytest.mark.parametrize("shown", [f"{TITLE}_青溪县人民政府", "青溪县人民政府"])
def test_a_path_that_ends_with_the_title_does_not_take_it_away(shown: str) -> None:
    path = CRUMB.replace("</div>", f" &gt; {TITLE}</div>")
    markup = (
        f"<html><head><meta charset='utf-8'><title>{shown}</title></head><body>{path}"
        f"<h1>{TITLE}</h1><div>时间：2026-01-20</div><div>{LONG}</div></body></html>"
    )
    found = read(markup.encode(), URL)
    assert isinstance(found, Document) and found.title == TITLE
    assert found.breadcrumb[:3] == ["首页", "政务公开", "法治政府建设年度报告"]


def test_a_table_with_one_cell_in_a_row_holds_paragraphs() -> None:
    rows = LONG.replace("<p>", "<tr><td>").replace("</p>", "</td></tr>")
    found = article(f"<h1>{TITLE}</h1><div>时间：2026-01-20</div><table>{rows}</table>")
    assert [section.heading for section in found.sections] == ["主要举措和成效", "存在的不足"]


BLOCK = (
    *(("索引号", "115009990086897621/2026-00004"), ("主题分类", "其他"), ("体裁分类", "报告")),
    *(("发文字号", "青石府发〔2026〕3号"), ("发布机构", "云岭镇人民政府"), ("有效性", "有效")),
    *(("成文日期", "2026-01-12"), ("发布日期", "2026-01-20"), ("主题词", "法治")),
)  # fmt: skip
BLOCKS = {
    "a line each": "".join(f"<p>{name}</p><p>{value}</p>" for name, value in BLOCK),
    "side by side": "<div>"
    + "".join(f"<span>{name}：</span><span>{value}</span>" for name, value in BLOCK)
    + "</div>",
    "without colons": "<ul>"
    + "".join(f"<li><b>{name}</b>{value}</li>" for name, value in BLOCK)
    + "</ul>",
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_a_long_block_inside_the_text_is_read_whole(block: str) -> None:
    found = article(f'<div class="content">{block}<p>{TITLE}</p>{LONG}</div>')
    assert (found.published_on, found.written_on) == (date(2026, 1, 20), date(2026, 1, 12))
    assert found.publisher == "云岭镇人民政府"
    assert found.index_number == "115009990086897621/2026-00004"
    assert found.document_number == "青石府发〔2026〕3号"


def test_a_stamp_under_a_title_that_only_the_text_shows() -> None:
    text = "<p>云岭镇干部参加清雪活动</p><p>2026/1/20 9:12:33 次浏览 分类：动态</p>" + LONG
    found = article(f'<div class="content">{text}</div>', title="")
    assert (found.title, found.published_on) == ("云岭镇干部参加清雪活动", date(2026, 1, 20))


NEWS = "关于云岭镇应急体系的思考"


@pytest.mark.parametrize("name", [NEWS, TITLE])
@pytest.mark.parametrize("block", ["", BLOCKS["a line each"]], ids=["bare", "block"])
def test_names_before_the_title_in_the_head_are_no_part_of_it(name: str, block: str) -> None:
    found = read(
        "<html><head><meta charset='utf-8'>"
        f"<title>青溪县人民政府 部门动态 {name}</title></head><body><table>"
        f"<tr><td>{block}</td></tr><tr><td class='title'>{name}</td></tr>"
        f"<tr><td><div id='zoom'>{LONG}</div></td></tr></table></body></html>".encode(),
        URL,
    )
    assert found.title == name


@pytest.mark.parametrize(
    "above",
    [
        "登录 注册",
        "青溪县民政局 当前位置：青溪县民政局&gt;政务公开",
        "今天是2026年11月24日 星期二",
    ],
)
def test_words_above_an_unmarked_title_are_no_part_of_it(above: str) -> None:
    found = read(
        "<html><head><meta charset='utf-8'><title>青溪县人民政府网</title></head><body>"
        f"<table><tr><td><p>{above}</p><p><b>{TITLE}</b></p><p>发布日期：2026-01-20</p></td></tr>"
        f"<tr><td>{LONG}</td></tr></table></body></html>".encode(),
        URL,
    )
    assert found.title == TITLE


def test_bodies_above_an_unmarked_title_are_part_of_it() -> None:
    found = read(
        "<html><head><meta charset='utf-8'><title>青溪县人民政府网</title></head><body>"
        f"<table><tr><td><p>中共云岭镇委员会</p><p><b>{TITLE}</b></p><p>发布日期：2026-01-20</p>"
        f"</td></tr><tr><td>{LONG}</td></tr></table></body></html>".encode(),
        URL,
    )
    assert found.title == f"中共云岭镇委员会 {TITLE}"


def test_a_label_before_an_unmarked_title_is_no_part_of_it() -> None:
    found = read(
        "<html><head><meta charset='utf-8'><title>青溪县人民政府网</title></head><body>"
        f"<table><tr><td><p>- 标 题:{TITLE}</p><p>发布日期：2026-01-20</p></td></tr>"
        f"<tr><td>{LONG}</td></tr></table></body></html>".encode(),
        URL,
    )
    assert found.title == TITLE


def test_a_box_named_like_a_title_that_holds_the_text_is_none() -> None:
    done = "全年审查文件12件，开展法治宣传活动，化解矛盾纠纷，规范执法行为，组织培训5次。"
    text = f"<p>一、主要举措和成效</p><p>{done}{done}</p><p>二、存在的不足</p><p>力量不足。</p>"
    found = read(
        "<html><head><meta charset='utf-8'><title></title></head><body><table><tr>"
        f"<td class='bt_content'><div id='zoom'>{text}</div></td></tr></table></body>".encode(),
        URL,
    )
    assert isinstance(found, Document)
    assert [section.heading for section in found.sections] == ["主要举措和成效", "存在的不足"]


def test_the_heading_of_the_first_section_is_no_title() -> None:
    text = LONG.replace("<p>一、主要举措和成效</p>", "<h3>一、主要举措和成效</h3>")
    assert "<h3>" in text
    found = read(
        "<html><head><meta charset='utf-8'><title>青溪县人民政府网站</title></head><body>"
        f"<div class='content'>{text}</div></body></html>".encode(),
        URL,
    )
    assert isinstance(found, Document)
    assert found.title is None
    assert [section.heading for section in found.sections] == ["主要举措和成效", "存在的不足"]


@pytest.mark.parametrize("box", ['<div id="zoom">{}</div>', '<div class="abc">{}</div>'])
@pytest.mark.parametrize("address", ["/show.asp?id=33", "/zwgk/fznb/a/"])
def test_a_text_cut_into_small_parts_is_an_article_wherever_it_stands(
    address: str, box: str
) -> None:
    text = re.sub(
        r"(?<=<p>)[^<]+",
        lambda match: "".join(f"<span>{part}</span>" for part in re.findall(".{1,7}", match[0])),
        LONG,
    )
    body = f'<div class="title">{TITLE}</div><div>发布时间：2026-01-20</div>{box.format(text)}'
    found = article(body, url=HOST + address)
    assert [section.heading for section in found.sections] == ["主要举措和成效", "存在的不足"]


def test_a_list_with_dates_in_parts_stays_a_list() -> None:
    day = "<span>2026</span>-<b>01</b>-20"
    row = '<li><a href="./a{n}.html">{n}云岭镇2025年法治政府建设年度报告</a>' + day + "</li>"
    rows = "".join(row.format(n=n) for n in range(1, 6))
    found = read(page(f"<ul>{rows}</ul>"), f"{HOST}/zwgk/fznb/")
    assert isinstance(found, Listing)
