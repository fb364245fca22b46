"""Titles as listings and printers really put them: joint accounts, trade names, tails, slips."""

from __future__ import annotations

import pytest

from flows.parse.titles import read_title


@pytest.mark.parametrize(
    "title",
    [
        "云岭镇2023年度法治政府建设和党政主要负责人履行推进法治建设第一责任人职责情况报告",
        "云岭镇2023年法治政府建设工作情况暨党政主要负责人履行第一责任人职责情况的报告",
        "云岭镇2023年度法治建设暨主要负责人述法报告",
    ],
)
def test_one_account_of_body_and_heads_is_the_report(title: str) -> None:
    reading = read_title(title)
    assert (reading.report_kind, reading.report_year, reading.unit) == (
        "rule_of_law",
        2023,
        "云岭镇",
    )


@pytest.mark.parametrize(
    "title,unit",
    [
        ("关于2023年度法治政府建设情况和主要负责人履行第一责任人职责情况的报告", None),
        ("云岭镇党政主要负责人2023年履行第一责任人职责情况和法治政府建设情况的报告", None),
        (
            "关于云岭镇2023年党政主要负责人履行法治建设第一责任人职责暨法治政府建设工作的报告",
            "云岭镇",
        ),
        ("云岭镇2023年度主要负责人述职述法及法治政府建设情况报告", "云岭镇"),
    ],
)
def test_a_joint_account_is_the_report_whatever_comes_first(title: str, unit: str | None) -> None:
    reading = read_title(title)
    assert (reading.report_kind, reading.report_year) == ("rule_of_law", 2023)
    assert unit is None or reading.unit == unit


@pytest.mark.parametrize(
    "title",
    [
        "关于2022-2023年度法治政府建设情况的报告",
        "关于2022—2023年法治政府建设情况的报告",
        "关于2022至2023年度法治政府建设情况的报告",
        "关于2022年度、2023年度法治政府建设情况的报告",
        "关于2022、2023年度法治政府建设情况的报告",
        "关于2022年和2023年法治政府建设情况的报告",
        "云岭镇2022和2023年度法治政府建设情况报告",
        "2022-2023法治政府建设年度报告",
        "云岭镇法治政府建设情况报告（2022-2023年度）",
    ],
)
def test_a_report_of_two_years_names_both(title: str) -> None:
    reading = read_title(title)
    assert reading.report_kind == "rule_of_law" and reading.years == [2022, 2023]
    assert reading.report_year == 2023
    assert reading.unit in (None, "云岭镇")


def test_a_day_or_a_plan_of_years_names_no_second_year() -> None:
    assert read_title("云岭镇2023年度法治政府建设情况报告（2024-01-15）").years == [2023]
    plan = "云岭县水利局2024年贯彻落实《法治政府建设实施纲要（2021—2025年）》情况报告"
    assert read_title(plan).report_year == 2024


@pytest.mark.parametrize(
    "title",
    [
        "各镇2023年度法治政府建设情况报告",
        "青溪县各镇（街道）2023年度法治政府建设年度报告",
        "各部门2023年法治政府建设工作总结",
        "青溪县2023年度法治政府建设情况报告汇编",
        "2023年度法治政府建设年度报告合集",
        "青溪县2023年度各镇街法治政府建设年度报告",
        "青溪县镇街2023年度法治政府建设报告汇总",
        "各镇2023年度法治政府建设情况报告公开",
    ],
)
def test_reports_of_many_bodies_in_one_leave_each_of_them_open(title: str) -> None:
    reading = read_title(title)
    assert reading.may_be_report and reading.report_kind is None and reading.why_not == "list"
    assert reading.unit is None and reading.report_year == 2023


@pytest.mark.parametrize(
    "title",
    [
        "各镇街2023年法治政府建设工作任务清单",
        "各部门2023年度法治政府建设报告公开情况",
        "各镇2023年度防汛工作报告",
        "法治政府建设督察反馈问题整改情况汇编",
    ],
)
def test_lists_of_other_things_are_no_reports(title: str) -> None:
    assert not read_title(title).may_be_report


@pytest.mark.parametrize(
    "title",
    [
        "关于更正云岭镇2023年度法治政府建设情况报告的公告",
        "关于重新发布云岭镇2023年度法治政府建设情况报告的公告",
        "关于补充公开云岭镇2023年度法治政府建设情况报告的公告",
        "云岭镇23年度法治政府建设情况报告",
    ],
)
def test_the_body_is_named_without_what_is_done_to_its_report(title: str) -> None:
    assert read_title(title).unit == "云岭镇"


