"""Forms of titles as the bodies of all provinces word them, and what looks like them."""

from __future__ import annotations

import pytest

from flows.parse.titles import read_title


@pytest.mark.parametrize(
    "title,year",
    [
        ("青溪县2016年度依法行政工作情况报告", 2016),
        ("青溪县2015年度依法行政报告", 2015),
        ("青溪县2018年推进依法行政工作总结", 2018),
        ("青溪县人民政府关于2017年度依法行政工作情况的报告", 2017),
        ("青溪县2015年推进依法行政工作情况及2016年工作打算", 2015),
        ("青溪县二〇一六年度依法行政工作报告", 2016),
    ],
)
def test_until_2018_the_report_may_be_named_for_lawful_administration(
    title: str, year: int
) -> None:
    reading = read_title(title)
    assert (reading.report_kind, reading.report_year) == ("rule_of_law", year)
    assert reading.unit in ("青溪县", "青溪县人民政府")


@pytest.mark.parametrize(
    "title",
    [
        "青溪县2019年度依法行政工作报告",
        "青溪县依法行政工作报告",
        "青溪县2016年依法行政培训工作总结",
        "青溪县2016年依法行政考核工作情况报告",
        "青溪县2016年度依法行政工作自查报告",
    ],
)
def test_other_accounts_of_lawful_administration_are_not_decided_by_their_title(
    title: str,
) -> None:
    assert read_title(title).report_kind is None


@pytest.mark.parametrize(
    "title",
    [
        "云岭镇2023年度法治政府建设自查报告",
        "云岭镇2023年法治政府建设工作自评报告",
        "云岭镇2023年度法治建设考核自评报告",
        "云岭镇2023年法治政府建设自我评估报告",
    ],
)
def test_a_body_s_test_of_itself_is_for_the_page_to_tell(title: str) -> None:
    reading = read_title(title)
    assert reading.report_kind is None and reading.report_year in (None, 2023)


@pytest.mark.parametrize(
    "title",
    [
        "2023年区直部门法治政府建设年度报告",
        "部门法治政府建设年度报告",
        "镇（街道）法治政府建设年度报告",
        "乡镇（街道）2023年法治政府建设年度报告",
        "区直部门、镇街法治政府建设年度报告",
        "镇街法治政府建设报告",
        "青溪县政府部门2023年度法治政府建设情况报告",
        "2023年度全县乡镇（街道）法治政府建设工作情况报告",
    ],
)
def test_the_reports_of_a_class_of_bodies_are_nobody_s_report(title: str) -> None:
    reading = read_title(title)
    assert reading.may_be_report and (reading.report_kind, reading.why_not) == (None, "list")
    assert reading.unit is None


@pytest.mark.parametrize(
    "title,unit",
    [
        ("街道2023年法治政府建设工作报告", "街道"),
        ("青溪县城区街道2023年法治政府建设工作报告", "青溪县城区街道"),
        ("青溪县新街镇2023年法治政府建设工作报告", "青溪县新街镇"),
        ("青溪县乡镇企业局2023年法治政府建设工作报告", "青溪县乡镇企业局"),
        ("青溪县机关事务管理局2023年法治政府建设工作报告", "青溪县机关事务管理局"),
    ],
)
def test_a_body_whose_name_has_the_word_of_a_class_is_one_body(title: str, unit: str) -> None:
    reading = read_title(title)
    assert (reading.report_kind, reading.unit) == ("rule_of_law", unit)


@pytest.mark.parametrize(
    "title",
    [
        "区人大代表评议2023年法治政府建设情况",
        "市人大常委会调研青溪区2023年度法治政府建设情况",
        "区人大监察司法委调研2023年法治政府建设情况",
        "副县长督导2023年度法治政府建设工作情况",
        "县政协视察2023年法治政府建设工作情况",
        "市人大常委会检查2016年依法行政工作情况",
        "新闻发布会：介绍2023年法治政府建设情况",
        "在线访谈：谈谈青溪县2023年法治政府建设情况",
    ],
)
def test_what_others_do_about_it_is_news(title: str) -> None:
    reading = read_title(title)
    assert (reading.report_kind, reading.may_be_report) == (None, False)


