"""What a section is about."""

from __future__ import annotations

import pytest

from flows.parse.items import items_of_heading, items_of_section


def items(heading: str, level: int = 1) -> list[str]:
    return [read.item for read in items_of_heading(heading, level)]


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("存在的问题及下一步工作打算", ["problems", "plans"]),
        ("存在的主要问题和原因", ["problems", "causes"]),
        ("问题及原因分析", ["problems", "causes"]),
        ("2024年工作开展情况及2025年工作计划", ["plans", "achievements"]),
        ("主要成效和亮点", ["innovation", "achievements"]),
        ("主要举措和成效", ["achievements"]),
        ("下一步工作思路和举措", ["plans"]),
        ("存在问题及改进措施", ["problems", "plans"]),
        ("2024年度推进法治政府建设的主要安排", ["plans"]),
        ("其他需要报告的事项", ["other"]),
        ("党政主要负责人履行推进法治建设第一责任人职责情况", ["leadership"]),
        ("2023 年重点任务", ["plans"]),
        ("存在的问题、原因及下一步打算", ["problems", "causes", "plans"]),
        ("主要负责同志履职情况", ["leadership"]),
        ("其它", ["other"]),
        ("坚持以人民为中心", ["theme"]),
        ("坚持问题导向，提升服务水平", ["theme"]),
        ("主要工作做法", ["achievements"]),
        ("法治政府建设工作概况", ["achievements"]),
        ("2024年法治政府建设重点任务落实情况", ["achievements"]),
        ("2024年工作计划完成情况", ["achievements"]),
        ("党政一把手履行法治建设责任情况", ["leadership"]),
        ("主要领导履职情况", ["leadership"]),
        ("法治建设第一责任落实情况", ["leadership"]),
        ("短板弱项", ["problems"]),
        ("面临的困难", ["problems"]),
        ("存在的困难和挑战", ["problems"]),
        ("制约因素", ["problems"]),
        ("问题原因分析", ["problems", "causes"]),
        ("产生问题的主要原因", ["causes"]),
        ("下阶段工作", ["plans"]),
        ("新一年工作", ["plans"]),
        ("后续工作安排", ["plans"]),
        ("2025年工作展望", ["plans"]),
        ("二〇二五年工作谋划", ["plans"]),
        ("整改计划", ["plans"]),
        ("对策建议", ["plans"]),
        ("其他应当报告的情况", ["other"]),
        ("需要说明的问题", ["other"]),
        ("其他有关情况", ["other"]),
        ("典型案例", ["innovation"]),
        ("创新普法方式，提升法治素养", ["theme"]),
        ("化解信访突出问题", ["theme"]),
        ("补齐基层执法短板", ["theme"]),
        ("执法能力不强的问题", ["problems"]),
        ("存在的难点痛点", ["problems"]),
        ("面临的堵点卡点", ["problems"]),
        ("法治建设中的欠缺", ["problems"]),
        ("有待改进之处", ["problems"]),
        ("打通堵点，疏解难点", ["theme"]),
        ("今后一段时期的工作举措", ["plans"]),
        ("今后一个时期的主要工作", ["plans"]),
    ],
)
def test_items_of_a_heading(heading: str, found: list[str]) -> None:
    assert items(heading) == found


@pytest.mark.parametrize(
    ("wording", "item"),
    [
        ("上一年度推进法治政府建设的主要举措和成效", "achievements"),
        ("推进法治政府建设存在的不足和原因", "problems"),
        (
            "上一年度党政主要负责人履行推进法治建设第一责任人职责，加强法治政府建设的有关情况",
            "leadership",
        ),
        ("下一年度推进法治政府建设的主要安排", "plans"),
        ("其他需要报告的情况", "other"),
    ],
)
def test_wording_of_the_rule_maps_to_its_own_item(wording: str, item: str) -> None:
    assert items(wording)[0] == item


def test_below_the_first_level_only_clear_words_count() -> None:
    assert items("强化问题整改", 2) == ["theme"]
    assert items("创新普法宣传方式", 2) == ["theme"]
    assert items("推进政务服务提质增效，成效不断显现", 2) == ["theme"]
    assert items("存在的主要问题", 2) == ["problems"]
    assert items("党政主要负责人履行第一责任人职责", 2) == ["leadership"]


def test_words_that_decided_are_kept() -> None:
    read = items_of_heading("三、存在的问题")[0]
    assert (read.words, read.decided_by) == ("问题", "heading")


def test_theme_heading_is_judged_by_its_text() -> None:
    done = "全年共办理案件32件，累计调解纠纷120起，组织培训5次，已完成清理文件11件，印发制度3项。"
    read = items_of_section("法治基础更加牢实", done * 3, 1, "rule_of_law")
    assert (read[0].item, read[0].decided_by) == ("achievements", "content")
    weak = "执法力量不足，专业能力不强，宣传方式有待改进，存在重审批轻监管的问题，短板依然明显。"
    read = items_of_section("正视现实", weak * 3, 1, "rule_of_law")
    assert read[0].item == "problems"
    plan = (
        "将继续加强学习，进一步完善制度，持续规范执法，着力补齐短板，不断提升水平，力争走在前列。"
    )
    read = items_of_section("砥砺前行", plan * 3, 1, "rule_of_law")
    assert read[0].item == "plans"
    read = items_of_section("勇毅前行", "风和日丽。", 1, "rule_of_law")
    assert read[0].item == "theme"


