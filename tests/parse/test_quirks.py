"""What real pages look like, one invented page for each quirk."""

from __future__ import annotations

from datetime import date

import pytest

from flows.parse.document import Document
from flows.parse.page import read_page
from tests.parse.quirk_pages import HEADINGS, SHOWN, TEXT, TITLE, URL, block, outline, page, site

DAY, WRITTEN = date(2025, 2, 18), date(2025, 2, 10)


def read(markup: str | bytes, url: str = URL) -> Document:
    payload = markup if isinstance(markup, bytes) else markup.encode()
    document = read_page(payload, url)
    assert isinstance(document, Document), document
    return document


def is_whole(document: Document) -> bool:
    """Title, kind, year, body, day and outline, all as they are on the page."""
    return (
        document.title == TITLE
        and document.report_kind == "rule_of_law"
        and document.report_year == 2024
        and document.filer_name == "砚溪县澄川镇人民政府"
        and document.published_on == DAY
        and [section.heading for section in document.sections] == list(HEADINGS)
        and document.text.startswith("一、")
    )


CELLS = (
    ("索引号", "11500000000000000A/2025-00001"),
    ("发布机构", "砚溪县澄川镇人民政府"),
    ("成文日期", "2025-02-10"),
    ("发布日期", "2025-02-18"),
)
BLOCKS = {
    "brackets": block(CELLS, "<span>[ {label} ]</span><span>{value}</span>"),
    "blanks inside": block(CELLS, "<td>{label}：</td><td>{value}</td>").replace(
        "索引号", "索 引 号"
    ),
    "list items": "<ul>" + block(CELLS, "<li><b>{label}：</b>{value}</li>") + "</ul>",
    "headers of a table": block(CELLS, "<table><tr><th>{label}</th><td>{value}</td></tr></table>"),
    "definitions": "<dl>" + block(CELLS, "<dt>{label}</dt><dd>{value}</dd>") + "</dl>",
    "on one line": "<p>" + block(CELLS, "{label}：{value}　") + "</p>",
    "corner brackets": block(CELLS, "<p>【{label}】{value}</p>"),
    "lost characters": block(CELLS, "<p>[ {label} ]{value}</p>").replace("索引号", "索号"),
    "with empty fields": block(
        (("发文字号", ""), ("主题分类", "-"), *CELLS, ("有效性", "")),
        "<p><label>{label}：</label><em>{value}</em></p>",
    ),
}


@pytest.mark.parametrize("made", BLOCKS.values(), ids=BLOCKS)
@pytest.mark.parametrize("copies", [1, 2])
def test_metadata_block(made: str, copies: int) -> None:
    around = "".join(f'<div class="copy{n}">{made}</div>' for n in range(copies)) + "{article}"
    document = read(page(info="字体：大 中 小", around=around))
    assert is_whole(document)
    assert document.published_on_source == "metadata"
    assert document.written_on == WRITTEN
    assert document.publisher == "砚溪县澄川镇人民政府"
    if "索号" not in made:
        assert document.index_number == "11500000000000000A/2025-00001"
    assert document.document_number is None


@pytest.mark.parametrize(
    "info",
    [
        "发布日期：2025.02.18",
        "发布时间：2025年2月18日 09:05",
        "发布日期：二〇二五年二月十八日",
        "时间：2025/2/18 9:05:00",
        "发布时间 : 2025-02-18T09:05:00",
        "发布日期：20250218",
        "【发布时间：2025-02-18】",
        "（发布时间：2025-02-18）",
        "发 布 日 期 ： 2025-02-18",
        "发表于 2025-02-18 12:00",
        "上传时间：2025-02-18-12:10:11",
        "2025-02-18 10:20",
        "来源：澄川镇　　2025-02-18 10:20",
        "编辑：某某 2025-02-18 来源：澄川镇",
        "<span>发布日期</span><span>2025-02-18</span>",
        "<b>发布时间</b>：<i>2025-02-18</i>",
        "<span>2025</span>-<span>02</span>-<span>18</span>",
        "更新时间：2025-02-18",
        "发布日期 2025-02-18",
        "发布时间 2025/02/18 来源 澄川镇",
        "发布日期:2025-02-1810:33",
        "发布日期：2025—02—18",
        "信息发布时间：2025-02-18",
        "公示日期：2025-02-18",
        "刊发时间：2025-02-18",
        "发布：2025-02-18",
        "创建时间：2025-02-10 发布时间：2025-02-18",
        "创建时间：2025-02-18",
        "浏览次数：20 发布时间：2025-02-18 字体：[大 中 小] 打印",
        "成文日期：2025-02-10 发布日期：2025-02-18 有效期至：2030-01-01",
    ],
)
def test_line_under_the_title(info: str) -> None:
    document = read(page(info=info))
    assert is_whole(document)
    assert document.published_on_source == "displayed"


