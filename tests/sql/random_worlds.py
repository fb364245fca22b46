"""Worlds drawn at random: what bodies truly published, and what noisy sites show of it at night.

`draw(seed)` knows the truth about every duty and plays nights over it. What a list really showed
is taken from the raw rows of the world, so that the judges in test_random_worlds need no second
opinion on what was visible.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from flows.parse.document import Document
from tests.sql.pages import unread
from tests.sql.random_pages import FORMS, SURE, Copy, Drawer, Pages, Report, short
from tests.sql.world import Body, Listed, World

DUE = {2021: date(2022, 3, 31), 2022: date(2023, 3, 31)}
FIRST, LAST = date(2023, 3, 8), date(2023, 7, 20)
#: Answers of a column that show nothing of its list, or not to its end.
UNSOUND = ("down", "robots", "blocked", "script", "cut", "unasked")
_LOOK_ALIKES = (
    "关于报送{y}年度法治政府建设情况报告的通知",
    "{name}{y}年度法治政府建设情况报告解读",
    "{name}{y}年政府信息公开工作年度报告",
    "{name}{z}年法治政府建设工作要点",
    "{name}召开{y}年度法治政府建设工作会议",
    "{name}{y}年上半年法治政府建设情况报告",
)


@dataclass
class Column:
    """A column: its fixed entries, what else it lists, and how it answers night by night."""

    url: str
    owner: Body | None
    junk: list[tuple[str, str, str | None]]
    copies: list[Copy] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    vague: bool = False


@dataclass
class Drawn:
    """A world with its truth. `nights[n]` is the day of run n; days are those of publication."""

    world: World
    nights: list[date]
    truth: dict[tuple[str, int], date | None]
    copies: list[Copy]
    columns: dict[str, Column]
    rebuilt: set[str]
    #: per night (url of the entry → title it was listed with), as the raw rows have it
    shown: list[dict[str, str]] = field(default_factory=list)

    def seen(self, filer_id: str, year: int, until: int) -> list[Copy]:
        """Copies of a report that some list showed up to a night."""
        listed = set().union(*self.shown[: until + 1])
        return [
            one
            for one in self.copies
            if one.url in listed and one.year == year
            and filer_id in (one.body.filer_id, one.also and one.also.filer_id)
        ]  # fmt: skip

    def cut(self, until: int) -> World:
        """The world as it stood after a night: the same rows, none of a later one."""
        earlier = World()
        earlier.sources = self.world.sources
        kept = {row["run_id"] for row in self.world.rows["run"][: until + 1]}
        for name, rows in self.world.rows.items():
            earlier.rows[name] = [row for row in rows if row.get("run_id", "") in kept]
        read = {(row["sha256"], row["url"]) for row in earlier.rows["capture"]}
        earlier.rows["document"] = [
            row for row in self.world.rows["document"] if (row["sha256"], row["url"]) in read
        ]
        return earlier


def draw(seed: int, bodies: int = 60) -> Drawn:
    """A world of four counties with so many bodies each, and its nights played."""
    return _Drawing(random.Random(seed), bodies).drawn()


_ANSWERS = (
    ("whole", 64), ("down", 9), ("blocked", 4), ("cut", 6), ("partial", 4), ("short", 4),
    ("empty", 3), ("other", 2), ("unasked", 3), ("script", 1),
)  # fmt: skip


class _Drawing(Drawer):
    def __init__(self, draw: random.Random, bodies: int) -> None:
        super().__init__(draw)
        self.bodies = bodies
        between = [FIRST + timedelta(n) for n in range((LAST - FIRST).days)]
        nights = set(self.draw.sample(between, self.draw.randint(5, 8)))
        after = [day for day in between if day > DUE[2022] + timedelta(1)]
        self.nights = sorted(nights | set(self.draw.sample(after, 2)))
        self.world = World(first_report_year=2021)
        self.truth: dict[tuple[str, int], date | None] = {}
        self.copies: list[Copy] = []
        self.columns: dict[str, Column] = {}
        self.rebuilt: set[str] = set()
        self.pages = Pages(draw, self.nights)

    def drawn(self) -> Drawn:
        kinds = ["own", "shared", "mixed", "own"]
        for number, kind in enumerate(kinds):
            self._county(number, kind)
        for column in self.columns.values():
            self._look_alikes(column)
        self._rebuild()
        if self.likely(0.5):
            self._move("http://www.qy0.gov.cn", self.likely(0.5))
        drawn = Drawn(self.world, self.nights, self.truth, self.copies, self.columns, self.rebuilt)
        for night, day in enumerate(self.nights):
            self._play(drawn, night, day)
        return drawn

    # registry

    def _county(self, number: int, kind: str) -> None:
        name, code = f"{'青白赤黑'[number]}岩县", f"50099{9 - number}"
        if number:
            year = self.draw.choice([2021, 2022])
            self.world.add_county(code, name, first_report_year=year)
        else:
            self.world.sources[0]["county"]["first_report_year"] = 2021
        site = f"http://www.qy{number}.gov.cn"
        shared = f"{site}/xzjd/"
        if number == 3:
            self.rebuilt.add(code)
        if kind != "own":
            self.world.shared(shared, county=number)
            self._column(shared, None)
        names = self._names()
        bodies: list[tuple[Body, list[str]]] = []
        for n in range(self.bodies):
            place = next(names)
            level, full = self._level(place)
            body = Body(f"{code}{101 + n}", full, f"{site}/{101 + n}/fzbg/")
            columns: list[str | dict[str, Any]] = []
            where: list[str] = []
            if kind == "own" or (kind == "mixed" and self.likely(0.5)):
                columns, where = self._own(body)
                for one in where:
                    self._column(one, body)
            if kind != "own":
                where = [*where, shared]
            aliases = []
            if self.likely(0.06):
                aliases = [{"name": f"{place}旧乡", "valid_from": None, "valid_to": "2022-06-30"}]
            self.world.filer(body.filer_id, full, level, columns, number, aliases=aliases)
            bodies.append((body, where))
        self._succession(number, code, site, kind, next(names))
        for body, where in bodies:
            for year in (2021, 2022):
                self._publish(body, year, where, bodies, number)

    def _names(self) -> Iterator[str]:
        first, second = "清白石龙大南东双长安永太金红高", "河水桥泉坪山溪沟岭坝塘湾"
        pairs = [a + b for a in first for b in second]
        self.draw.shuffle(pairs)
        for number, pair in enumerate(pairs):
            yield f"上{pair}" if number % 11 == 0 else pair

    def _level(self, place: str) -> tuple[str, str]:
        at = self.draw.random()
        if at < 0.12:
            return "subdistrict", f"{place}街道办事处"
        return "township", f"{place}{'乡' if at < 0.35 else '镇'}人民政府"

    def _own(self, body: Body) -> tuple[list[str | dict[str, Any]], list[str]]:
        at, second = self.draw.random(), f"{body.column}b/"
        if at < 0.8:
            return [body.column], [body.column]
        if at < 0.9:
            return [body.column, second], [body.column, second]
        day = (date(2023, 2, 1) + timedelta(self.draw.randrange(90))).isoformat()
        return (
            [{"url": body.column, "valid_to": day}, {"url": second, "valid_from": day}],
            [body.column, second],
        )

    def _column(self, url: str, owner: Body | None) -> Column:
        junk: list[tuple[str, str, str | None]] = [
            (f"{url}j{n}.html", f"全县第{n}号工作动态", f"2022-{self.draw.randint(1, 12):02d}-11")
            for n in range(self.draw.choice([0, 1, 3, 6]) if owner else 6)
        ]
        column = self.columns[url] = Column(url, owner, junk)
        column.answers = [self.pick(_ANSWERS) for _ in self.nights]
        if self.likely(0.45):
            column.answers = ["whole"] * len(self.nights)
        elif self.likely(0.1):
            column.answers = ["down"] * len(self.nights)
        elif self.likely(0.15):  # first seen long after the day
            late = self.draw.randrange(1, len(self.nights))
            column.answers[:late] = [self.draw.choice(["down", "unasked"])] * late
        return column

    def _succession(self, number: int, code: str, site: str, kind: str, place: str) -> None:
        """A town became a street: at some day around the year's end or the deadline."""
        day = date(2022, 6, 1) + timedelta(self.draw.randrange(330))
        old = Body(f"{code}901", f"{place}镇人民政府", f"{site}/901/fzbg/")
        new = Body(f"{code}902", f"{place}街道办事处", f"{site}/901/fzbg/")
        columns: list[str | dict[str, Any]] = []
        where = [f"{site}/xzjd/"]
        if kind == "own":
            columns, where = [old.column], [old.column]
            self._column(old.column, old)
        before = (day - timedelta(1)).isoformat()
        self.world.filer(old.filer_id, old.name, "township", columns, number, valid_to=before)
        self.world.filer(
            new.filer_id, new.name, "subdistrict", columns, number, valid_from=day.isoformat()
        )
        # whoever stands on the last day of the year owes the report; either name may sign it
        for year in (2021, 2022):
            owes, other = (old, new) if day > date(year, 12, 31) else (new, old)
            self._publish(owes, year, where, [], number, written_by=other)

    # publication

    def _publish(
        self, body: Body, year: int, where: list[str], bodies: list[tuple[Body, list[str]]],
        number: int, written_by: Body | None = None,
    ) -> None:  # fmt: skip
        due = DUE[year]
        at = self.draw.random()
        last = self.nights[-1] if year == 2022 else date(2023, 2, 20)
        day: date | None
        if at < 0.25:
            day = None
        elif at < 0.28:
            day = due + timedelta(1)
        elif at < 0.45:
            day = due + timedelta(self.draw.randint(2, max(2, (last - due).days)))
        elif at < 0.47:
            day = date(year, 12, self.draw.randint(15, 31))
        else:
            day = date(year + 1, 1, 3) + timedelta(self.draw.randint(0, 87))
        self.truth[body.filer_id, year] = day
        if day is None:
            return
        for _ in range(self.draw.choices([1, 2, 3], [78, 18, 4])[0]):
            column = self.draw.choice(where)
            if bodies and self.likely(0.03):  # under another body's name in the list of columns
                column = self.draw.choice(self.draw.choice(bodies)[1])
            form = self.pick(FORMS)
            if form == "slip up" and (day.year == year or day.month > 9 or day.year > year + 1):
                form = "full"  # by title and day it would be a report of the next year
            also = None
            if self.columns[column].owner not in (None, body) and form not in SURE:
                form = "full"
            elif self.columns[column].owner is None and form in ("nameless", "vague"):
                form = "short" if self.likely(0.97) else form
            elif self.columns[column].owner is None and bodies and self.likely(0.01):
                form, also = "joint", self.draw.choice(bodies)[0]
                if also is body:
                    form, also = "full", None
            copy = self.pages.copy(
                column, Report(body, year, day, form, written_by), f"{'青白赤黑'[number]}岩县",
                rebuilt=number == 3, also=also,
            )  # fmt: skip
            self.copies.append(copy)
            own = self.columns[column]
            own.copies.append(copy)
            dated = copy.mode in ("clear", "none", "month", "edited", "rebuilt")
            own.vague |= form not in SURE or copy.faulty or not dated

    def _look_alikes(self, column: Column) -> None:
        if column.owner is None or self.likely(0.6):
            return
        for number, words in enumerate(self.draw.sample(_LOOK_ALIKES, 2)):
            text = words.format(y=2022, z=2023, name=short(column.owner))
            column.junk.append((f"{column.url}l{number}.html", text, "2023-02-20"))

    def _rebuild(self) -> None:
        """A site built anew before anybody looked: nobody saw it before its last two nights."""
        for column in self.columns.values():
            if column.url.startswith("http://www.qy3."):
                column.answers[:-2] = ["unasked"] * (len(self.nights) - 2)

    def _move(self, site: str, new_address: bool) -> None:
        """A site that moves while it is watched: from a night on all has the day of the move."""
        self.rebuilt.add("500999")
        at = self.draw.randrange(1, len(self.nights))
        day = self.nights[at] - timedelta(self.draw.randint(0, 1))
        for copy in [one for one in self.copies if one.url.startswith(site)]:
            if abs((copy.day - day).days) < 4 and copy.mode == "clear":
                copy.mode = "near"  # its true day cannot be told from that of the move
            if copy.day >= day:
                continue
            listed: list[str | None] = [day.isoformat()] * len(self.nights)
            pages: list[Document | int | str] = [
                self.pages.page(copy, one.title or "", {"displayed": day})
                if isinstance(one, Document) else one
                for one in copy.answers
            ]  # fmt: skip
            if not new_address:
                copy.listed_on[at:], copy.answers[at:] = listed[at:], pages[at:]
                continue
            there = copy.shown
            twin = replace(
                copy, url=f"{copy.url}.new.html", mode="moved", answers=pages, listed_on=listed,
                shown=[one and night >= at for night, one in enumerate(there)], faulty=True,
            )  # fmt: skip
            copy.shown = [one and night < at for night, one in enumerate(there)]
            copy.answers = [*copy.answers[:at], *[404] * (len(self.nights) - at)]
            self.copies.append(twin)
            self.columns[copy.column].copies.append(twin)

    # nights

    def _play(self, drawn: Drawn, night: int, day: date) -> None:
        lists = {url: self._listed(column, night) for url, column in self.columns.items()}
        pages: dict[str, Any] = {}
        before = set().union(*drawn.shown) if drawn.shown else set()
        now = {url for one in lists.values() for url, _, _ in one.entries}
        for copy in self.copies:
            if copy.url in before | now and day >= copy.day:
                answer = copy.answers[night]
                pages[copy.url] = unread() if answer == "login" else answer
        version = 2 if night > len(self.nights) // 2 else 1
        self.world.night(f"{day}T02:30", lists, pages, parser_version=version)
        run_id = self.world.rows["run"][-1]["run_id"]
        drawn.shown.append(
            {
                row["url"]: row["title"]
                for row in self.world.rows["listing"]
                if row["run_id"] == run_id
            }
        )

    def _listed(self, column: Column, night: int) -> Listed:
        entries = [
            (copy.url, copy.links[night], copy.listed_on[night])
            for copy in column.copies
            if copy.shown[night]
        ] + column.junk
        entries.sort(key=lambda one: one[2] or "9999", reverse=True)
        half = entries[: self.draw.randint(0, len(entries))]
        answers: dict[str, Callable[[], Listed]] = {
            "whole": lambda: Listed(entries),
            "down": lambda: Listed(reading={"reason": self.draw.choice(["timeout", "http_502"])}),
            "robots": lambda: Listed(reading={"reason": "robots"}),
            "blocked": lambda: Listed(
                reading={"kind": "blocked", "reason": "blocked: login", "status": 200}
            ),
            "script": lambda: Listed(reading={"kind": "script_list", "reason": "script_list"}),
            "cut": lambda: Listed(
                half,
                {"reason": "page_2: timeout", "complete": False, "kind": "listing", "status": 200},
            ),
            "partial": lambda: Listed(half, {"reason": "partial", "partial": True}),
            "short": lambda: Listed(half, {"provably_empty": False}),
            "empty": lambda: Listed([], {"provably_empty": self.likely(0.5)}),
            "other": lambda: Listed(
                [(f"{column.url}o{night}{n}.html", f"要闻{night}{n}", None) for n in range(5)]
            ),
            "unasked": lambda: Listed(reading={"reason": "not_asked"}),
        }
        return answers[column.answers[night]]()
