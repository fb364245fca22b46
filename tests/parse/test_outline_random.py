"""Random outlines, written in random styles, are read back as they were."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse.lines import lines_of_text
from flows.parse.outline import read_outline
from flows.parse.text import fold, squeeze

CHINESE = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫"
NAMES = [
    *("健全工作机制", "规范执法行为", "强化责任落实", "深化普法教育", "优化营商环境"),
    *("完善决策程序", "化解矛盾纠纷", "夯实基层基础", "加强队伍培训", "推动数字转型"),
]
SENTENCES = [
    "全镇组织学习会十余次，覆盖全部村社。",
    "按照统一部署，有关站所完成了年度清单中的各项任务；群众评价较好。",
    "一是明确分工。二是压实责任，定期调度。",
    "在各方支持下，办理事项的时限进一步缩短。",
]


@dataclass(frozen=True)
class Section:
    name: str
    text: list[str]
    inner: list[Section]


@st.composite
def _sections(draw: st.DrawFn, depth: int) -> list[Section]:
    count = draw(st.integers(2 if depth == 0 else 0, 5))
    if depth >= 4:
        count = 0
    if depth > 0 and count == 1:
        count = 2
    names = draw(st.lists(st.sampled_from(NAMES), min_size=count, max_size=count))
    found = []
    for name in names:
        text = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=2))
        inner = draw(_sections(depth + 1)) if draw(st.booleans()) else []
        found.append(Section(name, text, inner))
    return found


@dataclass(frozen=True)
class Style:
    """How one outline is printed."""

    full_width: bool
    digit_mark: str
    blank: str
    glued: str | None  # what stands between heading and text on one line; None: a line end
    levels: tuple[int, ...]  # which of the five styles of number each depth uses


_STYLES = st.builds(
    Style,
    full_width=st.booleans(),
    digit_mark=st.sampled_from([".", "、", "．"]),
    blank=st.sampled_from(["", " ", "\u3000"]),
    glued=st.sampled_from([None, None, "。", "："]),
    levels=st.sampled_from(
        [(0, 1, 2, 3, 4), (0, 2, 3, 4, 4), (0, 1, 3, 4, 4), (1, 2, 3, 4, 4), (0, 1, 2, 4, 4)]
    ),
)


def _number(style: Style, depth: int, value: int) -> str:
    opening, closing = ("（", "）") if style.full_width else ("(", ")")
    form = style.levels[depth]
    if form == 0:
        return f"{CHINESE[value]}、"
    if form == 1:
        return f"{opening}{CHINESE[value]}{closing}"
    if form == 2:
        return f"{value + 1}{style.digit_mark}"
    if form == 3:
        return f"{opening}{value + 1}{closing}"
    return CIRCLES[value]


def _print(sections: list[Section], style: Style, depth: int = 0) -> list[str]:
    lines: list[str] = []
    for value, section in enumerate(sections):
        head = f"{_number(style, depth, value)}{style.blank}{section.name}"
        # Outermost headings stand alone; a text without line breaks is another test.
        if style.glued and depth:
            lines.append(head + style.glued + section.text[0])
            lines.extend(section.text[1:])
        else:
            lines.extend([head, *section.text])
        lines.extend(_print(section.inner, style, depth + 1))
    return lines


def _paths(sections: list[Section], before: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for rank, section in enumerate(sections, 1):
        path = f"{before}{rank}"
        found.append((path, section.name))
        found.extend(_paths(section.inner, f"{path}."))
    return found


@settings(max_examples=200, deadline=None)
@given(_sections(0), _STYLES)
def test_outline_is_read_back(sections: list[Section], style: Style) -> None:
    lines = ["现将有关情况报告如下：", *_print(sections, style)]
    read = read_outline(lines_of_text("\n".join(lines)))
    assert [(node.path, node.heading) for node in read.nodes] == _paths(sections)
    assert read.confidence == "high"


@settings(max_examples=100, deadline=None)
@given(_sections(0), _STYLES)
def test_sections_cover_the_text_without_overlap(sections: list[Section], style: Style) -> None:
    read = read_outline(lines_of_text("\n".join(_print(sections, style))))
    for node in read.nodes:
        assert read.text[node.start :].startswith(node.printed[0])
        assert node.start < node.text_start <= node.text_end <= node.end
        for child, following in zip(node.children, node.children[1:], strict=False):
            assert child.end <= following.start
    top = [node for node in read.nodes if node.level == 1]
    printed = "".join(squeeze(read.text[node.start : node.end]) for node in top)
    assert printed == squeeze(read.text)


@settings(max_examples=100, deadline=None)
@given(_sections(2), st.booleans())
def test_glued_text_without_line_breaks_is_read_back(
    sections: list[Section], full_width: bool
) -> None:
    """Two levels on one line, the headings ended by full stops or by their own known words."""
    style = Style(full_width, ".", "", "。", (0, 1, 2, 3, 4))
    tops = ["主要成效", "存在的问题", "下一步工作打算"]
    flat = [Section(section.name, section.text, []) for section in sections][:4]
    parts = ["现将有关情况报告如下："]
    for value, name in enumerate(tops):
        parts.append(f"{CHINESE[value]}、{name}")
        for rank, section in enumerate(flat):
            parts.append(f"{_number(style, 1, rank)}{section.name}。{''.join(section.text)}")
        parts.append("2023年，各项工作有序推进，成果逐步显现，群众满意度进一步提高。")
    read = read_outline(lines_of_text("".join(parts)))
    assert [n.heading for n in read.nodes if n.level == 1] == tops
    inner = [n.heading for n in read.nodes if n.level == 2]
    assert inner == [section.name for section in flat] * len(tops)
    assert fold(read.text) == fold("".join(parts))
