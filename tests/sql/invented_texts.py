"""Invented sentences: always the same for the same seed, and never twice the same for two."""

from __future__ import annotations

import random

from flows.parse.document import Section
from tests.sql.pages import section

_PARTS = (
    ("主要举措和成效", ("achievements",)), ("存在的不足和原因", ("problems", "causes")),
    ("主要负责人履行第一责任人职责情况", ("leadership",)), ("下一年度主要安排", ("plans",)),
)  # fmt: skip


def sentences(seed: int, count: int, length: int = 30) -> list[str]:
    """`count` sentences of `length` characters, the stop included."""
    dice = random.Random(seed)
    return [
        "".join(chr(0x4E00 + dice.randrange(2000)) for _ in range(length - 1)) + "。"
        for _ in range(count)
    ]


def parts(words: list[str]) -> list[Section]:
    """The sentences as an outline that lacks nothing."""
    share = -(-len(words) // len(_PARTS))
    return [
        section(heading, "".join(words[number * share : (number + 1) * share]),
                path=str(number + 1), number=f"{'一二三四'[number]}、", items=items)
        for number, (heading, items) in enumerate(_PARTS)
    ]  # fmt: skip
