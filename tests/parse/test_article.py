"""Whole article pages, invented, with the quirks of real ones."""

from __future__ import annotations

from datetime import date

import pytest

from flows.parse.article import read_article
from flows.parse.document import Document
from flows.parse.tree import parse_html

URL = "http://www.yunling.example/zwgk_1/fzzfjsndbg/202601/t20260119_1533.html"
TITLE = "云岭县青石镇人民政府关于2025年度法治政府建设情况的报告"
P1 = "全年办理案件32件，组织培训5次，各项任务有序完成，群众满意度稳步提高。"
P2 = "法治宣传的针对性不足，执法人员数量偏少，主要原因是编制有限。"
BODY = f"""<p>现将青石镇2025年度法治政府建设情况报告如下：</p>
<p>一、主要举措和成效</p><p>（一）健全制度。{P1}</p><p>（二）规范执法。{P1}</p>
<p>二、存在的不足和原因</p><p>{P2}</p><p>三、党政主要负责人履行第一责任人职责情况</p><p>{P1}</p>
<p>四、2026年主要安排</p><p>继续加强学习，着力补齐短板。</p>"""
MENU = (
    '<div class="nav"><ul><li><a href="/">首页</a></li>'
    '<li><a href="/zwgk/">政务公开</a></li></ul></div>'
)
CRUMB = (
    '<div class="crumb">您当前的位置：<a href="/">首页</a>&gt;'
    '<a href="./">法治政府建设年度报告</a></div>'
)
FOOT = '<div class="footer"><p>主办单位：云岭县人民政府办公室 网站标识码：5009990001</p></div>'
HEAD = f"""<meta name="SiteName" content="云岭县人民政府">
<meta name="ColumnName" content="法治政府建设年度报告">
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2026-01-20 09:30">"""


def page(body: str, head: str = HEAD, title: str = "法治政府建设年度报告_云岭县人民政府") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body>{MENU}{CRUMB}{body}{FOOT}</body></html>"
    )


def in_box(body: str, title: str = TITLE) -> str:
    return f"<h1>{title}</h1><span>日期：2026-01-19</span><div class='TRS_Editor'>{body}</div>"


def read(text: str, url: str | None = URL) -> Document:
    root = parse_html(text)
    assert root is not None
    document = read_article(root, text, url)
    assert document is not None
    return document


BLOCK = """<table class="zwxl-table"><tr>
<td class="t1">[ 索引号 ]</td><td class="t2">11500999008689762A/2026-00004</td>
<td class="t1">[ 发文字号 ]</td><td class="t2">青石府发〔2026〕3号</td></tr>
<tr><td class="t1">[ 主题分类 ]</td><td class="t2">其他</td>
<td class="t1">[ 发布机构 ]</td><td class="t2">云岭县青石镇人民政府</td></tr>
<tr><td class="t1">[ 成文日期 ]</td><td class="t2">2026-01-12</td>
<td class="t1">[ 发布日期 ]</td><td class="t2">2026-01-19</td></tr></table>"""
USUAL = f"""<div class="zwxl-head">{BLOCK}</div><h1>{TITLE}</h1>
<div class="info"><span>日期：2026-01-19</span> <span>来源：青石镇</span>
<span>字体：【大 中 小】</span></div>
<div class="zwxl-article"><div class="view TRS_UEDITOR">{BODY}
<p>云岭县青石镇人民政府</p><p>2026年1月12日</p></div></div>
<div>扫一扫在手机打开当前页</div>"""


def test_usual_page() -> None:
    document = read(page(USUAL))
    assert document.title == TITLE
    assert document.is_report
    assert document.report_kind == "rule_of_law"
    assert document.filer_name == "云岭县青石镇人民政府"
    assert (document.report_year, document.report_year_source) == (2025, "title")
    assert document.breadcrumb == ["首页", "法治政府建设年度报告"]
    assert document.site_name == "云岭县人民政府"
    assert document.index_number == "11500999008689762A/2026-00004"
    assert document.document_number == "青石府发〔2026〕3号"
    assert document.publisher == "云岭县青石镇人民政府"
    assert document.published_on == date(2026, 1, 19)
    assert document.published_on_source == "metadata"
    assert document.written_on == date(2026, 1, 12)
    assert document.sign_off == "云岭县青石镇人民政府"
    assert {(d.source, d.meaning, d.date.isoformat()) for d in document.dates} == {
        ("metadata", "written", "2026-01-12"),
        ("metadata", "published", "2026-01-19"),
        ("displayed", "published", "2026-01-19"),
        ("meta_tag", "published", "2026-01-20"),
        ("url", "published", "2026-01-19"),
        ("signature", "written", "2026-01-12"),
    }
    assert [(s.path, s.item) for s in document.sections] == [
        ("1", "achievements"),
        ("1.1", "theme"),
        ("1.2", "theme"),
        ("2", "problems"),
        ("3", "leadership"),
        ("4", "plans"),
    ]
    assert document.sections[-1].text == "继续加强学习，着力补齐短板。"
    assert "causes" in [item.item for item in document.sections[3].items]


