"""Which of the days on a page is that of its publication, and which belong to something else."""

from __future__ import annotations

from datetime import date

import pytest

from tests.parse.test_article_met import LONG, TITLE, article

ROWS = (
    '<div class="box"><h3>最新公开</h3><ul>'
    '<li><a href="/a/1.html">关于公布名单的通知</a><p>发布时间：2026-04-20</p></li>'
    '<li><a href="/a/2.html">关于调整时限的通知</a><p>发布时间：2026-04-18</p></li></ul></div>'
)
BLOCK = (
    "<table><tr><td>索引号：115009990/2026-00003</td><td>发布机构：云岭镇人民政府</td></tr>"
    "<tr><td>成文日期：2026-01-10</td><td>发布日期：2026-01-20</td></tr></table>"
)


def under_title(line: str, above: str = "") -> str:
    return (
        f'{above}<div class="main"><h1>{TITLE}</h1><div class="info">{line} 来源：云岭镇</div>'
        f'<div class="content">{LONG}</div></div>'
    )


@pytest.mark.parametrize("line", ["时间：2026-01-20", "发布时间：2026-01-20", "2026-01-20 10:11"])
@pytest.mark.parametrize(
    "above", [ROWS, "<div>时间：2026-11-24</div>", "<div>系统时间：2026-11-24 10:00:11</div>"]
)
def test_a_day_under_the_title_counts_before_any_above_it(line: str, above: str) -> None:
    assert article(under_title(line, above)).published_on == date(2026, 1, 20)


@pytest.mark.parametrize("above", ["", ROWS])
def test_a_block_above_the_title_counts(above: str) -> None:
    found = article(under_title("时间：2026-01-22", above + BLOCK))
    assert (found.published_on, found.written_on) == (date(2026, 1, 20), date(2026, 1, 10))


@pytest.mark.parametrize(
    "body",
    [
        under_title("", ROWS),
        under_title("") + ROWS,
        under_title("", "<div>时间：2026-11-24</div>"),
        under_title("") + "<div>更新日期：2026-11-20 版权所有：青溪县人民政府</div>",
        under_title("") + "<div>相关文件</div><div>发布日期：2026-04-03</div>",
        under_title("访问时间：2026-11-24"),
        under_title("查询日期：2026-11-24"),
        under_title("公示时间：2026-04-01至2026-04-30"),
        under_title("公示时间：2026年4月1日—4月30日"),
        under_title("").replace("<p>一、", "<p>时间：2025年3月8日，地点：会议室</p><p>一、", 1),
        under_title("").replace("<p>一、", "<p>时间：2025年3月8日上午</p><p>一、", 1),
    ],
    ids=[
        *("rows above", "rows behind", "clock", "footer", "related", "visit", "query"),
        *("period", "period in words", "meeting", "morning"),
    ],
)
def test_days_of_something_else_date_no_page(body: str) -> None:
    assert article(body).published_on is None


@pytest.mark.parametrize(
    "line",
    [
        "更新时间：2026-04-05 发布时间：2026-01-20",
        "原文发布时间：2025-12-30 发布时间：2026-01-20",
        "发布时间：2026-01-20，来源：云岭镇，浏览：33",
        "更新时间：2026-01-20",
        "发文时间：2026-01-20 09:12",
        "上线时间：2026-01-20",
        "发布时间：Tue Jan 20 09:12:33 CST 2026",
    ],
)
def test_the_day_among_several_labels(line: str) -> None:
    assert article(under_title(line)).published_on == date(2026, 1, 20)


def test_a_day_behind_the_article_counts_where_no_other_is() -> None:
    body = under_title("") + "<div>发布日期：2026-01-20</div><div>上一篇：没有了</div>"
    assert article(body).published_on == date(2026, 1, 20)


def test_a_stamp_behind_buttons_and_numbers_under_the_title() -> None:
    under = "<p>字号：</p><p>大 中 小</p><p>11500999008689762A/2026-6537799</p><p>云岭镇</p>"
    body = f'<div class="content"><p>{TITLE}</p>{under}<p>2026-01-20</p>{LONG}</div>'
    assert article(body).published_on == date(2026, 1, 20)


def test_a_line_of_facts_above_the_title_counts() -> None:
    above = "<div>时间：2026-01-20 来源：云岭镇</div>"
    assert article(under_title("", above)).published_on == date(2026, 1, 20)


def test_a_block_whose_values_are_links_is_no_list() -> None:
    block = (
        '<ul><li>[ 发布机构 ] <a href="/yl/">云岭镇人民政府</a> [ 发布日期 ] 2026-01-20</li>'
        '<li>[ 主题分类 ] <a href="/zt/">公安、安全、司法</a> [ 成文日期 ] 2026-01-10</li></ul>'
    )
    found = article(under_title("", block))
    assert (found.published_on, found.written_on) == (date(2026, 1, 20), date(2026, 1, 10))


def test_lines_of_facts_with_links_are_no_list() -> None:
    info = (
        '<p>来源：<a href="/yl/">青溪县云岭镇人民政府</a> 发布时间：2026-01-20</p>'
        '<p>责任编辑：<a href="/b/">云岭镇党政办公室</a> 更新时间：2026-01-22</p>'
    )
    assert article(under_title(info)).published_on == date(2026, 1, 20)
