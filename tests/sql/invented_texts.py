"""Invented sentences, always the same for a seed and never for two, and counties that use them."""

from __future__ import annotations

import random
from typing import Any

import duckdb

from flows.parse.document import Section
from tests.sql.pages import section
from tests.sql.world import Body, World

NAMES = "甲乙丙丁戊己庚辛壬癸"

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


class Counties(World):
    """Bodies whose reports are given as sentences; every case in a county of its own.

    Boilerplate is counted by county, and texts that have no sentence in common are no pair: so no
    case touches another as long as its sentences are its own.
    """

    def __init__(self) -> None:
        super().__init__(first_report_year=2021)
        self.said: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
        self.cases: dict[str, list[Body]] = {}
        self.seed = 1000

    def case(self, name: str, n_bodies: int = 2) -> list[Body]:
        """A new county with towns."""
        place = len(self.cases) + 1
        self.add_county(f"{500900 + place}", f"{NAMES[place % 10]}水县", first_report_year=2021)
        self.cases[name] = [self.body(f"{one}镇人民政府", county=place) for one in NAMES[:n_bodies]]
        return self.cases[name]

    def fresh(self, count: int) -> list[str]:
        """Sentences that no other text has."""
        self.seed += 1
        return sentences(self.seed, count)

    def files(
        self,
        body: Body,
        words: list[str],
        published: str | None = "2023-03-01",
        year: int = 2022,
        number: int = 1,
        **facts: Any,
    ) -> None:
        lists, pages = self.said
        lists.setdefault(body.column, []).append(body.entry(year=year, number=number))
        pages[body.page(number)] = body.report(published, year, sections=parts(words), **facts)

    def judged(self) -> duckdb.DuckDBPyConnection:
        self.night("2023-05-01", *self.said)
        return self.build()
