"""Where a heading ends that has its text on the same line."""

from __future__ import annotations

import pytest

from flows.parse.heading_end import find_heading_end

LONG = "镇党委书记认真履行第一责任人职责，主持会议研究解决问题5个。".replace("，", ",")


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        (f"强化组织领导,压实法治建设责任 {LONG}", "强化组织领导,压实法治建设责任"),
        (f"强化组织领导 {LONG}全年学法12次。", "强化组织领导"),
        ("坚持党的领导 筑牢法治根基,推进建设。", "坚持党的领导 筑牢法治根基,推进建设"),
        ("聚焦主责主业 扎实推进法治政府建设各项工作落地见效", None),
        (
            "党政主要负责人 履行推进法治建设第一责任人职责,加强法治政府建设的有关情况。",
            "党政主要负责人 履行推进法治建设第一责任人职责,加强法治政府建设的有关情况",
        ),
        ("主要举措和成效2025年以来,本镇开展宣传12场。", "主要举措和成效"),
        ("存在的不足和原因一是执法力量不足。", "存在的不足和原因"),
        ("下一年度主要安排2026年,本镇将继续加强学习。", "下一年度主要安排"),
    ],
)
def test_heading_with_its_text_behind_it(line: str, heading: str | None) -> None:
    end = find_heading_end(line, outermost=True)
    assert line[: end.heading] == (heading or line)
