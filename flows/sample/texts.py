"""Invented report texts: the same body, kind and year always give the same text."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from flows.sample import stock
from flows.sample.bodies import COUNTY_NAME, Body, Kind
from flows.sample.tables import Rows, disclosed, disputes, requests

_RANGE = re.compile(r"\{(\d+)-(\d+)\}")
_NUMERALS = "一二三四五六七八九十"

BlockKind = Literal["heading", "subheading", "paragraph", "signature", "table"]


@dataclass(frozen=True)
class Block:
    """One paragraph of a report, or a table (without text of its own)."""

    kind: BlockKind
    text: str
    rows: Rows = ()


@dataclass(frozen=True)
class Wish:
    """What is to be special about one text.

    `lacks` names parts to leave out (achievements, problems, causes, leadership, plans);
    `plan_year` is the year that the plans part names, None for a plan that names no year;
    `style` chooses the order of the parts (0 to 3).
    """

    lacks: frozenset[str] = frozenset()
    plan_year: int | None = None
    style: int = 0
    written_on: date | None = None
    edited: bool = False


def compose(body: Body, kind: Kind, year: int, wish: Wish) -> list[Block]:
    """Return the paragraphs of one report, in order, without its title."""
    writer = _Writer(body, random.Random(f"{body.id}/{kind}/{year}"))
    if kind == "disclosure":
        return writer.disclosure(year)
    return writer.rule_of_law(year, wish)


def chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


class _Writer:
    def __init__(self, body: Body, dice: random.Random) -> None:
        self.body = body
        self.dice = dice
        self.blocks: list[Block] = []

    def fill(self, sentence: str) -> str:
        words = {"we": self.body.we, "whole": self.body.whole, "grass": self.body.grass}
        for name, word in words.items():
            sentence = sentence.replace(f"{{{name}}}", word)
        return _RANGE.sub(
            lambda m: str(self.dice.randint(int(m.group(1)), int(m.group(2)))), sentence
        )

    def pick(self, sentences: tuple[str, ...], count: int) -> list[str]:
        chosen = self.dice.sample(sentences, min(count, len(sentences)))
        return [self.fill(sentence) for sentence in chosen]

    def add(self, kind: BlockKind, text: str) -> None:
        self.blocks.append(Block(kind, text))

    # -- rule of law ---------------------------------------------------------------------------

    def rule_of_law(self, year: int, wish: Wish) -> list[Block]:
        self.add(
            "paragraph",
            f"{year}年，{self.body.we}紧紧围绕法治政府建设目标任务，扎实推进依法行政。"
            f"现将{year}年度法治政府建设情况报告如下：",
        )
        parts = ["achievements", "innovation", "problems", "leadership", "plans", "other"]
        if wish.style == 1:  # leadership first, as some counties want it
            parts = ["leadership", "achievements", "problems", "plans"]
        elif wish.style == 2:  # leadership as a subsection of the achievements
            parts = ["achievements", "innovation", "problems", "plans"]
        elif wish.style == 3:
            parts = ["achievements", "leadership", "problems", "plans", "other"]
        count = 0
        for part in parts:
            if part in wish.lacks:
                continue
            self.add("heading", f"{_NUMERALS[count]}、{self._heading(part, year, wish)}")
            getattr(self, f"_{part}")(year, wish)
            count += 1
        if wish.edited:
            self.add(
                "paragraph", f"补充说明：{year}年新增的{self.dice.randint(3, 9)}项任务已全部办结。"
            )
        if wish.written_on:
            self.add("signature", self.body.full)
            self.add("signature", chinese_day(wish.written_on))
        return self.blocks

    def _heading(self, part: str, year: int, wish: Wish) -> str:
        causes = "" if "causes" in wish.lacks else "和原因"
        plans = "下一步工作安排" if wish.plan_year is None else f"{wish.plan_year}年主要安排"
        return {
            "achievements": (
                f"{year}年推进法治政府建设的主要举措和成效",
                "主要举措和成效",
                f"{year}年度工作开展情况",
                "主要工作措施及成效",
            )[wish.style],
            "innovation": "创新做法和工作亮点",
            "problems": f"存在的不足{causes}" if wish.style % 2 == 0 else f"存在的问题{causes}",
            "leadership": "党政主要负责人履行推进法治建设第一责任人职责情况",
            "plans": plans,
            "other": "其他需要报告的情况",
        }[part]

    def _achievements(self, year: int, wish: Wish) -> None:
        themes = self.dice.sample(sorted(stock.ACHIEVEMENTS), 4)
        with_leadership = wish.style == 2 and "leadership" not in wish.lacks
        for number, theme in enumerate(themes):
            self.add("subheading", f"（{_NUMERALS[number]}）{theme}")
            sentences = self.pick(stock.ACHIEVEMENTS[theme], 5)
            if number == 0:
                sentences[0] = f"{year}年，{sentences[0]}"
            self.add("paragraph", "".join(sentences))
        if with_leadership:
            self.add("subheading", f"（{_NUMERALS[4]}）落实第一责任人职责")
            self.add("paragraph", "".join(self.pick(stock.LEADERSHIP, 4)))

    def _innovation(self, _year: int, _wish: Wish) -> None:
        self.add("paragraph", "".join(self.pick(stock.INNOVATION, 2)))

    def _problems(self, year: int, wish: Wish) -> None:
        opening = f"{year}年的工作虽然取得一定进步，但对照要求仍有不足："
        points = self.pick(stock.PROBLEMS, 4)
        told = [f"{_NUMERALS[n]}是{point}" for n, point in enumerate(points)]
        if "causes" in wish.lacks:
            self.add("paragraph", opening + "".join(told))
            return
        causes = [*self.pick(stock.CAUSES, 2), stock.CAUSES_END]
        if wish.style in (1, 3):
            self.add("subheading", "（一）主要不足")
            self.add("paragraph", opening + "".join(told))
            self.add("subheading", "（二）原因分析")
            self.add("paragraph", "".join(causes))
        else:
            self.add("paragraph", opening + "".join(told))
            self.add("paragraph", "".join(causes))

    def _leadership(self, _year: int, _wish: Wish) -> None:
        self.add("paragraph", "".join(self.pick(stock.LEADERSHIP, 5)))

    def _plans(self, _year: int, wish: Wish) -> None:
        points = self.pick(stock.PLANS, 5)
        start = (
            "" if wish.plan_year is None else f"{wish.plan_year}年，{self.body.we}将做好以下工作。"
        )
        if wish.style % 2 == 0:
            if start:
                self.add("paragraph", start)
            for number, point in enumerate(points, start=1):
                self.add("paragraph", f"{number}.{point}")
        else:
            told = [f"{_NUMERALS[n]}是{point}" for n, point in enumerate(points)]
            self.add("paragraph", start + "".join(told))

    def _other(self, _year: int, _wish: Wish) -> None:
        self.add("paragraph", "".join(self.pick(stock.OTHER, 2)))

    # -- disclosure ----------------------------------------------------------------------------

    def disclosure(self, year: int) -> list[Block]:
        self.add(
            "paragraph",
            f"根据政府信息公开条例的规定，现公布{COUNTY_NAME}范围内{self.body.we}{year}年"
            f"政府信息公开工作年度报告。本报告所列数据的统计期限为{year}年1月1日至{year}年12月31日。",
        )
        self.add("heading", "一、总体情况")
        self.add("paragraph", f"{year}年，" + "".join(self.pick(stock.DISCLOSURE["总体情况"], 4)))
        self.add("heading", "二、主动公开政府信息情况")
        told = self.fill("本年制发文件{1-9}件，处理行政许可决定{0-260}项。")
        self.add("paragraph", told)
        issued, permits = map(int, re.findall(r"\d+", told))
        self.blocks.append(Block("table", "", disclosed(issued, 3 * issued, permits)))
        self.add("heading", "三、收到和处理政府信息公开申请情况")
        told = self.fill("本年新收申请{0-9}件，上年结转0件，均已办结。")
        self.add("paragraph", told)
        received = int(re.findall(r"\d+", told)[0])
        self.blocks.append(Block("table", "", requests(received)))
        self.add("heading", "四、政府信息公开行政复议、行政诉讼情况")
        self.add("paragraph", "本年没有因政府信息公开引起的行政复议和行政诉讼。")
        self.blocks.append(Block("table", "", disputes()))
        for number, name in (("五", "存在的主要问题及改进情况"), ("六", "其他需要报告的事项")):
            self.add("heading", f"{number}、{name}")
            self.add("paragraph", "".join(self.pick(stock.DISCLOSURE[name], 2)))
        return self.blocks