def test_furniture_changes_neither_text_nor_digest() -> None:
    plain = read(page(USUAL))
    noisy = USUAL.replace(
        '<div class="zwxl-article">',
        '<div class="zwxl-article"><div>语音播报：</div>'
        "<div>字体：<a>大</a> <a>中</a> <a>小</a></div>"
        "<p>分享到：</p><p>微信 微博 QQ空间</p><p>浏览次数：123</p>"
        "<script>var a = '一、假';</script>"
        '<p style="display:none">隐藏的文字。</p>',
    ).replace(
        "<p>2026年1月12日</p>", "<p>2026年1月12日</p><p>责任编辑：张某</p><p>打印本页 关闭窗口</p>"
    )
    other = read(page(noisy))
    assert other.text == plain.text
    assert other.text_sha256 == plain.text_sha256
    spaced = read(page(USUAL.replace("规范执法", "规 范 执 法").replace("，", ",")))
    assert spaced.text_sha256 == plain.text_sha256
    edited = read(page(USUAL.replace("32件", "33件")))
    assert edited.text_sha256 != plain.text_sha256


def test_offsets_and_counts_are_those_of_the_text() -> None:
    document = read(page(USUAL))
    for section in document.sections:
        whole = document.text[section.start : section.end]
        assert whole.startswith(section.number)
        assert section.char_count == len("".join(whole.split()))
    assert document.text_chars == len("".join(document.text.split()))
    assert "2026年1月12日" not in document.text[: document.sections[-1].end]


@pytest.mark.parametrize(
    "printed",
    [
        f"<p>{TITLE}</p>",
        "<p>云岭县青石镇人民政府</p><p>关于2025年度法治政府建设情况的报告</p>",
        "<p>云岭县青石镇人民政府<br>关于2025年度法治政府<br>建设情况的报告</p>"
        "<p>青石府发〔2026〕3号</p>",
        "<p>青石镇人民政府</p><p>2025年度法治政府建设工作报告</p><p>（2026年1月12日）</p>",
        "<p>中共云岭县青石镇委员会</p><p>云岭县青石镇人民政府</p>"
        "<p>关于2025年度法治政府建设情况的报告</p>",
    ],
)
def test_title_printed_again_in_the_text_is_dropped(printed: str) -> None:
    document = read(page(USUAL.replace(BODY, printed + BODY)))
    assert document.text.startswith("现将青石镇2025年度")


def test_title_of_the_body_counts_where_the_head_names_only_the_column() -> None:
    head = '<meta name="ColumnName" content="法治政府建设年度报告">'
    body = (
        "<div class='content'><p style='text-align:center'>中共云岭县西桥街道工作委员会<br>"
        "云岭县西桥街道办事处<br>关于2025年度法治政府建设情况的报告</p>" + BODY + "</div>"
    )
    document = read(page(body, head))
    assert document.is_report
    assert document.filer_name == "云岭县西桥街道办事处"
    assert document.title == (
        "中共云岭县西桥街道工作委员会 云岭县西桥街道办事处 关于2025年度法治政府建设情况的报告"
    )


