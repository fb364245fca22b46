"""Reports whose outermost headings have no number."""

from __future__ import annotations

import pytest

from flows.parse.lines import Line, lines_of_text
from flows.parse.outline import read_outline

DONE = "全镇审查文件十二件，举办培训四场次，办理案件三十六件。"
HEADINGS = [
    "主要举措和成效",
    "存在的不足和原因",
    "党政主要负责人履行第一责任人职责情况",
    "下一年度主要安排",
]


def read(text: str) -> list[tuple[str, str, str]]:
    return [(n.path, n.printed, n.heading) for n in read_outline(lines_of_text(text)).nodes]


def test_lines_that_are_an_item_s_name_are_the_outermost_headings() -> None:
    text = "现将有关情况报告如下。\n" + "\n".join(f"{name}\n{DONE}" for name in HEADINGS)
    assert read(text) == [(str(n), "", name) for n, name in enumerate(HEADINGS, 1)]
    found = read_outline(lines_of_text(text))
    assert (found.confidence, found.reason) == ("low", "headings_without_number")
    assert found.text[found.nodes[1].text_start : found.nodes[1].end].strip() == DONE


def test_a_colon_behind_the_name_is_no_part_of_it() -> None:
    text = "\n".join(f"{name}：\n{DONE}" for name in HEADINGS)
    assert [heading for _, _, heading in read(text)] == HEADINGS


def test_inner_numbers_stand_below_them() -> None:
    done = f"主要工作成效\n（一）健全制度\n{DONE}\n（二）规范执法\n{DONE}"
    text = f"{done}\n存在的问题\n1.力量不足\n{DONE}\n2.学习不够\n{DONE}"
    assert [(path, heading) for path, _, heading in read(text)] == [
        ("1", "主要工作成效"),
        ("1.1", "健全制度"),
        ("1.2", "规范执法"),
        ("2", "存在的问题"),
        ("2.1", "力量不足"),
        ("2.2", "学习不够"),
    ]


NONE = {
    "one line alone": f"存在的问题\n{DONE}",
    "only what was done": f"主要工作成效\n{DONE}\n特色亮点\n{DONE}",
    "a table of contents": "主要举措和成效\n存在的不足\n下一步打算",
    "sentences": f"主要成效明显。\n{DONE}\n问题仍然存在，需要改进。\n{DONE}",
    "the other kind of report": f"总体情况\n{DONE}\n主动公开政府信息情况\n{DONE}\n"
    f"存在的主要问题及改进情况\n{DONE}",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_other_lines_make_no_outline(text: str) -> None:
    assert read(text) == []


def test_numbers_of_the_outermost_style_win() -> None:
    text = f"一、主要举措和成效\n存在的问题\n{DONE}\n二、下一步打算\n工作总结\n{DONE}"
    assert [heading for _, _, heading in read(text)] == ["主要举措和成效", "下一步打算"]


def test_rows_of_tables_are_no_headings() -> None:
    lines = [Line(name, table=True) for name in HEADINGS] + [Line(DONE)]
    assert read_outline(lines).nodes == []
