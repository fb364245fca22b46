"""The end of a report: who signed, when, and what is left to the last section."""

from __future__ import annotations

from datetime import date

import pytest

from flows.parse.lines import Line, lines_of_text
from flows.parse.signoff import apart, find_sign_off

TEXT = "二、存在的问题\n个别村社资料归档不及时。\n"
BODY, DAY = "砚溪县澄川镇人民政府", date(2025, 2, 10)


@pytest.mark.parametrize(
    ("end", "day"),
    [
        (f"{BODY}\n2025年2月10日", DAY),
        (f"（{BODY}）\n（2025年2月10日）", DAY),
        (f"{BODY}（盖章）\n二〇二五年二月十日", DAY),
        (f"{BODY} 2025年2月10日", DAY),
        (f"{BODY}\n2025年2月", None),
        (f"（{BODY}）\n二〇二五年二月", None),
        (BODY, None),
    ],
)
def test_body_and_day_at_the_end(end: str, day: date | None) -> None:
    lines = lines_of_text(TEXT + end)
    found = find_sign_off(lines)
    assert found is not None
    assert (found.at, found.body, found.day) == (2, BODY, day)


@pytest.mark.parametrize("gap", ["", "　　"])
def test_sign_off_that_runs_on_from_the_last_sentence(gap: str) -> None:
    lines = apart(lines_of_text(f"{TEXT.rstrip()}{gap}{BODY}2025年2月10日"))
    found = find_sign_off(lines)
    assert lines[1].text == "个别村社资料归档不及时。"
    assert found is not None
    assert (found.at, found.body, found.day) == (2, BODY, DAY)


@pytest.mark.parametrize(
    "last",
    [
        "活动日期为2025年2月10日。",
        "该办法已印发。自2025年2月10日",
        "有关事项报县委。会议时间：2025年2月10日",
    ],
)
def test_sentence_with_a_day_stays_whole(last: str) -> None:
    lines = lines_of_text(last)
    assert apart(lines) == lines


def test_row_of_a_table_and_an_empty_text_stay_as_they_are() -> None:
    row = [Line(f"已完成。{BODY}2025年2月10日", table=True)]
    assert apart(row) == row
    assert apart([]) == []


def test_month_alone_is_no_sign_off_without_a_body() -> None:
    assert find_sign_off(lines_of_text(TEXT + "2025年2月")) is None


@pytest.mark.parametrize(
    "foot",
    ["澄川镇党政办公室 2025年2月11日印发", "澄川镇党政办公室　　2025年2月11日印发\n（共印20份）"],
)
def test_the_foot_of_a_printed_paper_stands_behind_the_sign_off(foot: str) -> None:
    found = find_sign_off(lines_of_text(f"{TEXT}{BODY}\n2025年2月10日\n{foot}"))
    assert found is not None
    assert (found.at, found.body, found.day) == (2, BODY, DAY)