@pytest.mark.parametrize(
    "around",
    [
        "<div>今天是2025年6月30日 星期一</div>{article}",
        "{article}<div>页面生成时间：2025-06-30 10:00:00</div>",
        "{article}<ul><li><a href='/a/9.html'>某某新闻</a><span>2025-06-30</span></li></ul>",
        "<!-- 发布日期：2025-06-30 -->{article}",
        "<div style='display:none'>发布日期：2025-06-30</div>{article}",
        "<script>var d='发布日期：2025-06-30'</script>{article}",
    ],
    ids=["clock", "generated", "news", "comment", "hidden", "script"],
)
def test_days_that_are_not_the_day_of_publication(around: str) -> None:
    assert is_whole(read(page(around=around)))


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("砚溪县澄川镇人民政府关于二Ｏ二四年度法治政府建设情况的报告", "砚溪县澄川镇人民政府"),
        ("澄川镇人民政府二○二四年法治政府建设年度报告", "澄川镇人民政府"),
        ("澄川镇人民政府 2024 年度 法治政府建设情况报告", "澄川镇人民政府"),
        ("澄川镇法治政府建设年度报告（2024年度）", "澄川镇"),
        ("澄川镇人民政府关于2024年法治政府建设工作情况暨2025年工作要点的报告", "澄川镇人民政府"),
        ("澄川镇2024年度法治政府建设工作总结及2025年工作计划", "澄川镇"),
        ("2024年澄川镇法治政府建设情况报告", "澄川镇"),
        ("2024年度法治政府建设情况报告", None),
        ("《澄川镇人民政府2024年度法治政府建设情况报告》", "澄川镇人民政府"),
        ("【年度报告】澄川镇人民政府2024年度法治政府建设情况报告", "澄川镇人民政府"),
        ("标题：澄川镇人民政府2024年度法治政府建设情况报告", "澄川镇人民政府"),
        ("关于澄川镇2024年度法治政府建设情况报告的公示", "澄川镇"),
        ("关于上报澄川镇2024年度法治政府建设情况的报告", "澄川镇"),
        ("澄川镇公布2024年度法治政府建设情况报告", "澄川镇"),
        ("澄川镇人民政府-2024年度法治政府建设情况报告", "澄川镇人民政府"),
        ("澄川镇2023-2024年度法治政府建设情况报告", "澄川镇"),
        ("砚溪县人民政府办公室2024年推进法治政府建设工作情况的报告", "砚溪县人民政府办公室"),
    ],
)
def test_form_of_the_title(title: str, unit: str | None) -> None:
    document = read(page(title=title))
    assert (document.report_kind, document.report_year) == ("rule_of_law", 2024)
    assert document.filer_name == unit
    assert [section.heading for section in document.sections] == list(HEADINGS)


@pytest.mark.parametrize(
    "title",
    [
        "关于2024年度法治政府建设督察情况的通报",
        "2024年度法治政府建设群众满意度测评报告",
        "澄川镇2024年述法报告",
        "澄川镇党政主要负责人2024年履行推进法治建设第一责任人职责情况报告",
        "一图读懂澄川镇2024年度法治政府建设情况报告",
    ],
)
def test_look_alike(title: str) -> None:
    document = read(page(title=title))
    assert document.report_kind is None
    assert document.why_not


def test_old_page_in_tables_names_its_title_nowhere() -> None:
    lines = "<br>".join(
        f"　　{n}、{h}<br>　　{TEXT}" for n, h in zip("一二三四", HEADINGS, strict=True)
    )
    main = (
        f'<table width="900"><tr><td align="center"><font size="5"><b>{TITLE}</b></font></td></tr>'
        "<tr><td>作者：办公室　来源：本站　更新时间：2025-2-18　点击数：</td></tr>"
        f"<tr><td><font>{lines}</font></td></tr></table>"
    )
    document = read(
        site(main, "<title>澄川镇</title>").encode("gbk"), "http://a.example/s.asp?ID=1"
    )
    assert is_whole(document)
    assert document.publisher is None  # 本站 is no body


def test_title_over_several_lines_and_twice() -> None:
    lines = "中共砚溪县澄川镇委员会<br>砚溪县澄川镇人民政府<br>关于2024年度法治政府建设情况的报告"
    main = f"<p align=center>{lines}</p><p align=center>澄委文〔2025〕3号</p>{outline()}"
    document = read(page(main, title=lines.replace("<br>", " ")))
    assert document.filer_name == "砚溪县澄川镇人民政府"
    assert document.document_number == "澄委文〔2025〕3号"
    assert document.text.startswith("一、")


