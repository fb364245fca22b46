"""Random outlines, written in random styles, are read back as they were."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parse.document import Document
from flows.parse.lines import lines_of_text
from flows.parse.outline import read_outline
from flows.parse.page import read_page
from flows.parse.text import fold, squeeze
from tests.parse.quirk_pages import URL, page

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
    chinese_mark: str
    bracket_form: str
    digit_mark: str
    digit_bracket: str
    blank: str
    glued: str | None  # what stands between heading and text on one line; None: a line end
    levels: tuple[int, ...]  # which of the five styles of number each depth uses


_STYLES = st.builds(
    Style,
    full_width=st.booleans(),
    chinese_mark=st.sampled_from(["、", "、", " 、", ".", "．", "，", "：", "､"]),
    bracket_form=st.sampled_from(
        ["({})", "({})", "{})", "({}", "({})、", "( {} )", "〔{}〕", "㈠"]
    ),
    digit_mark=st.sampled_from([".", "、", "．", "，", "⒈"]),
    digit_bracket=st.sampled_from(["({})", "({})", "{})", "⑴"]),
    blank=st.sampled_from(["", " ", "\u3000"]),
    glued=st.sampled_from([None, None, "。", "："]),
    levels=st.sampled_from(
        [(0, 1, 2, 3, 4), (0, 2, 3, 4, 4), (0, 1, 3, 4, 4), (1, 2, 3, 4, 4), (0, 1, 2, 4, 4)]
    ),
)


def _number(style: Style, depth: int, value: int) -> str:
    form = style.levels[depth]
    if form == 0:
        return f"{CHINESE[value]}{style.chinese_mark}"
    if form == 1:
        number = _one_character("㈠", style.bracket_form, value)
        number = number or style.bracket_form.format(CHINESE[value])
    elif form == 2:
        number = _one_character("⒈", style.digit_mark, value)
        return number or f"{value + 1}{style.digit_mark}"
    elif form == 3:
        number = _one_character("⑴", style.digit_bracket, value)
        number = number or style.digit_bracket.format(value + 1)
    else:
        return CIRCLES[value]
    return number.replace("(", "（").replace(")", "）") if style.full_width else number


def _one_character(first: str, form: str, value: int) -> str | None:
    return chr(ord(first) + value) if form == first else None


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


@settings(max_examples=150, deadline=None)
@given(_sections(0), _STYLES, st.booleans())
def test_outline_is_read_back_and_covers_the_text_without_overlap(
    sections: list[Section], style: Style, begun: bool
) -> None:
    opening = ["现将有关情况报告如下："] if begun else []
    read = read_outline(lines_of_text("\n".join([*opening, *_print(sections, style)])))
    assert [(node.path, node.heading) for node in read.nodes] == _paths(sections)
    assert read.confidence == "high"
    for node in read.nodes:
        assert read.text[node.start :].startswith(node.printed[0])
        assert node.start < node.text_start <= node.text_end <= node.end
        for child, following in zip(node.children, node.children[1:], strict=False):
            assert child.end <= following.start
    top = [node for node in read.nodes if node.level == 1]
    printed = "".join(squeeze(read.text[node.start : node.end]) for node in top)
    assert squeeze("".join(opening)) + printed == squeeze(read.text)


@settings(max_examples=60, deadline=None)
@given(_sections(2), st.booleans())
def test_glued_text_without_line_breaks_is_read_back(
    sections: list[Section], full_width: bool
) -> None:
    """Two levels on one line, the headings ended by full stops or by their own known words."""
    style = Style(full_width, "、", "({})", ".", "({})", "", "。", (0, 1, 2, 3, 4))
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


# How one paragraph is written down: {n} its number, {t} its words.
_MARKUP = {
    "paragraphs": "<p>{n}{t}</p>",
    "indented": "<p>&nbsp;&nbsp;&nbsp;&nbsp;{n}{t}</p>",
    "full-width indent": "<div>　　{n}{t}</div>",
    "line breaks": "　　{n}{t}<br/>",
    "double breaks": "{n}{t}<br><br>",
    "source lines": "<p>\n    {n}\n    {t}\n</p>",
    "Word": "<p class='MsoNormal'><!--[if !supportLists]--><span>{n}<span>&nbsp;</span></span>"
    "<!--[endif]--><span>{t}</span><o:p></o:p></p>",
    "number in bold": "<p><strong><span>{n}</span></strong>{t}</p>",
    "cell of a layout": "<table><tr><td><p>{n}{t}</p></td></tr></table>",
    "sections": "<section><section><span>{n}</span><span>{t}</span></section></section>",
    "list": "<ul><li>{n}{t}</li></ul>",
}


def _spans(text: str) -> str:
    return "".join(
        f"<span lang='EN-US'>{text[at : at + 2]}</span>" for at in range(0, len(text), 2)
    )


def _paragraphs(sections: list[Section], style: Style, depth: int = 0) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for value, section in enumerate(sections):
        number = _number(style, depth, value) + style.blank
        glued = style.glued if depth else None
        first, *others = section.text
        heading = [section.name + glued + first] if glued else [section.name, first]
        found.append((number, heading[0]))
        found.extend(("", text) for text in [*heading[1:], *others])
        found.extend(_paragraphs(section.inner, style, depth + 1))
    return found


@pytest.mark.parametrize("form", _MARKUP.values(), ids=_MARKUP)
@settings(max_examples=8, deadline=None)
@given(sections=_sections(0), style=_STYLES, spans=st.booleans())
def test_outline_is_read_back_from_any_markup(
    form: str, sections: list[Section], style: Style, spans: bool
) -> None:
    main = "<p>现将有关情况报告如下：</p>"
    for number, text in _paragraphs(sections, style):
        main += form.format(n=number, t=_spans(text) if spans else text)
    _check(main + "<p>砚溪县澄川镇人民政府</p><p>2025年2月10日</p>", sections)


@settings(max_examples=8, deadline=None)
@given(sections=_sections(0), style=_STYLES, element=st.sampled_from(["pre", "div"]))
def test_outline_is_read_back_where_line_ends_are_kept(
    sections: list[Section], style: Style, element: str
) -> None:
    lines = "\n".join(f"    {n}{t}" for n, t in _paragraphs(sections, style))
    _check(f"<{element} style='white-space: pre-wrap'>{lines}</{element}>", sections)


def _check(main: str, sections: list[Section]) -> None:
    document = read_page(page(main).encode(), URL)
    assert isinstance(document, Document)
    assert [(section.path, section.heading) for section in document.sections] == _paths(sections)
    assert document.outline_confidence == "high"