@pytest.mark.parametrize(
    "title,unit",
    [
        ("青溪县委督查室2023年法治政府建设工作报告", "青溪县委督查室"),
        ("国家统计局青溪调查队2023年法治政府建设情况报告", "国家统计局青溪调查队"),
        ("青溪县疾病检查站2023年法治政府建设情况报告", "青溪县疾病检查站"),
    ],
)
def test_a_body_named_for_looking_into_things_reports_for_itself(title: str, unit: str) -> None:
    reading = read_title(title)
    assert (reading.report_kind, reading.unit) == ("rule_of_law", unit)


@pytest.mark.parametrize(
    "title,why",
    [
        ("关于2023年度法治政府建设工作经费绩效自评报告", "other_report"),
        ("2023年法治政府建设项目资金使用情况报告", "other_report"),
        ("五年来全县法治政府建设工作情况报告", "not_annual"),
        ("党的十八大以来青溪县法治政府建设情况报告", "not_annual"),
        ("换届以来青溪县法治政府建设工作情况报告", "not_annual"),
        ("在全县法治政府建设工作会议上的报告", "other_report"),
    ],
)
def test_accounts_of_money_of_terms_and_to_meetings_are_others(title: str, why: str) -> None:
    reading = read_title(title)
    assert (reading.report_kind, reading.may_be_report, reading.why_not) == (None, False, why)


def test_an_account_of_two_works_is_for_the_page_to_tell() -> None:
    reading = read_title("云岭镇2023年平安建设（法治建设）工作总结")
    assert reading.report_kind is None and reading.may_be_report
    assert read_title("云岭县财政局2023年法治建设工作总结").report_kind == "rule_of_law"


@pytest.mark.parametrize("title", ["更多法治政府建设年度报告>>", "查看法治政府建设年度报告"])
def test_words_of_a_link_are_no_body(title: str) -> None:
    reading = read_title(title)
    assert reading.report_kind is None and reading.unit is None


@pytest.mark.parametrize(
    "title,unit",
    [
        ("青溪县人民政府 云岭镇2023年法治政府建设年度报告", "云岭镇"),
        ("青溪县人民政府 青溪县水利局2023年法治政府建设年度报告", "青溪县水利局"),
        (
            "中共青溪县委办公室 青溪县人民政府办公室关于2023年度法治政府建设情况的报告",
            "青溪县人民政府办公室",
        ),
        (
            "中共青溪县水利局党组 青溪县水利局关于2023年度法治政府建设情况的报告",
            "青溪县水利局",
        ),
        ("青溪县委 青溪县人民政府关于2023年度法治政府建设情况的报告", "青溪县人民政府"),
        ("云岭镇人民政府 中共云岭镇委员会关于2023年度法治政府建设情况的报告", "云岭镇人民政府"),
        (
            "青溪县人民政府文件 青政字〔2024〕5号 关于2023年度法治政府建设情况的报告",
            "青溪县人民政府",
        ),
        ("2024年第1号 青溪县人民政府关于2023年度法治政府建设情况的报告", "青溪县人民政府"),
        ("青溪县推进依法行政建设法治政府工作情况报告（2023年度）", "青溪县"),
        ("青溪县2023年年度法治政府建设报告", "青溪县"),
    ],
)
def test_the_body_is_the_one_that_reports(title: str, unit: str) -> None:
    reading = read_title(title)
    assert (reading.report_kind, reading.report_year, reading.unit) == ("rule_of_law", 2023, unit)