@pytest.mark.parametrize(
    "title,unit",
    [
        (
            "青溪县司法局 青溪县信访局关于2023年度法治政府建设情况的报告",
            "青溪县司法局、青溪县信访局",
        ),
        (
            "青溪县司法局、青溪县信访局关于2023年度法治政府建设情况的报告",
            "青溪县司法局、青溪县信访局",
        ),
        ("县司法局 县信访局关于2023年度法治政府建设情况的报告", "县司法局、县信访局"),
        ("青溪县 司法局关于2023年度法治政府建设情况的报告", "司法局"),
        ("中共云岭镇委员会 云岭镇人民政府关于2023年度法治政府建设情况的报告", "云岭镇人民政府"),
        ("青溪县 云岭镇人民政府关于2023年度法治政府建设情况的报告", "云岭镇人民政府"),
    ],
)
def test_each_of_two_offices_is_named(title: str, unit: str) -> None:
    assert read_title(title).unit == unit


@pytest.mark.parametrize(
    "title",
    [
        "云岭镇党政主要负责人2023年履行推进法治建设第一责任人职责情况报告",
        "云岭镇2023年述法报告",
        "云岭镇2023年领导班子述职报告",
    ],
)
def test_the_account_of_the_heads_alone_is_another_report(title: str) -> None:
    assert read_title(title).why_not == "other_report"


@pytest.mark.parametrize(
    "title",
    [
        "青溪县公安局2023年度法治公安建设情况报告",
        "青溪县市场监督管理局2023年法治市场监管建设工作报告",
        "青溪县财政局2023年法治财政建设工作报告",
        "青溪县2023年“法治青溪”建设情况报告",
    ],
)
def test_a_report_named_for_a_trade_or_a_place_is_for_the_page_to_tell(title: str) -> None:
    reading = read_title(title)
    assert reading.may_be_report and reading.report_kind is None and reading.report_year == 2023


@pytest.mark.parametrize(
    "title",
    [
        "云岭镇2023年法治文化建设工作报告",
        "云岭镇2023年法治乡村建设工作总结",
        "云岭镇2023年法治宣传教育报告",
    ],
)
def test_other_works_of_law_are_no_report(title: str) -> None:
    reading = read_title(title)
    assert not reading.may_be_report


@pytest.mark.parametrize(
    "tail",
    [
        " 浏览：123次",
        "（点击量 7）",
        " NEW",
        " 2024-01-15",
        "(2024-01-15)",
        "——青溪县云岭镇人民政府",
    ],
)
def test_what_stands_behind_the_name_is_no_part_of_it(tail: str) -> None:
    reading = read_title(f"云岭镇2023年度法治政府建设年度报告{tail}")
    assert (reading.report_kind, reading.report_year) == ("rule_of_law", 2023)
    assert reading.name_form == "法治政府建设年度报告"


@pytest.mark.parametrize("tail", ["专栏入口", "（含附表）目录二", " 第1版 共3页", "正文下载见文末"])
def test_a_report_s_name_with_an_unknown_tail_is_never_dropped(tail: str) -> None:
    assert read_title(f"云岭镇2023年度法治政府建设情况报告{tail}").may_be_report


def test_the_common_slip_in_the_subject_is_read() -> None:
    reading = read_title("青溪县统计局2023年度法冶政府建设工作报告")
    assert (reading.report_kind, reading.report_year) == ("rule_of_law", 2023)


def test_the_year_in_brackets_at_the_end_is_the_year_of_the_report() -> None:
    reading = read_title("2024年云岭镇法治政府建设情况报告（2023年度）")
    assert (reading.report_year, reading.years) == (2023, [2024, 2023])


@pytest.mark.parametrize(
    "title",
    [
        "云岭镇2023年度法治政府建设情况的报告——2024年1月10日在镇第十八届人民代表大会第三次会议上",
        "云岭镇2023年度法治政府建设情况的报告（2024年1月10日在镇第十八届人民代表大会第三次会议上）",
        "云岭镇2023年1-12月法治政府建设情况报告",
        "云岭镇法治政府建设报告(2023年1月-12月)",
    ],
)
def test_a_day_or_a_whole_year_of_months_does_not_make_it_a_part_of_the_year(title: str) -> None:
    reading = read_title(title)
    assert (reading.report_kind, reading.report_year) == ("rule_of_law", 2023)
    assert reading.unit == "云岭镇"


@pytest.mark.parametrize("months", ["1-9月", "11月", "6月份", "1月至6月"])
def test_some_months_are_no_year(months: str) -> None:
    assert read_title(f"云岭镇2023年{months}法治政府建设情况报告").why_not == "not_annual"


def test_the_name_of_a_file_is_no_body() -> None:
    assert read_title("P020240119法治政府建设年度报告.pdf").unit is None


def test_the_reports_of_all_bodies_are_a_list() -> None:
    assert read_title("青溪县各部门2023年度法治政府建设年度报告").why_not == "list"
