"""The outline as a grammar: what becomes a section, and where it begins and ends."""

from __future__ import annotations

from textwrap import dedent

import pytest

from flows.parse.lines import Line, lines_of_text
from flows.parse.outline import Outline, read_outline

LONG = "本镇全年按照要求推进各项工作，形成了一批可以检验的成果，群众满意度有所提高。"


def outline(text: str) -> Outline:
    return read_outline(lines_of_text(dedent(text)))


def headings(text: str) -> list[tuple[str, str]]:
    return [(node.path, node.heading) for node in outline(text).nodes]


def test_four_levels_nest_by_their_order() -> None:
    read = outline(f"""
        一、主要举措和成效
        （一）健全制度
        1.完善规则
        （1）修订办法
        ①第一步
        {LONG}
        （2）公布办法
        2.落实责任
        （二）规范执法
        二、存在的问题
        {LONG}
    """)
    assert [(n.path, n.level, n.printed, n.heading) for n in read.nodes] == [
        ("1", 1, "一、", "主要举措和成效"),
        ("1.1", 2, "（一）", "健全制度"),
        ("1.1.1", 3, "1.", "完善规则"),
        ("1.1.1.1", 4, "（1）", "修订办法"),
        ("1.1.1.1.1", 5, "①", "第一步"),
        ("1.1.1.2", 4, "（2）", "公布办法"),
        ("1.1.2", 3, "2.", "落实责任"),
        ("1.2", 2, "（二）", "规范执法"),
        ("2", 1, "二、", "存在的问题"),
    ]
    assert (read.confidence, read.reason) == ("high", None)


def test_skipped_level_leaves_no_gap_in_the_path() -> None:
    assert headings("一、成效\n1.健全制度\n2.规范执法\n二、问题\n（1）经费少") == [
        ("1", "成效"),
        ("1.1", "健全制度"),
        ("1.2", "规范执法"),
        ("2", "问题"),
        ("2.1", "经费少"),
    ]


@pytest.mark.parametrize("mark", [".", "、", "．", ". "])
def test_a_year_may_follow_a_digit(mark: str) -> None:
    text = f"1{mark}主要成效\n{LONG}\n2{mark}存在的问题\n{LONG}\n3{mark}2024年工作安排\n{LONG}"
    assert [path for path, _ in headings(text)] == ["1", "2", "3"]
    assert headings(text)[2][1] == "2024年工作安排"


def test_decimals_and_dates_are_no_numbers() -> None:
    lines = "1.主要成效\n2.5万人次参加\n3.15消费者权益日宣传\n12.2024公里\n2.存在的问题"
    assert [heading for _, heading in headings(lines)] == ["主要成效", "存在的问题"]


def test_numbers_that_run_on_across_parents() -> None:
    text = "一、成效\n（一）制度\n1、立规\n2、清理\n（二）执法\n3、培训\n4、监督\n二、问题"
    assert [path for path, _ in headings(text)] == [
        "1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1", "1.2.2", "2",
    ]  # fmt: skip


def test_numbers_that_restart_under_each_parent() -> None:
    text = "一、成效\n（一）制度\n（二）执法\n二、问题\n（一）经费\n（二）人员"
    assert [path for path, _ in headings(text)] == ["1", "1.1", "1.2", "2", "2.1", "2.2"]


@pytest.mark.parametrize("damaged", ["一)健全制度", "(一健全制度", "（一〕健全制度", "㈠健全制度"])
def test_bracket_that_is_missing_or_wrong(damaged: str) -> None:
    text = f"一、成效\n{damaged}\n{LONG}\n（二）规范执法\n{LONG}"
    assert headings(text) == [("1", "成效"), ("1.1", "健全制度"), ("1.2", "规范执法")]


def test_number_without_its_mark_counts_where_it_is_awaited() -> None:
    text = f"一、成效\n1、健全制度\n{LONG}\n2规范执法\n{LONG}\n3、加强监督\n二、问题"
    assert [path for path, _ in headings(text)] == ["1", "1.1", "1.2", "1.3", "2"]
    assert headings(f"一、成效\n2个部门受到表扬。\n{LONG}") == [("1", "成效")]


def test_heading_and_text_in_one_line_are_split_at_the_first_stop() -> None:
    nodes = outline(f"一、成效\n（一）健全制度。{LONG}\n（二）规范执法：{LONG}").nodes
    assert [(n.heading, n.run_in) for n in nodes] == [
        ("成效", False),
        ("健全制度", True),
        ("规范执法", True),
    ]


