"""Report or look-alike, where the title alone leaves it open."""

from __future__ import annotations

import pytest

from flows.parse.document import Document
from flows.parse.page import read_page
from tests.parse.quirk_pages import TEXT, URL, outline, page

STEPS = '<a href="/">首页</a>&gt;<a href="/b/">法治政府建设年度报告</a>'
COLUMN = f'<div class="crumb">当前位置：{STEPS}</div>'


def read(markup: str) -> Document:
    document = read_page(markup.encode(), URL)
    assert isinstance(document, Document), document
    return document


def printed(first: str, title: str) -> Document:
    """A page in the report's column with a title that leaves it open, and a title in its text."""
    main = f"<p align='center'>{first}</p>{outline()}"
    return read(page(main, title=title, around=COLUMN + "{article}"))


@pytest.mark.parametrize(
    ("first", "title", "why"),
    [
        ("澄川镇2024年上半年法治政府建设工作总结", "法治政府建设工作总结", "not_annual"),
        ("澄川镇2025年法治政府建设工作计划", "2025年法治政府建设", "plan"),
        ("关于做好2024年度法治政府建设年度报告的通知", "法治政府建设情况", "notice"),
        ("各镇街、各部门：", "关于2024年度法治政府建设工作情况的通报", "notice"),
    ],
)
def test_look_alike_under_a_title_that_leaves_it_open(first: str, title: str, why: str) -> None:
    document = printed(first, title)
    assert (document.report_kind, document.why_not) == (None, why)


@pytest.mark.parametrize("first", ["全面推进法治政府建设", "县委、县政府：", "（2025年2月10日）"])
def test_other_first_lines_do_not_refuse_a_report(first: str) -> None:
    assert printed(first, "2024年度法治政府建设").report_kind == "rule_of_law"


@pytest.mark.parametrize(
    "title",
    [
        "2024年度法治政府建设情况报告",
        "关于2024年度法治政府建设情况的报告",
        "2024年法治政府建设年度报告",
    ],
)
def test_body_in_the_printed_title_is_whose_report_it_is(title: str) -> None:
    document = printed("澄川镇人民政府2024年度法治政府建设情况报告", title)
    assert (document.report_kind, document.report_year) == ("rule_of_law", 2024)
    assert document.filer_name == "澄川镇人民政府"


def test_words_before_the_subject_that_are_no_body_give_none() -> None:
    first = "内部资料2024年度法治政府建设情况报告"
    assert printed(first, "2024年度法治政府建设情况报告").filer_name is None


def test_printed_title_of_another_year_or_kind_gives_no_body() -> None:
    title = "2024年度法治政府建设情况报告"
    assert printed("澄川镇2023年度法治政府建设情况报告", title).filer_name is None
    assert printed("澄川镇2024年政府信息公开工作年度报告", title).filer_name is None


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("澄川县概述", "各镇2024年度法治政府建设情况报告"),
        ("澄川县概述", "澄川县2024年度法治政府建设情况报告汇编"),
        ("各镇2024年度法治政府建设情况报告", "法治政府建设情况"),
    ],
)
def test_reports_of_many_bodies_in_one_are_no_body_s_and_stay_open(first: str, title: str) -> None:
    document = printed(first, title)
    assert document.report_kind is None and document.may_be_report
    assert (document.why_not, document.filer_name) == ("list", None)


def test_circular_that_gives_the_body_s_own_account_is_the_report() -> None:
    document = printed(
        "现将我镇2024年度法治政府建设情况通报如下。", "澄川镇2024年度法治政府建设情况通报"
    )
    assert (document.report_kind, document.filer_name) == ("rule_of_law", "澄川镇")


def test_fixed_headings_of_the_disclosure_report_decide_in_any_column() -> None:
    names = ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况")
    main = "".join(f"<p>{n}、{h}</p><p>{TEXT}</p>" for n, h in zip("一二三", names, strict=True))
    document = read(page(main, title="2024年度报告", around=COLUMN + "{article}"))
    assert document.report_kind == "disclosure"


def test_general_account_that_names_the_subject_now_and_then_is_no_report() -> None:
    names = ("主要工作完成情况", "存在的问题", "下一步打算")
    other = "全镇粮食产量稳中有升，新建道路12公里，改造旧房8处，群众生活不断改善。" * 40
    main = "".join(
        f"<p>{n}、{h}</p><p>推进依法行政。{other}</p>" for n, h in zip("一二三", names, strict=True)
    )
    document = read(page(main, title="澄川镇2024年工作总结", around=COLUMN + "{article}"))
    assert document.report_kind is None
    assert document.may_be_report
