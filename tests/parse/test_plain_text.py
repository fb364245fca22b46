"""Plain texts read as the visible text of a page."""

from __future__ import annotations

from datetime import date

import pytest

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


TITLE = "云岭县青石镇人民政府关于2025年度法治政府建设情况的报告"
OPENING = "2025年，青石镇扎实推进各项工作。现将有关情况报告如下："
TOPS = {
    "menu": f"部  门\n街  镇\n2025-03-20\n{TITLE}\n日期:2026-01-19\n字 号:\n",
    "links": "中国政府网 | 云岭县人民政府网 |\n您当前位置: 首页 > 法治政府建设报告\n"
    f"{TITLE}\n日期:2026-01-19 来源:云岭县青石镇\n语音播报\n语音合成中,请耐心等待...\n"
    "退出播报模式\n",
    "clock": f"云岭县人民政府 2019年12月3日星期二\n无障碍 简体| 繁体\n{TITLE}\n"
    f"来源:青石镇人民政府办公室 发布时间:2026-01-19 09:18\n{TITLE}\n",
    "lines": "云岭县青石镇人民政府\n关于2025年度法治政府建设情况的报告\n日期：2026-01-19\n",
    "buttons": f"{TITLE}\n来源:青石镇 发布时间:2026-01-19 17:01\n打印 打印\n纠错 纠错\n分享到\n",
    "block": f"{TITLE}\n• 索引号:\n11500999008689762A/2026-00004\n• 主题分类:\n• 发文机构:\n"
    f"云岭县青石镇人民政府\n• 内容概述:\n日期：2026-01-19\n{TITLE}\n",
}


@pytest.mark.parametrize("top", TOPS.values(), ids=TOPS.keys())
def test_what_stands_above_the_text(top: str) -> None:
    document = read_text(f"{top}\n{OPENING}\n一、主要成效\n{SENTENCE}\n二、存在问题\n{SENTENCE}")
    assert document.title is not None
    assert document.title.replace(" ", "") == TITLE
    assert document.filer_name == "云岭县青石镇人民政府"
    assert document.published_on == date(2026, 1, 19)
    assert document.text.startswith(OPENING)


def test_block_with_values_on_lines_of_their_own() -> None:
    document = read_text(f"{TOPS['block']}\n{OPENING}\n一、主要成效\n{SENTENCE}")
    assert document.index_number == "11500999008689762A/2026-00004"
    assert document.publisher == "云岭县青石镇人民政府"


def test_text_without_a_title_is_decided_by_its_sections() -> None:
    sections = f"一、主要举措和成效\n法治政府建设有序推进。2022年{SENTENCE}\n二、存在的问题及原因\n"
    sections += "法治政府建设力量不足。\n三、下一步工作打算\n2022年打下基础，继续推进法治政府建设。"
    document = read_text(sections)
    assert document.title is None
    assert document.report_kind == "rule_of_law"
    assert (document.report_year, document.report_year_source) == (2022, "text")
    assert [s.path for s in document.sections] == ["1", "2", "3"]


def test_salutation_stays_in_the_text() -> None:
    document = read_text(
        f"{TITLE}\n时间：2026-01-19 10:24 来源：青石镇 浏览次数：\n县委、县政府：\n{OPENING}\n"
    )
    assert document.text.startswith("县委、县政府：")


def test_what_utf_8_cannot_hold_is_replaced() -> None:
    document = read_text(f"{TITLE}\n{OPENING}\ud800\x00\n一、主要成效\n{SENTENCE}")
    document.text.encode()
    assert "\x00" not in document.text


BLOCK_OF_BARS = (
    "索 引 号 | 115009990086897621/2026-00004 | 主题分类 | 其他 |\n"
    "发文字号 | 青石府发〔2026〕3号 | 发布机构 | 青石镇人民政府 |\n"
    "成文日期 | 2026-01-12 | 发布日期 | 2026-01-20 |\n"
)


def test_block_printed_with_bars() -> None:
    document = read_text(f"{BLOCK_OF_BARS}{TITLE}\n{SENTENCE}\n一、主要成效\n{SENTENCE}\n")
    assert (document.published_on, document.written_on) == (date(2026, 1, 20), date(2026, 1, 12))
    assert document.publisher == "青石镇人民政府"
    assert document.index_number == "115009990086897621/2026-00004"


@pytest.mark.parametrize(
    "under",
    ["2026-01-20", "青石镇人民政府 2026年01月20日", "2026/1/20 9:12:33 次浏览 分类:工作动态 来源:"],
)
def test_a_stamp_under_the_title_dates_a_text(under: str) -> None:
    document = read_text(f"{TITLE}\n{under}\n{SENTENCE}\n")
    assert (document.title, document.published_on) == (TITLE, date(2026, 1, 20))


def test_a_day_that_somebody_wrote_under_the_title_dates_no_text() -> None:
    assert read_text(f"{TITLE}\n青石镇人民政府 2026年1月20日\n{SENTENCE}\n").published_on is None


def test_source_that_is_a_body_published_a_text() -> None:
    top = f"{TITLE}\n信息来源：青石镇人民政府 发布时间：2026-01-20\n{SENTENCE}\n"
    assert read_text(top).publisher == "青石镇人民政府"
    assert read_text(top.replace("青石镇人民政府 ", "青石日报 ")).publisher is None


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("归档时间:2026-06-15\n青石镇工作要点\n", "青石镇工作要点"),
        ("青石府发〔2026〕3号\n青石镇工作要点\n", "青石镇工作要点"),
        ("7首页 > 政务公开 > 报告\n青石镇工作要点\n", "青石镇工作要点"),
        (
            "云岭县人民政府办公室\n关于印发2026年度\n工作安排的通知\n",
            "云岭县人民政府办公室 关于印发2026年度 工作安排的通知",
        ),
        (f"法制查询\n站内公告\n{TITLE}\n", TITLE),
    ],
)
def test_title_among_the_lines_above_a_text(top: str, title: str) -> None:
    assert read_text(f"{top}{SENTENCE}\n{SENTENCE}\n").title == title