@pytest.mark.parametrize(
    ("main", "around"),
    [
        ('<p><a href="./P020250218.pdf">报告.pdf</a></p>', "{article}"),
        ("<p>&nbsp;</p>", '{article}<div class="fj"><a href="/f/a.docx">下载</a></div>'),
        ('<iframe src="/pdfjs/web/viewer.html?file=/f/2025/a.pdf"></iframe>', "{article}"),
        ('<p><a href="javascript:;" onclick="down(\'/f/a.doc\')">报告.doc</a></p>', "{article}"),
        ('<p><a href="/down.jsp?filename=a.wps&classid=0">报告.wps</a></p>', "{article}"),
        ('<p><embed src="a.pdf"></p>', "<div>{article}</div>"),
    ],
    ids=["link", "below", "viewer", "script", "servlet", "embedded"],
)
def test_report_that_is_only_a_file(main: str, around: str) -> None:
    document = read(page(main, around=around))
    assert document.report_kind == "rule_of_law"
    assert len(document.attachments) == 1
    assert document.sections == [] and document.outline_confidence == "none"


OUTLINES = {
    "dots": outline(("一.", "二.", "三.", "四.")),
    "commas": outline(("一，", "二，", "三，", "四，")),
    "arabic": outline(("1、", "2、", "3、", "4、")),
    "brackets": outline(("（一）", "（二）", "（三）", "（四）")),
    "full-width digits": outline(("１．", "２．", "３．", "４．")),
    "headings as headings": outline(form="<h3>{number}{heading}</h3><p>{text}</p>"),
    "colons": outline(form="<p>{number}{heading}：</p><p>{text}</p>"),
    "run in": outline(form="<p>{number}{heading}。{text}</p>"),
    "breaks": "<p>" + outline(form="&nbsp;&nbsp;{number}{heading}<br/>　　{text}<br/>") + "</p>",
    "number on a line of its own": outline(form="<p>{number}</p><p>{heading}</p><p>{text}</p>"),
    "word": outline(
        form="<p><![if !supportLists]><span>{number}<span>&nbsp;</span></span><![endif]>"
        "<b>{heading}</b></p><p>{text}</p>"
    ),
    "spans": outline(form="<p><span>{number}</span><!--x--><b>{heading}</b></p><p>{text}</p>"),
    "lists": "<ul>" + outline(form="<li>{number}{heading}</li><li>{text}</li>") + "</ul>",
    "boxes": outline(form="<div><div>{number}{heading}</div><div>{text}</div></div>"),
}


@pytest.mark.parametrize("main", OUTLINES.values(), ids=OUTLINES)
def test_way_of_writing_headings(main: str) -> None:
    document = read(page(main))
    assert [section.heading for section in document.sections] == list(HEADINGS)
    assert document.outline_confidence == "high"
    items = [section.item for section in document.sections]
    assert items == ["achievements", "problems", "leadership", "plans"]


@pytest.mark.parametrize(
    ("main", "reason"),
    [
        (outline(("一 ", "二 ", "三 ", "四 ")), "numbers_without_mark"),
        (outline(("一、", "二、", "二、", "三、")), "number_repeated"),
        (outline(("一、", "二、", "四、", "五、")), "number_missing"),
        ("<p>" + outline(form="{number}{heading}{text}") + "</p>", "no_line_breaks"),
    ],
    ids=["no marks", "twice", "gap", "no line breaks"],
)
def test_damaged_numbers_are_read_and_told(main: str, reason: str) -> None:
    document = read(page(main))
    assert [section.heading for section in document.sections] == list(HEADINGS)
    assert (document.outline_confidence, document.outline_reason) == ("low", reason)


def test_heading_broken_over_two_lines() -> None:
    main = f"<p>一、2024年度推进法治政府建设的<br>主要举措和成效</p><p>{TEXT}</p>" + (
        f"<p>二、存在的问题及下一步工作打算</p><p>{TEXT}</p>"
    )
    first, second = read(page(main)).sections
    assert first.heading == "2024年度推进法治政府建设的主要举措和成效"
    assert {read.item for read in second.items} == {"problems", "plans"}


@pytest.mark.parametrize(
    "end",
    [
        "<p>砚溪县澄川镇人民政府</p><p>2025年2月10日</p>",
        "<p>特此报告。</p><p>砚溪县澄川镇人民政府</p><p>二〇二五年二月十日</p><p>（此件公开发布）</p>",
        "<p>砚溪县澄川镇人民政府　2025年2月10日</p>",
        "<p>砚溪县澄川镇人民政府（盖章）</p><p>2025 年 2 月 10 日</p><p>（联系人：某某）</p>",
        "<p>砚 溪 县 澄 川 镇 人 民 政 府</p><p>2025年2月10日</p><p>附件：1.统计表</p>",
    ],
    ids=["two lines", "public note", "one line", "stamp", "spaced, with annex"],
)
def test_sign_off_is_no_part_of_the_last_section(end: str) -> None:
    document = read(page(outline() + end))
    assert document.sign_off == "砚溪县澄川镇人民政府"
    assert document.written_on == WRITTEN
    assert document.text[: document.sections[-1].end].endswith(("不断提高。", "特此报告。"))