def test_stop_inside_quotes_does_not_end_a_heading() -> None:
    nodes = outline(f"一、成效\n（一）推进“一件事；一次办”改革，优化环境。{LONG}").nodes
    assert nodes[1].heading == "推进“一件事；一次办”改革，优化环境"


def test_glued_heading_ends_where_known_words_end() -> None:
    nodes = outline(f"一、主要做法\n{LONG}\n二、创新经验及做法创新工作载体。\n{LONG}").nodes
    assert nodes[1].heading == "创新经验及做法"
    assert nodes[1].run_in


def test_text_without_any_line_break() -> None:
    text = (
        f"现将有关情况报告如下：一、工作开展情况（一）健全制度，压实责任一是{LONG}二是{LONG}"
        f"（二）规范执法。{LONG}二、存在问题在肯定成绩的同时，{LONG}三、下一步工作计划（一）加强学习。{LONG}"
    )
    read = outline(text)
    assert [(n.path, n.heading) for n in read.nodes] == [
        ("1", "工作开展情况"),
        ("1.1", "健全制度，压实责任"),
        ("1.2", "规范执法"),
        ("2", "存在问题"),
        ("3", "下一步工作计划"),
        ("3.1", "加强学习"),
    ]
    assert (read.confidence, read.reason) == ("low", "no_line_breaks")


def test_points_and_remarks_are_no_sections() -> None:
    text = f"""
        一、成效
        一是完善制度。{LONG}
        二是规范执法。{LONG}
        一 是加强培训。
        （责任处室：办公室）
        4.15国家安全日当天开展宣传。
        81.01%的事项即办。
        第一，加强领导。
        二、问题
        {LONG}
    """
    assert headings(text) == [("1", "成效"), ("2", "问题")]


def test_inline_enumeration_in_a_sentence_is_no_section() -> None:
    text = f"一、成效\n{LONG}主要有：（一）制度；（二）执法；（三）监督。{LONG}\n二、问题\n{LONG}"
    assert headings(text) == [("1", "成效"), ("2", "问题")]


def test_rows_of_tables_are_no_sections() -> None:
    lines = [
        Line("一、总体情况"),
        Line("一、本年新收申请数量 6 0 0", table=True),
        Line("二、上年结转申请数量 0 0 0", table=True),
        Line("二、主动公开情况"),
    ]
    assert [n.heading for n in read_outline(lines).nodes] == ["总体情况", "主动公开情况"]


def test_flattened_national_table_gives_no_false_headings() -> None:
    text = (
        f"一、总体情况{LONG}二、主动公开政府信息情况{LONG}三、收到和处理政府信息公开申请情况"
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
        "一、本年新收政府信息公开申请数量280000028二、上年结转政府信息公开申请数量0000000"
        "三、本年度办理结果（一）予以公开180000018（二）部分公开6000006四、结转下年度继续办理0000000"
        f"四、政府信息公开行政复议、行政诉讼情况{LONG}五、存在的主要问题及改进情况{LONG}"
    )
    assert [path for path, _ in headings(text)] == ["1", "2", "3", "4", "5"]
    assert headings(text)[3][1] == "政府信息公开行政复议、行政诉讼情况"


def test_table_of_contents_gives_way_to_the_headings() -> None:
    contents = "一、主要成效\n二、存在问题\n三、工作打算\n"
    text = f"{contents}一、主要成效\n{LONG}\n二、存在问题\n{LONG}\n三、工作打算\n{LONG}"
    nodes = outline(text).nodes
    assert [n.heading for n in nodes] == ["主要成效", "存在问题", "工作打算"]
    assert all(n.end - n.start > 30 for n in nodes)


def test_articles_of_a_law_are_no_outline() -> None:
    text = "\n".join(
        f"第{n}条 有下列情形之一的，适用本办法：\n（一）情形甲；\n（二）情形乙。"
        for n in "一二三四"
    )
    read = outline(text)
    assert read.nodes == []
    assert read.confidence == "none"


def test_names_of_files_are_no_sections() -> None:
    assert headings("一、成效\n1.办法.pdf\n2.细则.docx\n二、问题") == [("1", "成效"), ("2", "问题")]


def test_gap_in_the_numbers_is_told() -> None:
    read = outline(f"一、主要成效\n{LONG}\n三、存在问题\n{LONG}")
    assert [n.printed for n in read.nodes] == ["一、", "三、"]
    assert (read.confidence, read.reason) == ("low", "number_missing")


def test_number_used_twice_is_told() -> None:
    read = outline(
        f"一、主要成效\n{LONG}\n二、存在问题\n{LONG}\n二、问题原因\n{LONG}\n三、工作打算\n{LONG}"
    )
    assert [n.heading for n in read.nodes] == ["主要成效", "存在问题", "问题原因", "工作打算"]
    assert read.reason == "number_repeated"