@pytest.mark.parametrize(
    "title,kind,unit",
    [
        ("关于印发《青溪县2023年法治政府建设情况报告》的通知", "rule_of_law", "青溪县"),
        (
            "青溪县人民政府办公室关于印发青溪县2023年度法治政府建设工作总结的通知",
            "rule_of_law",
            "青溪县",
        ),
        (
            "青溪县人民政府办公室关于印发《2023年度法治政府建设工作报告》的通知",
            "rule_of_law",
            None,
        ),
        ("青溪县水利局关于印发2023年度法治政府建设工作总结的通知", "rule_of_law", "青溪县水利局"),
        ("青溪县司法局关于转发《云岭省2023年法治政府建设情况报告》的通知", None, "云岭省"),
        ("云岭镇人民政府关于公布2023年度法治政府建设报告的公告", None, "云岭镇人民政府"),
    ],
)
def test_a_report_sent_round_is_the_report_of_the_body_it_names(
    title: str, kind: str | None, unit: str | None
) -> None:
    reading = read_title(title)
    assert reading.may_be_report and reading.report_year == 2023
    assert (reading.report_kind, reading.unit) == (kind, unit)


@pytest.mark.parametrize(
    "title",
    [
        "云岭镇2023年度法治政府建设情况公示",
        "云岭镇2023年法治政府建设年度报告公示",
        "云岭镇2023年推进法治政府建设工作情况的公告",
    ],
)
def test_a_report_posted_as_a_public_notice_is_the_report(title: str) -> None:
    reading = read_title(title)
    assert (reading.report_kind, reading.report_year, reading.unit) == (
        "rule_of_law",
        2023,
        "云岭镇",
    )


@pytest.mark.parametrize(
    "title",
    [
        "云岭镇2023年法治政府建设考核情况公示",
        "云岭镇2023年法治政府建设年度报告公开情况公示",
        "云岭镇2023年法治政府建设工作要点落实情况公示",
        "云岭镇法治政府建设情况公示",
        "关于印发2023年度法治政府建设年度报告编制方案的通知",
        "关于印发法治政府建设年度报告的通知",
    ],
)
def test_other_notices_are_not_taken_for_the_report(title: str) -> None:
    assert read_title(title).report_kind is None


@pytest.mark.parametrize(
    "title",
    [
        "青溪县司法局2023年法治政府建设工作总结及2024年上半年工作计划",
        "青溪县司法局2023年度法治政府建设工作总结及2024年一季度工作安排",
    ],
)
def test_a_plan_for_a_part_of_the_next_year_leaves_the_report_one_of_the_year(title: str) -> None:
    reading = read_title(title)
    assert (reading.report_kind, reading.report_year) == ("rule_of_law", 2023)
    assert reading.unit == "青溪县司法局"


@pytest.mark.parametrize(
    "title,unit",
    [
        ("2023年青溪县妇联法治政府建设工作情况报告", "青溪县妇联"),
        ("关于青溪县政府督查室2023年度法治政府建设情况的报告", "青溪县政府督查室"),
        ("2023年青溪县统计调查队法治政府建设工作情况报告", "青溪县统计调查队"),
        ("2023年青溪海关法治政府建设工作情况报告", "青溪海关"),
        ("青溪县法治建设办公室2023年法治建设工作总结", "青溪县法治建设办公室"),
        (
            "青溪县法治政府建设领导小组办公室2023年法治政府建设工作报告",
            "青溪县法治政府建设领导小组办公室",
        ),
        ("2023年度云岭\n镇法治政府建设情况报告", "云岭镇"),
        (
            "关于青溪县农业农村局（乡村振兴局）2023年度法治政府建设情况的报告",
            "青溪县农业农村局（乡村振兴局）",
        ),
        ("2023年青溪县发改局(粮食局)法治政府建设情况报告", "青溪县发改局(粮食局)"),
        ("云岭镇深入推进2023年法治政府建设工作情况报告", "云岭镇"),
        ("云岭镇持续全面推进2023年法治政府建设工作总结", "云岭镇"),
        ("首页 政务公开 云岭镇2023年度法治政府建设情况报告", "云岭镇"),
        ("青溪县人民政\n府办公室2023年度法治政府建设情况报告", "青溪县人民政府办公室"),
        ("2023年度长桥路街\n道法治政府建设情况报告", "长桥路街道"),
        ("青溪县人民政府 2023年度云岭镇法治政府建设情况报告", "云岭镇"),
        ("青溪县人民政府 关于云岭镇2023年度法治政府建设情况的报告", "云岭镇"),
        ("青溪县人民政府 关于青溪县2023年度法治政府建设情况的报告", "青溪县人民政府"),
        ("青溪县人民政府 关于2023年度法治政府建设情况的报告", "青溪县人民政府"),
        ("青溪县人民政府 全县2023年法治政府建设工作情况报告", "青溪县人民政府"),
        ("青溪县法治政府建设年度报告2023年 01-05", "青溪县"),
    ],
)
def test_bodies_of_every_sort_are_named_in_full(title: str, unit: str) -> None:
    reading = read_title(title)
    assert (reading.report_kind, reading.report_year, reading.unit) == ("rule_of_law", 2023, unit)


