"""Outer headings with a number of another style, without one, or around numbers that restart."""

from __future__ import annotations

import pytest

from flows.parse.items import items_of_heading
from flows.parse.lines import lines_of_text
from flows.parse.outline import read_outline

TEXT = "本镇全年按照要求推进各项工作，形成了一批可以检验的成果，群众满意度有所提高。"
TITLES = (
    "主要举措和成效",
    "存在的不足和原因",
    "党政主要负责人履行推进法治建设第一责任人职责情况",
    "下一年度主要安排",
    "其他需要报告的情况",
)
ITEMS = ["achievements", "problems", "leadership", "plans", "other"]
CHINESE = "一二三四五"


def report(heading: str, inner: str = "") -> str:
    lines = []
    for number, title in enumerate(TITLES):
        lines.append(heading.format(n=CHINESE[number], a=number + 1) + title)
        lines += [inner.format(n=CHINESE[at], a=at + 1) + TEXT for at in range(3)] or [TEXT]
    return "\n".join(lines)


def items(text: str) -> list[str]:
    nodes = [node for node in read_outline(lines_of_text(text)).nodes if node.level == 1]
    return [items_of_heading(node.heading)[0].item for node in nodes]


@pytest.mark.parametrize(
    ("printed", "instead"), [("三、", "3、"), ("三、", "（三）"), ("三、", "")]
)
def test_a_heading_between_two_with_another_number_or_none(printed: str, instead: str) -> None:
    text = report("{n}、").replace(printed, instead)
    assert items(text) == ITEMS
    assert read_outline(lines_of_text(text)).reason == "number_missing"


@pytest.mark.parametrize("instead", ["5、", "（五）", "5."])
def test_the_last_heading_with_a_number_of_another_style(instead: str) -> None:
    assert items(report("{n}、").replace("五、", instead)) == ITEMS


@pytest.mark.parametrize(
    ("heading", "inner"),
    [("", "{n}、"), ("{a}.", "（{n}）"), ("{a}、", "（{n}）")],
    ids=["no number", "1. around （一）", "1、 around （一）"],
)
def test_headings_around_numbers_that_begin_again(heading: str, inner: str) -> None:
    assert items(report(heading, inner)) == ITEMS
    nodes = read_outline(lines_of_text(report(heading, inner))).nodes
    assert [node.path for node in nodes if node.level == 2][:3] == ["1.1", "1.2", "1.3"]


def test_what_a_stray_heading_holds_lies_below_it() -> None:
    text = (
        report("{n}、")
        .replace("三、", "3、")
        .replace(f"情况\n{TEXT}", f"情况\n（一）带头学法\n{TEXT}", 1)
    )
    nodes = read_outline(lines_of_text(text)).nodes
    assert [(n.path, n.heading) for n in nodes if n.level == 2] == [("3.1", "带头学法")]


@pytest.mark.parametrize(
    "inner",
    [
        "1.健全制度\n2.规范执法\n3.存在的不足",
        "（一）健全制度\n（二）规范执法\n（三）下一步打算",
        "3.坚持依法决策",
    ],
)
def test_a_row_of_its_own_or_a_theme_stays_inside_its_section(inner: str) -> None:
    text = f"一、主要举措和成效\n{TEXT}\n二、工作亮点\n{inner}\n{TEXT}"
    nodes = read_outline(lines_of_text(text)).nodes
    assert [node.heading for node in nodes if node.level == 1] == ["主要举措和成效", "工作亮点"]


def test_numbers_that_run_on_through_the_sections_stay_inside_them() -> None:
    text = (
        f"一、主要举措和成效\n1.健全制度\n{TEXT}\n2.规范执法\n{TEXT}\n"
        f"二、下一年度主要安排\n3.存在问题的整改\n{TEXT}\n4.其他工作\n{TEXT}"
    )
    nodes = read_outline(lines_of_text(text)).nodes
    assert [node.path for node in nodes] == ["1", "1.1", "1.2", "2", "2.1", "2.2"]


def test_a_named_item_is_not_taken_twice() -> None:
    text = (
        f"一、主要举措和成效\n{TEXT}\n二、存在的问题\n3、存在的问题\n{TEXT}\n四、主要安排\n{TEXT}"
    )
    nodes = [node for node in read_outline(lines_of_text(text)).nodes if node.level == 1]
    assert [node.printed for node in nodes] == ["一、", "二、", "四、"]
