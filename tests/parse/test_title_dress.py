"""What listings, printers and title elements put round a title."""

from __future__ import annotations

import pytest

from flows.parse.titles import read_title

_TITLES = [
    "云岭镇2023年度法治政府建设情况报告",
    "云岭镇法治政府建设年度报告(2023年度)",
    "云岭镇2023年度法治政府建设总结和2024年工作计划",
    "2023年云岭镇法治政府建设情况",
]


@pytest.mark.parametrize("title", _TITLES)
@pytest.mark.parametrize(
    "tail",
    [
        " 2024-01-05 10:20",
        " 2024.01.05",
        "[01-05]",
        " 01-05",
        "（2024年1月公布）",
        " 发布时间：2024-01-05",
        " 来源：青溪县司法局 发布时间：2024-01-05",
        "&nbsp;",
        "下载",
        " 点击查看",
        "。",
        " NEW",
        " 点击：23",
        ".pdf（256KB）",
        " .docx",
        ".pdf.pdf",
        "_青溪县人民政府网站",
        "_公开目录_青溪县人民政府门户网站",
        "-通知公告-青溪县人民政府",
        " - 法治政府建设年度报告 - 青溪县人民政府",
        " | 青溪县司法局",
        "丨青溪发布网",
        "_政务公开",
        "★",
    ],
)
def test_what_stands_behind_a_title_does_not_change_it(title: str, tail: str) -> None:
    reading = read_title(title + tail)
    assert (reading.report_kind, reading.report_year, reading.unit) == (
        "rule_of_law",
        2023,
        "云岭镇",
    )


@pytest.mark.parametrize("title", _TITLES)
@pytest.mark.parametrize(
    "front",
    [
        "[图文][权威发布]",
        "【公告】【年度报告】",
        "2024-01-05 ",
        "[2024-01-05] ",
        "1.【公开】",
        "政务公开 > 法治政府建设年度报告 > ",
        "政务公开｜",
        "法治政府建设年度报告丨",
        "标题：• ",
        "★",
    ],
)
def test_what_stands_before_a_title_does_not_change_it(title: str, front: str) -> None:
    reading = read_title(front + title)
    assert (reading.report_kind, reading.report_year, reading.unit) == (
        "rule_of_law",
        2023,
        "云岭镇",
    )


@pytest.mark.parametrize(
    "title",
    [
        "“关于青溪县司法局2023年度法治政府建设情况的报告”",
        "《关于青溪县司法局2023年度法治政府建设情况的报告》",
        "2024-01-05 关于青溪县司法局2023年度法治政府建设情况的报告",
        "附件1：关于青溪县司法局2023年度法治政府建设情况的报告",
        "2023年度法治政府建设情况报告（青溪县司法局）(2024-01-05)",
        "2023年度法治政府建设情况报告（青溪县司法局）.pdf",
        "法治政府建设情况报告（2023年）——青溪县司法局",
        "2023年度法治政府建设情况报告-青溪县司法局",
        "青溪县司法局｜2023年度法治政府建设情况报告",
    ],
)
def test_the_body_is_found_through_what_stands_round_the_title(title: str) -> None:
    reading = read_title(title)
    assert (reading.report_kind, reading.report_year, reading.unit) == (
        "rule_of_law",
        2023,
        "青溪县司法局",
    )


@pytest.mark.parametrize(
    "tail",
    [
        " - 青溪县人民政府",
        "-青溪县人民政府",
        "_青溪县人民政府网站",
        "_青溪县人民政府",
        " | 青溪县司法局",
        "-青溪县人民政府网站",
        "_公开目录_青溪县人民政府",
    ],
)
def test_the_name_of_a_site_is_nobody_s_report(tail: str) -> None:
    reading = read_title(f"关于2023年度法治政府建设情况的报告{tail}")
    assert (reading.report_kind, reading.report_year) == ("rule_of_law", 2023)
    assert reading.unit is None


@pytest.mark.parametrize(
    "tail", [" 2024年1月5日", "（2024年1月5日）", " 2024-01-05", "(2024年1月)"]
)
def test_the_day_of_a_title_is_not_its_year(tail: str) -> None:
    reading = read_title(f"云岭镇法治政府建设情况报告{tail}")
    assert (reading.report_kind, reading.report_year) == ("rule_of_law", None)
    assert reading.years == [] and reading.unit == "云岭镇"


@pytest.mark.parametrize(
    "title",
    [
        "云岭镇202\n3年度法治政府建设情况报告",
        "云岭镇20\r\n        23年度法治政府建设情况报告",
        "云岭镇2\u00a0023年度法治政府建设情况报告",
        "云岭镇 2023 年 度法治政府建设情况报告",
    ],
)
def test_a_year_broken_over_two_lines_is_one_year(title: str) -> None:
    reading = read_title(title)
    assert (reading.report_year, reading.unit) == (2023, "云岭镇")


@pytest.mark.parametrize(
    "title",
    [
        "中共青溪县云岭镇委员会 青溪县云岭镇人民政府关于2…",
        "中共青溪县云岭镇委员会 青溪县云岭镇人民政府关于202...",
        "中共青溪县云岭镇委员会 青溪县云岭镇人民政府关于2023…",
        "青溪县云岭镇人民政府关于报送20...",
        "青溪县云岭镇人民政府关于报送…",
        "青溪县云岭镇人民政府关于2023年度法治政府建设情…_青溪县人民政府",
        "青溪县云岭镇人民政府关于2023年度法治政府建设情... 2024-01-05",
    ],
)
def test_a_title_cut_before_its_subject_stays_open(title: str) -> None:
    reading = read_title(title)
    assert reading.may_be_report and reading.report_kind is None
    assert reading.report_year in (None, 2023)
    assert reading.unit == "青溪县云岭镇人民政府"


@pytest.mark.parametrize(
    "title",
    [
        "云岭镇2023年度法治政府建设工作任务清单_公开目录_青溪县人民政府",
        "云岭镇2023年法治政府建设工作要点-法治政府建设年度报告-青溪县人民政府",
        "【图解】云岭镇2023年度法治政府建设情况报告_青溪县人民政府",
        "政策解读 > 云岭镇2023年度法治政府建设情况报告",
    ],
)
def test_a_look_alike_stays_one_whatever_stands_round_it(title: str) -> None:
    assert read_title(title).report_kind is None
    assert not read_title(title).may_be_report


def test_a_year_in_a_tag_is_the_year() -> None:
    assert read_title("【2023年】云岭镇法治政府建设年度报告").report_year == 2023
    assert read_title("[2023]云岭镇法治政府建设年度报告").report_year == 2023


@pytest.mark.parametrize(
    "title", ["》》》", "2024-01-05", "[2024-01-05]", "|||", "_", "来源：", ".pdf"]
)
def test_a_title_that_is_nothing_but_dress_is_read_without_an_exception(title: str) -> None:
    assert read_title(title).report_kind is None