@pytest.mark.parametrize(
    "body",
    [
        "全青县",
        "本岭县",
        "我云镇",
        "各山乡",
        "附云镇",
        "年云镇",
        "度假区管委会",
        "附云区附云镇",
    ],
)
def test_a_name_that_begins_like_another_word_is_a_name(body: str) -> None:
    assert read_title(f"{body}2023年度法治政府建设情况报告").unit == body
    assert read_title(f"2023年{body}法治政府建设情况报告").unit == body
    assert read_title(f"关于{body}2023年度法治政府建设情况的报告").unit == body


@pytest.mark.parametrize("body", ["全县", "我局", "本单位", "我街道", "本镇", "全市"])
def test_ours_is_no_name(body: str) -> None:
    reading = read_title(f"{body}2023年度法治政府建设情况报告")
    assert (reading.report_kind, reading.report_year, reading.unit) == ("rule_of_law", 2023, None)


@pytest.mark.parametrize(
    "title",
    [
        "2024年2月青溪县2023年度法治政府建设情况报告",
        "青溪县2023年度法治政府建设情况报告20240115",
        "20240115青溪县2023年度法治政府建设情况报告",
        "〔2024〕5号 青溪县2023年度法治政府建设情况报告",
        "[2024]5号青溪县2023年度法治政府建设情况报告",
        "2023年度-青溪县-法治政府建设年度报告",
        "截至2023年底青溪县法治政府建设情况报告",
        "青溪县法治政府建设2023年总结2024年计划",
        "青溪县2023年度法治政府建设情况的报告 2024年1月20日 在县第十八届人民代表大会第二次会议上",
    ],
)
def test_the_year_of_the_report_is_no_year_beside_it(title: str) -> None:
    reading = read_title(title)
    assert (reading.report_kind, reading.report_year, reading.unit) == (
        "rule_of_law",
        2023,
        "青溪县",
    )


@pytest.mark.parametrize(
    "title",
    [
        "2024年青溪县法治政府建设工作计划及2023年工作总结",
        "青溪县2023年工作总结和2024年法治政府建设工作计划",
    ],
)
def test_the_year_of_a_plan_is_not_that_of_the_account_beside_it(title: str) -> None:
    reading = read_title(title)
    assert reading.may_be_report and reading.report_kind is None
    assert (reading.report_year, reading.unit) == (2023, "青溪县")


@pytest.mark.parametrize(
    "title",
    [
        "青溪县上年度法治政府建设工作报告",
        "青溪县去年法治政府建设情况报告",
        "2023-青溪县法治政府建设年度报告",
        "20240115青溪县法治政府建设情况报告",
    ],
)
def test_words_of_time_are_no_part_of_the_body(title: str) -> None:
    reading = read_title(title)
    assert reading.may_be_report and reading.report_year is None
    assert reading.unit == "青溪县"


def test_a_meeting_is_no_body() -> None:
    title = "第十八届人大常委会第九次会议文件 关于2023年度法治政府建设情况的报告"
    assert read_title(title).unit is None
