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
        ("四季花街道2024年法治政府建设年度报告", "四季花街道"),
        ("云岭农业示范区管委会2024年法治政府建设情况报告", "云岭农业示范区管委会"),
        ("启动区管委会2024年法治政府建设情况报告", "启动区管委会"),
        ("创建路街道2024年法治政府建设情况报告", "创建路街道"),
        ("青石镇2024年法治政府建设工作小结", "青石镇"),
        ("青石镇2024年度法治政府建设情况报告(2025年1月)", "青石镇"),
        ("青石镇2024年度法治政府建设情况报告 2025-01-20", "青石镇"),
        ("青石镇法治政府建设年度报告2024", "青石镇"),
        ("青石镇2024年度法治政府建设情况报告.pdf", "青石镇"),
        ("青石镇2024年度法治政府建设情况报告1", "青石镇"),
        ("青石镇2024年度法治政府建设情况报告！", "青石镇"),
        ("青石镇2024年度法治政府建设情况报告 [置顶]", "青石镇"),
        ("青石镇2024年度法治政府建设情况报告 - 云岭县人民政府网站", "青石镇"),
        ("· 青石镇2024年度法治政府建设情况报告", "青石镇"),
        ("3、青石镇2024年度法治政府建设情况报告", "青石镇"),
        ("（二）青石镇2024年度法治政府建设情况报告", "青石镇"),
        ("附件：青石镇2024年度法治政府建设情况报告", "青石镇"),
        ("2024年度法治政府建设情况报告——云岭县水利局", "云岭县水利局"),
        ("2024年度法治政府建设情况报告（云岭县水利局）", "云岭县水利局"),
        ("云岭县水利局：2024年度法治政府建设情况报告", "云岭县水利局"),
        ("【云岭县水利局】2024年度法治政府建设情况报告", "云岭县水利局"),
        ("云 岭 县 水 利 局 2024年度法治政府建设情况报告", "云岭县水利局"),
        ("云岭县水利局 2 0 2 4 年度法治 政府建设情况报告", "云岭县水利局"),
        ("云岭县水利局2024年度“法治政府”建设情况报告", "云岭县水利局"),
        ("云岭县水利局2024年法治政府建设工作总结 2025年工作计划", "云岭县水利局"),
        ("云岭县水利局2024年法治政府建设工作总结2025年工作计划", "云岭县水利局"),
        ("云岭县2024年度法治政府建设情况报告暨“十三五”法治政府建设总结", "云岭县"),
    ],
)
def test_what_stands_round_a_title_does_not_change_it(title: str, unit: str) -> None:
    reading = read_title(title)
    assert (reading.report_kind, reading.report_year) == ("rule_of_law", 2024)
    assert reading.unit == unit


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
        ("青石镇2022年政府工作报告", "other_report"),
        ("青石镇2022年普法工作总结", "other_report"),
        ("云岭县水利局2022年度行政执法工作报告", "other_report"),
        ("青石镇2022年防汛工作报告", "no_keyword"),
        ("各镇街2024年度法治政府建设任务清单", "list"),
        ("青石镇党委书记2024年度履行推进法治建设第一责任人职责情况报告", "other_report"),
        ("云岭县近五年法治政府建设情况报告", "not_annual"),
        ("政府信息主动公开事项目录", "list"),
        ("关于青石镇防汛值班安排的公告", "notice"),
        ("云岭县2024年半年法治政府建设工作总结", "not_annual"),
        ("云岭县2024年四季度法治政府建设工作总结", "not_annual"),
        ("云岭县2024年10月法治政府建设工作情况", "not_annual"),
        ("云岭县“十四五”法治政府建设情况报告", "not_annual"),
        ("云岭县“八五”普法期间法治政府建设情况报告", "not_annual"),
        ("云岭县贯彻落实《法治政府建设实施纲要（2021—2025年）》情况的报告", "outline"),
        ("云岭县法治政府建设评估报告(2023)", "other_report"),
        ("关于法治政府建设满意度调查情况的报告", "other_report"),
        ("关于我县法治政府建设情况的视察报告", "other_report"),
        ("云岭县创建全国法治政府建设示范县工作情况报告", "other_report"),
        ("云岭县2024年度法治政府建设年度报告公开情况的通报", "other_report"),
        ("青石镇扎实推进2024年法治政府建设", "news"),
        ("青石镇多举措推进法治政府建设", "news"),
        ("县政府向县人大常委会报告2024年法治政府建设情况", "news"),
        ("市局来我县督导2024年度法治政府建设年度报告", "news"),
        ("青石镇2024年法治政府建设工作总结 表彰会", "news"),
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
        "关于转发《云岭县2022年度法治政府建设情况报告》的通知",
        "关于公布云岭县2022年度法治政府建设情况报告的公告",
        "青石镇2021年法治建设工作报告",
        "青石镇2021年依法行政工作总结",
        "附件",
        "2022年度法治政府建设情况公示",
        "青石镇2022年度法治政府建设情况报告公开",
        "青石镇2022年度法治政府建设工作情况通报",
        "云岭县水利局2024年贯彻落实《法治政府建设实施纲要（2021—2025年）》情况报告",
        "云岭县2021年以来法治政府建设情况报告",
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
        ("云岭县2020年度报告云政发〔2021〕1号", "云岭县2020年度报告", "云政发〔2021〕1号"),
        ("（云政发〔2021〕1号）云岭县2020年度报告", "云岭县2020年度报告", "云政发〔2021〕1号"),
        ("云政发〔2021〕1号：云岭县2020年度报告", "云岭县2020年度报告", "云政发〔2021〕1号"),
        ("关于转发云政发〔2021〕1号文件的通知", "关于转发云政发〔2021〕1号文件的通知", None),
    ],
)
def test_document_number_is_split_off(title: str, rest: str, number: str | None) -> None:
    assert split_document_number(title) == (rest, number)


def test_any_text_is_read_without_an_exception() -> None:
    for title in ("〔" * 5000, "20" * 3000, "法治政府建设" * 500, "\x00\ud800", "((((" * 400):
        read_title(title)


@pytest.mark.parametrize(
    "title",
    [
        "云岭镇24年法治政府建设情况报告",
        "云岭镇'24年度法治政府建设情况报告",
        "云岭镇二十四年度法治政府建设情况报告",
        "24年云岭镇法治政府建设情况报告",
        "云岭镇法治政府建设年度报告（24年度）",
        "云岭镇24年法治政府建设总结及25年工作计划",
    ],
)
def test_a_year_of_two_digits_leaves_the_year_in_doubt_and_is_no_part_of_the_body(
    title: str,
) -> None:
    reading = read_title(title)
    assert reading.may_be_report and reading.report_year is None and reading.years == []
    assert reading.unit == "云岭镇"


def test_a_year_of_two_digits_beside_a_whole_one_does_not_count() -> None:
    reading = read_title("云岭镇2023年法治政府建设情况及24年工作安排的报告")
    assert (reading.report_year, reading.years, reading.unit) == (2023, [2023], "云岭镇")


def test_a_year_of_two_digits_alone_is_no_body() -> None:
    assert read_title("24年度法治政府建设年度报告").unit is None