@pytest.mark.parametrize(
    "titled",
    [
        f"<h2>{TITLE}<p>发布时间 : 2026-01-19</p></h2>",
        f"<div class='article_title'> {TITLE} </div><span>时间：2026-01-19 10:09</span>",
        f"<div class='wz_title'>{TITLE}</div><span>2026-01-19 20:18</span><span>来源：</span>",
        f"<h1>{TITLE}</h1><p>2026年01月19日08:18&nbsp;&nbsp;来源：<a href='/'>云岭县</a></p>",
    ],
)
def test_date_under_the_title(titled: str) -> None:
    head = '<meta name="ColumnName" content="法治政府建设年度报告">'
    document = read(page(f"{titled}<div class='TRS_Editor'>{BODY}</div>", head))
    assert document.title == TITLE
    assert (document.published_on, document.published_on_source) == (date(2026, 1, 19), "displayed")


def test_other_days_are_no_publication() -> None:
    head = (
        '<meta name="Maketime" content="2019-03-22">'
        '<meta name="others" content="页面生成时间 2023-10-23">'
    )
    body = (
        f'<h1>{TITLE}</h1><img alt="时间：2017-11-08 20:26"><p>今天是2025年3月1日 星期六</p>'
        f"<div class='TRS_Editor'>{BODY}</div>"
    )
    document = read(page(body, head), "http://www.yunling.example/content/post_12.html")
    assert document.published_on is None
    assert document.dates == []


def test_shown_date_outranks_the_address() -> None:
    body = f"<h1>{TITLE}</h1><span>时间：2025-12-30</span><div class='TRS_Editor'>{BODY}</div>"
    document = read(page(body, head=""))
    assert document.published_on == date(2025, 12, 30)
    assert ("url", date(2026, 1, 19)) in {(d.source, d.date) for d in document.dates}


def test_numbers_in_comments_and_one_word_per_span() -> None:
    soup = f"""<h1>{TITLE}</h1><div class=TRS_Editor>
<p class="Mso"><b><span>一、</span></b><b><span>主要</span><span>成效</span></b><o:p></o:p></p>
<p><!--[if !supportLists]--><span>（一）</span><!--[endif]--><b><span>健全</span><span>制度</span>
</b></p><p>{P1}</p>
<p><!--[if !supportLists]--><span>（二）</span><!--[endif]--><b>规范执法</b></p><p>{P1}</p>
<p><span>二、</span><span>存在</span><span>问题</span></p><p>{P2}</p></div>"""
    headings = [(s.path, s.heading) for s in read(page(soup)).sections]
    assert headings == [
        ("1", "主要成效"),
        ("1.1", "健全制度"),
        ("1.2", "规范执法"),
        ("2", "存在问题"),
    ]


def test_data_table_gives_lines_but_no_sections() -> None:
    table = "<table>" + "".join(
        f"<tr><td><p>{n}、本年新收</p></td><td>6</td><td>0</td></tr>" for n in "一二三"
    )
    body = in_box(
        f"<p>一、总体情况</p><p>{P1}</p>{table}</table><p>二、存在问题</p><p>{P2}</p>",
    )
    document = read(page(body))
    assert [s.heading for s in document.sections] == ["总体情况", "存在问题"]
    assert "一、本年新收 6 0" in document.text


def test_layout_table_holds_the_article() -> None:
    body = f"<table><tr><td width='20%'>栏目</td><td>{USUAL}</td></tr></table>"
    assert len(read(page(body)).sections) == 6


def test_section_boxes_are_taken_together() -> None:
    boxes = "".join(
        f"<div class='box'><p>{n}、{name}</p><p>{P1 * size}</p></div>"
        for n, name, size in (("一", "主要成效", 30), ("二", "存在问题", 1), ("三", "工作打算", 1))
    )
    document = read(page(f"<h1>{TITLE}</h1><div><div>{boxes}</div></div>"))
    assert [s.heading for s in document.sections] == ["主要成效", "存在问题", "工作打算"]


def test_page_that_ends_in_its_middle() -> None:
    text = page(USUAL).replace(CRUMB, f"</body></html>{CRUMB}")
    assert len(read(text).sections) == 6


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ('<a href="./P0202601.pdf">报告.pdf</a>', "http://www.yunling.example/zwgk_1/fzzfjsndbg/202601/P0202601.pdf"),
        ('<a href="/upload/a%20b.DOCX" title="报告">点击下载</a>', "http://www.yunling.example/upload/a%20b.DOCX"),
        ('<a href="http://f.example/9*1.wps">附件</a>', "http://f.example/9*1.wps"),
        ('<a href="/module/download/downfile.jsp?classid=0&filename=a.ofd">报告</a>', "http://www.yunling.example/module/download/downfile.jsp?classid=0&filename=a.ofd"),
        ('<iframe src="/pdfjs/web/viewer.html?file=/upload/x.pdf"></iframe>', "http://www.yunling.example/upload/x.pdf"),
    ],
)  # fmt: skip
def test_attachment_is_found(link: str, url: str) -> None:
    body = (
        f"<h1>{TITLE}</h1><span>日期：2026-01-19</span><div class='TRS_Editor'><p>{link}</p></div>"
    )
    assert [a.url for a in read(page(body)).attachments] == [url]