def test_fixed_headings_of_the_disclosure_report() -> None:
    headings = ["总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况"]
    headings += ["政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况"]
    headings += ["其他需要报告的事项"]
    found = [items_of_heading(heading, 1, "disclosure")[0].item for heading in headings]
    assert found == ["theme", "theme", "theme", "theme", "problems", "other"]


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ("2025年主要工作", "plans"),
        ("2025年推进法治政府建设工作举措", "plans"),
        ("2025年", "plans"),
        ("2024年主要工作", "achievements"),
        ("2024年以来至2025年初主要工作", "achievements"),
        ("2025年主要工作情况", "achievements"),
    ],
)
def test_heading_of_a_later_year_says_what_is_to_be_done(heading: str, item: str) -> None:
    assert items_of_section(heading, "", 1, "rule_of_law", 2024)[0].item == item


def test_later_year_decides_only_on_the_first_level_and_with_a_known_year() -> None:
    assert items_of_section("2025年主要工作", "", 2, "rule_of_law", 2024)[0].item == "theme"
    assert items_of_section("2025年主要工作", "", 1, "rule_of_law")[0].item == "achievements"


def test_clear_words_below_the_first_level() -> None:
    assert items("不足之处", 2) == ["problems"]
    assert items("2025年工作安排", 2) == ["plans"]


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("2023年法治政府建设的主要做法和成效", ["achievements"]),
        ("主要做法及取得的成效", ["achievements"]),
        ("特色做法", ["innovation"]),
        ("主要亮点", ["innovation"]),
        ("上年度存在问题整改情况", ["theme"]),
        ("存在的主要问题", ["problems"]),
    ],
)
def test_below_the_first_level_only_plain_names_count(heading: str, found: list[str]) -> None:
    assert items(heading, 2) == found


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("镇党委书记、镇长履行法治建设职责情况", ["leadership"]),
        ("局长履行推进法治建设职责情况", ["leadership"]),
        ("行政首长履行推进法治政府建设职责情况", ["leadership"]),
        ("党政主职履职情况", ["leadership"]),
        ("“关键少数”履职情况", ["leadership"]),
        ("履行推进法治建设职责情况", ["leadership"]),
        ("发挥“关键少数”作用", ["theme"]),
        ("落实《党政主要负责人履行推进法治建设第一责任人职责规定》情况", ["leadership"]),
        ("需要解决的问题", ["problems"]),
        ("需要重视和解决的问题", ["problems"]),
        ("有待改进的方面", ["problems"]),
        ("解决企业和群众急难愁盼问题", ["theme"]),
        ("处理历史遗留问题", ["theme"]),
        ("问题产生的原因", ["causes"]),
        ("存在的不足和努力的方向", ["problems", "plans"]),
        ("不足及打算", ["problems", "plans"]),
        ("不足与展望", ["problems", "plans"]),
        ("坚持中国特色社会主义法治道路", ["theme"]),
        ("以中国特色社会主义法治理论为引领", ["theme"]),
        ("特色做法", ["innovation"]),
        ("创新工作方法，提升服务水平", ["theme"]),
        ("创新工作经验", ["innovation"]),
        ("坚持守正创新，推进依法治理", ["theme"]),
        ("贯彻落实《关于解决突出问题的若干意见》情况", ["achievements"]),
        ("履职情况", ["achievements"]),
    ],
)
def test_wordings_that_reports_use_beside_those_of_the_rule(heading: str, found: list[str]) -> None:
    assert items(heading) == found


@pytest.mark.parametrize(
    "heading",
    ["回应社会关切问题", "处理历史遗留问题", "纠正执法过程问题", "研究法治建设有关问题"],
)
def test_a_heading_below_the_first_level_that_ends_in_problems_of_others(heading: str) -> None:
    assert items(heading, 2) == ["theme"]


@pytest.mark.parametrize("heading", ["存在问题", "主要问题", "突出问题", "工作不足", "困难和问题"])
def test_a_heading_below_the_first_level_that_names_problems(heading: str) -> None:
    assert items(heading, 2) == ["problems"]


@pytest.mark.parametrize(
    ("heading", "text", "found"),
    [
        # The year's own tasks under a heading that could name the next year's as well.
        (
            "2023年法治政府建设重点工作",
            "全年召开会议4次，办理案件32件，开展培训6次。",
            "achievements",
        ),
        (
            "2023年法治政府建设目标任务",
            "已完成审查12件，制定制度3项，组织活动8场。",
            "achievements",
        ),
        ("2023年重点工作", "下一步将继续加强学习，进一步规范执法，持续推进改革。", "plans"),
        ("2023年工作计划", "全年召开会议4次，办理案件32件，开展培训6次。", "plans"),
        ("2024年法治政府建设重点工作", "召开会议4次，办理案件32件，开展培训6次。", "plans"),
    ],
)
def test_tasks_of_the_year_itself_are_told_by_their_text(
    heading: str, text: str, found: str
) -> None:
    read = items_of_section(heading, text, 1, "rule_of_law", 2023)
    assert [one.item for one in read] == [found]
