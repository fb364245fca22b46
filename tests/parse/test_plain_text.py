"""Plain texts read as the visible text of a page."""

from __future__ import annotations

from datetime import date

from flows.parse.plain_text import read_text

SENTENCE = "全年办理案件32件，组织培训5次，各项任务有序完成。"


def test_page_text_with_path_title_and_date() -> None:
    document = read_text(
        "您当前的位置:首页>镇街>青石镇>法治政府建设年度报告\n青石镇2024年法治政府建设年度报告\n"
        "日期:2025-01-20\n\n青石镇2024年\n\n法治政府建设年度报告\n\n"
        f"一、主要成效\n{SENTENCE}\n二、存在问题\n{SENTENCE}\n青石镇人民政府\n2025年1月10日\n"
        "扫一扫在手机打开当前页\n"
    )
    assert document.kind == "article"
    assert document.family == "text"
    assert document.title == "青石镇2024年法治政府建设年度报告"
    assert document.breadcrumb[-1] == "法治政府建设年度报告"
    assert (document.published_on, document.published_on_source) == (date(2025, 1, 20), "displayed")
    assert document.written_on == date(2025, 1, 10)
    assert document.sign_off == "青石镇人民政府"
    assert [s.heading for s in document.sections] == ["主要成效", "存在问题"]
    assert document.text.startswith("一、主要成效")


def test_labelled_header_above_a_ruled_line() -> None:
    document = read_text(
        "标题: 青石镇2024年法治政府建设年度报告\n发布时间: 2025-01-20 10:09\n文号: \n"
        "发布机构: 青石镇人民政府\n栏目: 年度报告\n========== 正文 ==========\n"
        "当前位置： 首页年度报告 青石镇2024年法治政府建设年度报告 时间：2025-01-20 10:09 "
        "微信 微博 "
        f"根据要求，现将有关情况总结如下：一、工作开展情况{SENTENCE * 3}二、存在问题{SENTENCE * 3}"
        f"三、下一步工作打算{SENTENCE * 3} 来源：青石镇人民政府 附件下载"
    )
    assert document.title == "青石镇2024年法治政府建设年度报告"
    assert document.publisher == "青石镇人民政府"
    assert document.published_on == date(2025, 1, 20)
    assert document.text.startswith("根据要求")
    assert document.text.endswith("有序完成。")
    assert [s.heading for s in document.sections] == ["工作开展情况", "存在问题", "下一步工作打算"]


def test_days_in_the_text_date_nothing() -> None:
    document = read_text("可售房源统计\n可售套数：318\n2014-11-3新发布\n2014-11-3\n")
    assert document.published_on is None
    assert not document.is_report


def test_empty_text() -> None:
    document = read_text("\n \n")
    assert (document.title, document.sections, document.outline_reason) == (None, [], "no_text")
