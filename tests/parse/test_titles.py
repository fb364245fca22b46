"""What a title alone says."""

from __future__ import annotations

import pytest

from flows.parse.titles import read_title, split_document_number


@pytest.mark.parametrize(
    ("title", "year", "unit", "name_form"),
    [
        (
            "云岭县青石镇人民政府关于2022年度法治政府建设情况的报告",
            2022,
            "云岭县青石镇人民政府",
            "情况的报告",
        ),
        ("云岭县２０２２年法治政府建设情况报告", 2022, "云岭县", "情况报告"),
        (
            "云岭县青石镇人民政府关于二〇二二年度法治政府建设情况的报告",
            2022,
            "云岭县青石镇人民政府",
            "情况的报告",
        ),
        ("青石镇二○二三年法治政府建设报告", 2023, "青石镇", "建设报告"),
        ("青石镇二零二三年法治政府建设报告", 2023, "青石镇", "建设报告"),
        ("青石镇二Ｏ二三年法治政府建设报告", 2023, "青石镇", "建设报告"),
        ("2020年云岭区法治政府建设情况报告", 2020, "云岭区", "情况报告"),
        ("青石镇法治政府建设年度报告(2024年度)", 2024, "青石镇", "法治政府建设年度报告"),
        ("青石镇法治政府建设年度报告（2024年）", 2024, "青石镇", "法治政府建设年度报告"),
        ("青石镇2024年法治建设总结和2025年工作计划", 2024, "青石镇", "总结和工作计划"),
        (
            "云岭县水利局关于2023年法治政府建设情况及2024年工作安排的报告",
            2023,
            "云岭县水利局",
            None,
        ),
        ("云岭县水利局2025 年法治政府建设年度报告", 2025, "云岭县水利局", "法治政府建设年度报告"),
        ("云岭县水利局2024法治政府建设年度报告", 2024, "云岭县水利局", "法治政府建设年度报告"),
        ("关于2022年度法治政府建设情况的报告", 2022, None, "情况的报告"),
        ("关于云岭县青石镇2022年度法治政府建设情况的报告", 2022, "云岭县青石镇", "情况的报告"),
        ("云岭县审计局2024年推进法治政府建设情况的报告", 2024, "云岭县审计局", "情况的报告"),
        ("云岭县水利局2021年度法治政府建设年度报告", 2021, "云岭县水利局", "法治政府建设年度报告"),
        ("云岭县农业局2023年度法治政府建设情况", 2023, "云岭县农业局", "情况"),
        (
            "云岭县公安局交通警察大队2023年法治政府建设年度报告",
            2023,
            "云岭县公安局交通警察大队",
            "法治政府建设年度报告",
        ),
    ],
)
def test_title_of_a_report(title: str, year: int, unit: str | None, name_form: str | None) -> None:
    reading = read_title(title)
    assert reading.report_kind == "rule_of_law"
    assert (reading.report_year, reading.unit) == (year, unit)
    assert name_form is None or reading.name_form == name_form
    assert reading.may_be_report
    assert reading.why_not is None


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        (
            "中共云岭县青石镇委员会 云岭县青石镇人民政府关于2025年法治政府建设情况的报告",
            "云岭县青石镇人民政府",
        ),
        (
            "中共云岭县青石镇委员会云岭县青石镇人民政府关于2025年法治政府建设情况的报告",
            "云岭县青石镇人民政府",
        ),
        (
            "中共云岭县新区工作委员会 云岭县新区管理委员会关于2025年法治政府建设情况的报告",
            "云岭县新区管理委员会",
        ),
        ("中共云岭县委云岭县人民政府关于2025年法治政府建设情况的报告", "云岭县人民政府"),
        (
            "中共云岭县西桥街道工作委员会 云岭县西桥街道办事处 关于2025年度法治政府建设情况的报告",
            "云岭县西桥街道办事处",
        ),
    ],
)
def test_of_a_joint_title_the_government_is_the_unit(title: str, unit: str) -> None:
    assert read_title(title).unit == unit