def test_other_links_are_no_attachments() -> None:
    links = (
        '<a href="mailto:a@b.example">a@b.example</a><a href="javascript:;">x.pdf</a>'
        '<a ms-attr-href="f">文件下载</a><a href="/web/viewer.html?file={{f}}">x</a>'
        '<a href="/jd/t20260101_1.html">《报告》解读</a><a href="/x/jd.pdf">图解.pdf</a>'
    )
    body = in_box(f"<p>{links}</p>{BODY}")
    assert read(page(body)).attachments == []


def test_article_that_is_only_an_attachment_has_no_sections() -> None:
    body = in_box(f"<p><a href='./a.pdf'>1.{TITLE}.pdf</a></p>")
    body += "<div class='file'><h2>附件：</h2><ul></ul></div>"
    document = read(page(body))
    assert document.is_report
    assert (document.sections, document.outline_confidence) == ([], "none")
    assert document.text_chars < 20


def test_open_title_is_decided_by_column_opening_and_sections() -> None:
    title = "青石镇2025年工作总结"
    body = USUAL.replace(TITLE, title)
    document = read(page(body, HEAD.replace(TITLE, title)))
    assert document.is_report
    assert document.report_year == 2025
    news = in_box(f"<p>{P1 * 3}</p>", title)
    text = page(news, f'<meta name="ArticleTitle" content="{title}">').replace(
        "法治政府建设年度报告", "动态"
    )
    document = read(text)
    assert not document.is_report
    assert document.may_be_report


def test_look_alike_stays_one_whatever_its_text() -> None:
    title = "【政策解读】关于云岭县2025年度法治政府建设情况报告的解读"
    document = read(page(USUAL.replace(TITLE, title), HEAD.replace(TITLE, title)))
    assert not document.is_report
    assert not document.may_be_report
    assert document.why_not == "interpretation"


@pytest.mark.parametrize(
    ("opening", "year", "source"),
    [
        ("现将2024年度法治政府建设情况报告如下：", 2024, "opening"),
        ("现将有关情况报告如下：", 2025, "text"),
    ],
)
def test_year_comes_from_the_text_where_the_title_has_none(
    opening: str, year: int, source: str
) -> None:
    title = "云岭县青石镇法治政府建设年度报告"
    body = USUAL.replace(TITLE, title).replace(
        "现将青石镇2025年度法治政府建设情况报告如下：", opening
    )
    body = body.replace(P2, "2025年人员偏少，2025年经费不足，2024年已有改善。")
    document = read(page(body, HEAD.replace(TITLE, title)))
    assert (document.report_year, document.report_year_source) == (year, source)


def test_year_before_publication_is_the_last_resort() -> None:
    title = "云岭县青石镇法治政府建设年度报告"
    body = USUAL.replace(TITLE, title).replace("2025", "").replace("2026年", "")
    document = read(page(body, HEAD.replace(TITLE, title)))
    assert (document.report_year, document.report_year_source) == (2025, "published")


def test_page_without_title_and_text_is_no_article() -> None:
    text = "<html><body><div><a href='/a'>甲</a><a href='/b'>乙</a></div></body></html>"
    root = parse_html(text)
    assert root is not None
    assert read_article(root, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 10_000 + "一、情况。" + "</div>" * 10_000,
        "<table><tr><td>" * 3_000 + "一、情况。",
        "<a href='x.pdf'>一、</a>" * 20_000,
        "<span class='title TRS_Editor position'>当前位置：</span>" * 5_000,
        "<p>当前位置" * 5_000,
    ],
    ids=["deep", "tables", "links", "names", "places"],
)
def test_hostile_page_is_read_in_time(text: str) -> None:
    root = parse_html(text)
    assert root is not None
    read_article(root, text, URL)
