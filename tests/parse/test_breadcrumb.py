"""The path from the home page to the column."""

from __future__ import annotations

import pytest

from flows.parse.breadcrumb import breadcrumb_from_text, read_breadcrumb
from flows.parse.tree import parse_html

PATH = ["首页", "政务公开", "法治政府建设年度报告"]


HOME = '<a href="/">首页</a>'
OPEN = '<a href="/a">政务公开</a>'
LAST = '<a href="./">法治政府建设年度报告</a>'
SHAPES = [
    f'<div class="crumb">您当前的位置：{HOME}&gt;{OPEN}&gt;{LAST}</div>',
    f"<div><span>当前位置：</span><ul><li>{HOME}</li><li>{OPEN}</li><li>{LAST}</li></ul></div>",
    "<p>当前位置 : 首页-&gt;政务公开-&gt;法治政府建设年度报告</p>",
    f"<table><tr><td>当前位置：</td><td>{HOME}</td><td><table><tr><td> &gt;{OPEN}</td>"
    f"<td> &gt;{LAST}</td></tr></table></td></tr></table>",
    f'<ul class="breadcrumb"><li>{HOME}</li><li><span>&gt;</span> {OPEN}</li>'
    "<li><span>&gt;</span> 法治政府建设年度报告</li></ul>",
    f'<div class="BreadcrumbNav">{HOME}&nbsp;&gt;&nbsp;{OPEN}&nbsp;&gt;&nbsp;{LAST}'
    "<div>字号：<span>默认</span> <span>大</span> | <span>打印</span></div></div>",
    f'<div class="mbx">{HOME}/{OPEN}/{LAST}</div>',
    f'<div class="position"><em>当前位置</em>{HOME}<i>&gt;</i>{OPEN}<i>&gt;</i>{LAST}</div>',
    f"<p>当前位置：{HOME}·{OPEN}·{LAST}</p>",
    f'<ul class="breadcrumb"><li>{HOME}</li><li>{OPEN}</li><li>法治政府建设年度报告</li></ul>',
    f'<div class="crumb" style="display: none">位置：{HOME}&gt;{OPEN}&gt;{LAST}</div>',
    f'<div id="position" hidden>{HOME}&gt;{OPEN}&gt;{LAST}</div>',
    '<div style="display:none">当前位置：<a href="/x">旧站</a>&gt;<a href="/y">旧栏目</a></div>'
    f'<div class="wz">您现在的位置：{HOME} &gt;&gt; {OPEN} &gt;&gt; {LAST} &gt;&gt; 正文</div>',
]


@pytest.mark.parametrize("markup", SHAPES)
def test_path_in_every_shape(markup: str) -> None:
    root = parse_html(f"<html><body>{markup}<p>正文。</p></body></html>")
    assert root is not None
    assert read_breadcrumb(root) == PATH


def test_path_in_plain_text() -> None:
    assert breadcrumb_from_text("您当前的位置:首页>政务公开>法治政府建设年度报告") == PATH
    assert breadcrumb_from_text("本镇的地理位置优越") == []


def test_page_without_a_path() -> None:
    root = parse_html("<html><body><p>本镇位置优越。</p></body></html>")
    assert root is not None
    assert read_breadcrumb(root) == []