def test_text_without_headings_says_so() -> None:
    read = outline(LONG)
    assert (read.nodes, read.confidence, read.reason) == ([], "none", "no_headings")
    assert read_outline([]).reason == "no_text"


def test_last_section_ends_before_the_sign_off() -> None:
    lines = lines_of_text(f"一、主要成效\n{LONG}\n青石镇人民政府\n2023年1月5日")
    read = read_outline(lines, end_line=2)
    assert read.text[read.nodes[-1].start : read.nodes[-1].end].endswith("提高。")


def test_ten_thousand_numbers_are_read_in_time() -> None:
    text = "\n".join(f"{'一二三四五六七八九十'[n % 10]}、工作情况" for n in range(20_000))
    assert outline(text).nodes
    assert outline("（一）" * 20_000 + "一、" * 20_000) is not None
    assert outline("一、" + "创新" * 50_000) is not None


def test_parts_stand_above_numbers_that_restart_in_each() -> None:
    inner = f"一、健全机制\n{LONG}\n二、规范执法\n{LONG}"
    read = outline(f"第一部分 工作情况\n{inner}\n第二部分：存在的问题\n{inner}")
    assert [(n.path, n.heading) for n in read.nodes] == [
        ("1", "工作情况"),
        ("1.1", "健全机制"),
        ("1.2", "规范执法"),
        ("2", "存在的问题"),
        ("2.1", "健全机制"),
        ("2.2", "规范执法"),
    ]
    assert read.confidence == "high"


def test_single_part_does_not_hide_the_numbers() -> None:
    text = f"第一部分内容如下\n一、主要成效\n{LONG}\n二、存在问题\n{LONG}"
    assert headings(text) == [("1", "主要成效"), ("2", "存在问题")]


def test_number_without_a_mark_counts_where_heading_words_follow() -> None:
    text = f"一、主要成效\n{LONG}\n二存在的问题\n{LONG}\n三、工作打算\n{LONG}"
    assert headings(text) == [("1", "主要成效"), ("2", "存在的问题"), ("3", "工作打算")]
    broken = text.replace("二存在的问题", "二审判决已生效")
    assert outline(broken).reason == "number_missing"


def test_dash_typed_for_the_first_number() -> None:
    text = f"—、主要成效\n（—）健全机制\n{LONG}\n（二）规范执法\n{LONG}\n二、存在问题\n{LONG}"
    assert [path for path, _ in headings(text)] == ["1", "1.1", "1.2", "2"]
    dashes = f"一、主要成效\n——健全机制。{LONG}\n——规范执法。{LONG}\n二、存在问题\n{LONG}"
    assert [path for path, _ in headings(dashes)] == ["1", "2"]


@pytest.mark.parametrize("numbers", ["㈠㈡", "⑴⑵", "⒈⒉", "①②"])
def test_numbers_of_one_character(numbers: str) -> None:
    first, second = list(numbers)
    text = f"一、主要成效\n{first}健全机制\n{LONG}\n{second}规范执法\n{LONG}\n二、存在问题\n{LONG}"
    assert [path for path, _ in headings(text)] == ["1", "1.1", "1.2", "2"]


def test_number_without_a_place_below_the_first_level_is_told() -> None:
    text = f"一、成效\n（一）健全机制\n{LONG}\n（一）规范执法\n{LONG}\n二、问题\n{LONG}"
    read = outline(text)
    assert (read.confidence, read.reason) == ("low", "unplaced_headings")


@pytest.mark.parametrize("begin", ["2024年，", "我镇", "全县", "按照要求，", "一是"])
def test_blank_before_the_beginning_of_a_sentence_ends_a_heading(begin: str) -> None:
    text = f"一、成效\n（一）健全工作机制 {begin}{LONG}\n（二）规范执法。{LONG}\n二、问题\n{LONG}"
    assert headings(text)[1] == ("1.1", "健全工作机制")


def test_blank_inside_a_heading_does_not_end_it() -> None:
    text = f"一、成效\n（一）健全 工作 机制。{LONG}\n（二）规范执法。{LONG}\n二、问题\n{LONG}"
    assert headings(text)[1] == ("1.1", "健全 工作 机制")


def test_marks_round_a_heading_are_no_part_of_it() -> None:
    text = f"**一、主要成效**\n{LONG}\n“二、存在问题”\n{LONG}\n三、落实“放管服”\n{LONG}"
    assert [h for _, h in headings(text)] == ["主要成效", "存在问题", "落实“放管服”"]