@pytest.mark.parametrize(
    ("title", "why"),
    [
        (
            "【文字解读】《云岭县人民政府关于2024年法治政府建设情况的报告》文件解读",
            "interpretation",
        ),
        ("云岭县人民政府办公室关于印发云岭县2020年度法治政府建设工作安排的通知", "notice"),
        ("关于报送2020年度法治政府建设情况报告的通知", "notice"),
        ("关于做好2024年法治政府建设年度报告的通知", "notice"),
        ("法治政府建设年度报告工作指引", "guidance"),
        ("云岭县2023年法治政府建设工作要点", "plan"),
        ("青石镇法治政府建设年度报告制定和公开工作办法", "rule_text"),
        ("云岭省贯彻落实《法治政府建设实施纲要（2021—2025年）》实施方案", "outline"),
        ("青石镇召开2023年法治政府建设工作会议", "news"),
        ("云岭县2022年上半年法治政府建设工作情况报告", "not_annual"),
        ("云岭县2023年法治政府建设示范创建工作情况报告", "other_report"),
        ("关于2023年法治政府建设督察情况的报告", "other_report"),
        ("云岭县2016—2020年法治政府建设情况报告", "not_annual"),
        ("青石镇2022年政府工作报告", "no_keyword"),
        ("青石镇党委书记2024年度履行推进法治建设第一责任人职责情况报告", "other_report"),
        ("云岭县近五年法治政府建设情况报告", "not_annual"),
        ("政府信息主动公开事项目录", "list"),
        ("关于青石镇防汛值班安排的公告", "notice"),
    ],
)
def test_look_alike_is_ruled_out_with_its_reason(title: str, why: str) -> None:
    reading = read_title(title)
    assert (reading.report_kind, reading.may_be_report, reading.why_not) == (None, False, why)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "   ",
        "法治政府建设年度报告",
        "法治政府建设情况",
        "2022年度报告",
        "青石镇2022年法治政府建设",
        "云岭县青石镇人民政府关于2022年度法治政府建设情…",
        "云岭县青石镇人民政府关于2022年度法治政...",
        "关于印发《云岭县2022年度法治政府建设情况报告》的通知",
        "青石镇2021年法治建设工作报告",
        "青石镇2021年依法行政工作总结",
        "附件",
        "青石镇2022年度法治政府建设情况公示",
    ],
)
def test_title_that_cannot_decide_stays_open(title: str) -> None:
    reading = read_title(title)
    assert reading.report_kind is None
    assert reading.may_be_report


def test_rule_of_law_without_government_counts_from_2023() -> None:
    assert read_title("青石镇2023年法治建设工作报告").report_kind == "rule_of_law"
    assert read_title("青石镇2022年法治建设工作报告").report_kind is None


@pytest.mark.parametrize(
    "title",
    [
        "青石镇2024年政府信息公开工作年度报告",
        "2024年青石镇政府信息公开年报",
        "云岭县水利局关于2024年政府信息公开工作年度报告",
        "云岭县水利局 2019年政府信息公开工作年度报告",
    ],
)
def test_disclosure_report_is_a_kind_of_its_own(title: str) -> None:
    reading = read_title(title)
    assert reading.report_kind == "disclosure"
    assert reading.unit in ("青石镇", "云岭县水利局")


def test_years_of_a_title_are_kept_in_order_without_the_document_number() -> None:
    reading = read_title("云政发〔2021〕1号云岭县2020年度法治政府建设情况报告")
    assert reading.years == [2020]
    assert reading.document_number == "云政发〔2021〕1号"
    assert reading.unit == "云岭县"


@pytest.mark.parametrize(
    ("title", "rest", "number"),
    [
        ("云政发〔2021〕1号云岭县2020年度报告", "云岭县2020年度报告", "云政发〔2021〕1号"),
        (
            "云岭县青石镇人民政府青石府发〔2023〕5号关于2022年度法治政府建设情况的报告",
            "云岭县青石镇人民政府关于2022年度法治政府建设情况的报告",
            "青石府发〔2023〕5号",
        ),
        (
            "关于印发某办法的通知（云政规〔2019〕9号）",
            "关于印发某办法的通知（云政规〔2019〕9号）",
            "云政规〔2019〕9号",
        ),
        ("云岭县2020年度报告", "云岭县2020年度报告", None),
        ("关于转发云政发〔2021〕1号文件的通知", "关于转发云政发〔2021〕1号文件的通知", None),
    ],
)
def test_document_number_is_split_off(title: str, rest: str, number: str | None) -> None:
    assert split_document_number(title) == (rest, number)


def test_any_text_is_read_without_an_exception() -> None:
    for title in ("〔" * 5000, "20" * 3000, "法治政府建设" * 500, "\x00\ud800", "((((" * 400):
        read_title(title)