@pytest.mark.parametrize(
    "extra",
    [
        "<table><tr><td>一、行政许可</td><td>12</td></tr><tr><td>二、处罚</td><td>3</td></tr></table>",
        "<p>根据《某某条例》第一条、第二条和一、二级响应要求，落实责任。</p>",
        "<p>（责任处室：某某科）</p>",
        "<p>2.5万人次参加活动，覆盖率81.01 %。</p>",
        "<p>一是加强领导。二是完善制度。三是强化监督。</p>",
    ],
    ids=["table", "law", "remark", "figure", "points"],
)
def test_false_headings(extra: str) -> None:
    assert is_whole(read(page(outline(form="<p>{number}{heading}</p><p>{text}</p>" + extra))))


@pytest.mark.parametrize(
    "around",
    [
        "{article}<div>上一篇：<a href='a.html'>澄川镇2023年法治政府建设情况报告</a></div>",
        "<div>微信 微博 QQ空间</div>{article}<div>扫一扫在手机打开当前页</div>",
        "{article}<div>【打印本页】【关闭窗口】</div><div>责任编辑：某某</div>",
        "<div>您当前的位置：<a href='/'>首页</a> &gt; <a href='/b/'>年度报告</a></div>{article}",
        "</body></html>{article}",
        "<form><input type='password'></form>{article}",
        "<a name='top'>{article}",
        "<p>语音播报</p>{article}<p>附件：</p>",
    ],
    ids=["neighbour", "share", "end", "path", "closed early", "login box", "anchor", "voice"],
)
def test_what_stands_round_the_article(around: str) -> None:
    assert is_whole(read(page(around=around)))


def test_text_saved_in_another_encoding_than_it_says() -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    assert is_whole(read(page(head=head)))
    assert is_whole(read(page(head=head.replace("gb2312", "utf-8")).encode("gb18030")))
    assert is_whole(read(page(head=head).encode("utf-16")))


@pytest.mark.parametrize(
    "label",
    [
        *("发布机构", "发文机关", "公开责任部门", "信息公开责任单位", "信息发布机构", "发布主体"),
        *("发文部门", "公开单位", "制作机关", "信息提供单位", "提供单位", "来 源"),
    ],
)
def test_label_of_the_publisher(label: str) -> None:
    document = read(page(info=f"<p>{label}：澄川镇人民政府</p><p>发布日期：2025-02-18</p>"))
    assert is_whole(document)
    assert document.publisher == "澄川镇人民政府"


@pytest.mark.parametrize(
    "content", ["20250218", "2025-02-18T10:00:00+08:00", "2025年02月18日", "2025/02/18 10:00"]
)
def test_form_of_the_day_in_the_meta_tag(content: str) -> None:
    document = read(page(info="", head=f'<meta name="PubDate" content="{content}">'))
    assert (document.published_on, document.published_on_source) == (DAY, "meta_tag")


@pytest.mark.parametrize("content", ["法治政府建设年度报告", f"{TITLE[:18]}...", f"{TITLE[:18]}…"])
def test_tag_with_the_column_or_a_cut_title_yields_to_the_title_on_the_page(content: str) -> None:
    document = read(page(head=f'<meta name="ArticleTitle" content="{content}">'))
    assert is_whole(document)


def test_day_inside_the_heading_is_no_part_of_the_title() -> None:
    markup = page(info="").replace("</h1>", " <small>发布时间 : 2025-02-18 09:00</small></h1>", 1)
    assert is_whole(read(markup.replace(f"<title>{TITLE}", "<title>砚溪县人民政府")))


@pytest.mark.parametrize("mark", ["–", "—", "-", " - ", "_", "|"])
def test_site_behind_the_title(mark: str) -> None:
    head = f"<title>{TITLE}{mark}砚溪县人民政府</title>"
    article = f"<div><p>{SHOWN}</p><div class='TRS_Editor'>{outline()}</div></div>"
    assert is_whole(read(site(article, head=head)))


def test_number_under_a_title_that_the_text_words_otherwise() -> None:
    lines = ("中共砚溪县澄川镇委员会", "砚溪县澄川镇人民政府", TITLE[10:], "川委文〔2025〕3号")
    main = "".join(f"<p align='center'>{line}</p>" for line in lines) + outline()
    document = read(page(main, title="澄川镇2024年度法治政府建设报告"))
    assert document.document_number == "川委文〔2025〕3号"
    assert [section.heading for section in document.sections] == list(HEADINGS)
