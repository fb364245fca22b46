"""Points, figures, years and marker words."""

from __future__ import annotations

import pytest

from flows.parse.measures import count_figures, count_points, count_years, find_markers


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("办理案件32件，调解纠纷1,200起，满意率98.5%。", 3),
        ("1.完善制度；2. 规范执法；（3）加强监督", 0),
        ("2022年完成，2021—2025年规划，2023年3月5日会议", 0),
        ("依据云政发〔2021〕1号文件第5条", 0),
        ("4·15国家安全日和12.4国家宪法日", 0),
        ("落实5项必经程序", 1),
        ("1.开展培训5次", 1),
        ("办理案件三十二件，培训二百余人次，满意率百分之九十八点五。", 3),
        ("投入一百二十万元，走访两千多户", 2),
        ("十四五规划，二十大精神，第十二条，十八届四中全会，八五普法，十个方面", 0),
        ("一条主线，两件大事，统一、十足、千方百计、万无一失、千家万户、百件", 0),
        ("", 0),
    ],
)
def test_figures_that_count_something(text: str, figures: int) -> None:
    assert count_figures(text) == figures


def test_points() -> None:
    assert count_points("一是完善制度；二是规范执法。三 是加强监督。") == 3
    assert count_points("统一是关键，唯一是目标") == 0


def test_years_without_spans_and_document_numbers() -> None:
    text = "2022年启动，二〇二二年完成，云政发〔2021〕1号，规划（2021—2025年），2023年度打算"
    assert [(c.year, c.count) for c in count_years(text)] == [(2022, 2), (2023, 1)]


def test_a_year_in_the_name_of_a_paper_is_not_the_year_of_the_text() -> None:
    text = "审议《云岭县2021年度工作报告》和《2021年行政审判报告》，2022年召开会议。"
    assert [(c.year, c.count) for c in count_years(text)] == [(2022, 1)]
    assert [(c.year, c.count) for c in count_years("转发《关于〈2021年要点〉的通知》")] == []
    open_mark = "按照《2021年要点，2022年开展工作。"
    assert [(c.year, c.count) for c in count_years(open_mark)] == [(2021, 1), (2022, 1)]


def _words(text: str, filer: str | None, marker: str) -> list[str]:
    found = find_markers(text, filer)
    assert all(text[m.offset :].startswith(m.word) for m in found)
    return [m.word for m in found if m.marker == marker]


def test_leadership_words() -> None:
    text = "党政主要负责人切实履行第一责任人职责。"
    assert _words(text, None, "leadership") == ["党政主要负责人", "第一责任人"]
    text = "成立以镇党委书记为组长、分管领导为副组长的领导小组。"
    assert _words(text, None, "leadership") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("局党组书记、局长切实担负起法治建设第一责任。", ["法治建设第一责任"]),
        ("坚持主要领导亲自抓、分管领导具体抓。", ["主要领导亲自"]),
        ("镇主要领导切实履行法治建设职责，带头学法。", ["主要领导切实"]),
        ("街道“一把手”负总责，定期研究法治工作。", ["一把手”负总责"]),
        ("强化“一把手”履职监督。", ["一把手”履职"]),
        ("落实首问责任和第一责任追究", []),
        ("经主要领导审批后发布。", []),
        ("县委主要领导到会指导，提高“一把手”讲法课质量。", []),
        ("党风廉政建设第一责任、安全生产第一责任、防汛第一责任", []),
    ],
)
def test_leaders_are_told_of_in_other_words(text: str, words: list[str]) -> None:
    assert _words(text, None, "leadership") == words


@pytest.mark.parametrize(
    "text",
    [
        "法治政府建设虽取得一定成绩，但还存在执法力量不足、普法形式单一等问题。",
        "我们也清醒地认识到，与上级要求相比还有一定差距。",
        "但仍存在一些薄弱环节。",
        "当前工作还存在以下不足：一是宣传不够。",
        "尽管做了许多工作，但执法队伍力量还不够强。",
    ],
)
def test_a_sentence_admits_what_fell_short(text: str) -> None:
    assert _words(text, None, "problems")


@pytest.mark.parametrize(
    "text",
    [
        "查找存在的问题，确保存在的问题和困难得到及时研究解决。",
        "坚持问题导向，聚焦短板弱项，解决群众急难愁盼问题。",
        "对检查中仍存在问题的企业责令限期整改。",
        "对仍存在安全隐患问题的场所立案查处。",
        "排查矛盾纠纷问题36个，化解率100%。",
        "虽然任务重，但按时完成了各项工作。",
        "党的二十大报告指出存在的问题",
    ],
)
def test_problems_of_others_and_problems_solved_admit_nothing(text: str) -> None:
    assert _words(text, None, "problems") == []


@pytest.mark.parametrize(
    "text",
    [
        "下一步，我镇将继续加强执法队伍建设。",
        "接下来，街道将从以下方面推进法治建设。",
        "2023年，我局将进一步提高政治站位。",
        "2023年青石镇将持续推进法治政府建设。",
        "今后，我们要进一步规范执法行为。",
        "明年将重点抓好执法培训。",
    ],
)
def test_a_sentence_says_what_comes_next(text: str) -> None:
    assert _words(text, None, "plans")


@pytest.mark.parametrize(
    "text",
    [
        "为今后工作打下坚实基础。",
        "研究部署下一步工作。",
        "2023年召开会议，将法治建设纳入考核。",
        "2023年1月，我局将案件移送法院。",
        "对下一步整改提出要求，案件已办结。",
        "2023年我局将法治建设纳入年度计划。",
    ],
)
def test_what_was_planned_or_done_is_no_plan(text: str) -> None:
    assert _words(text, None, "plans") == []


def test_cause_words() -> None:
    assert _words("主要原因是人手少；由于经费有限", None, "cause") == ["原因", "由于"]


def test_words_of_another_level_in_the_report_of_a_town() -> None:
    text = "全乡各科室和乡司法所落实要求，我乡党员响应。"
    assert _words(text, "云岭县青石镇人民政府", "other_level") == ["全乡", "乡司法所", "我乡"]
    ordinary = "乡村振兴、城乡融合、乡镇干部、父老乡亲、科技下乡、返乡创业、老乡、乡贤、乡风文明"
    assert _words(ordinary, "云岭县青石镇人民政府", "other_level") == []
    territory = "立足乡域实际，推动县域镇域乡域治理，服务乡域发展"
    assert _words(territory, "云岭县青石镇人民政府", "other_level") == ["乡域", "乡域"]
    assert _words("镇域经济发展", "云岭县白鹤乡人民政府", "other_level") == ["镇域"]
    assert _words("辖区和镇域企业", "云岭县东门街道办事处", "other_level") == ["镇域"]
    assert _words("乡镇域内企业", "云岭县东门街道办事处", "other_level") == []
    assert _words("全乡动员", "云岭县白鹤乡人民政府", "other_level") == []
    assert _words("全镇动员", "云岭县白鹤乡人民政府", "other_level") == ["全镇"]
    assert _words("全乡动员", None, "other_level") == []
