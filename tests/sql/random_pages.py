"""Pages of random worlds: how a report is called, which days it bears, when it is listed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from flows.parse.document import Document, YearCount
from tests.sql.pages import report
from tests.sql.world import Body

PAGE_SOURCES = ("metadata", "displayed", "meta_tag", "url")
_FAULTS = (404, 500, "timeout", "login")


@dataclass
class Copy:
    """A page on which the report of a body stands, and what it shows night by night."""

    body: Body
    year: int
    column: str
    url: str
    day: date
    mode: str
    form: str
    links: list[str] = field(default_factory=list)
    listed_on: list[str | None] = field(default_factory=list)
    answers: list[Document | int | str] = field(default_factory=list)
    shown: list[bool] = field(default_factory=list)
    faulty: bool = False  # it did not open on some night, or changed its title or its dates
    also: Body | None = None  # the other body of a joint report


@dataclass(frozen=True)
class Report:
    """What truly was published, and how it is called; `signed_by` is who may sign it instead."""

    body: Body
    year: int
    day: date
    form: str
    signed_by: Body | None = None


def short(body: Body) -> str:
    """The part of a name that every form of a title has."""
    return body.name.replace("人民政府", "").replace("办事处", "")


def title(form: str, body: Body, year: int, county: str = "青岩县", other: str = "") -> str:
    """How a report is called, by a form that real titles have."""
    name = short(body)
    forms = {
        "full": f"{county}{body.name}关于{year}年度法治政府建设情况的报告",
        "short": f"{name}{year}年法治政府建设年度报告",
        "behind": f"{name}法治政府建设年度报告（{year}年度）",
        "plans": f"{name}{year}年度法治政府建设情况及{year + 1}年工作安排的报告",
        "party": f"中共{county}{name}委员会 {body.name}关于{year}年度法治政府建设情况的报告",
        "sent": f"关于印发《{name}{year}年度法治政府建设情况报告》的通知",
        "corrected": f"{name}{year}年度法治政府建设情况的报告（更正版）",
        "again": f"{name}{year}年度法治政府建设情况的报告（重新发布）",
        "nameless": f"关于{year}年度法治政府建设情况的报告",
        "slip": f"{county}{body.name}关于{year - 1}年度法治政府建设情况的报告",
        "slip up": f"{county}{body.name}关于{year + 1}年度法治政府建设情况的报告",
        "yearless": f"{name}法治政府建设情况的报告",
        "vague": "法治政府建设情况报告",
        "cut short": f"{county}{body.name}关于{year}年度…",
        "joint": f"{name}、{other}{year}年度法治政府建设情况报告",
    }
    return forms[form]


#: Forms whose title alone says body and year.
SURE = ("full", "short", "behind", "plans", "party", "sent", "corrected", "again")
FORMS = (
    ("full", 40), ("short", 25), ("behind", 5), ("plans", 5), ("party", 4), ("sent", 3),
    ("corrected", 4), ("again", 3), ("nameless", 8), ("slip", 4), ("slip up", 2), ("yearless", 4),
    ("vague", 4),
)  # fmt: skip
_MODES = (
    ("clear", 50), ("none", 7), ("month", 4), ("contradicting", 12), ("wrong", 6), ("list", 8),
    ("edited", 7), ("updated", 6),
)  # fmt: skip


class Drawer:
    """Chances, by one seeded generator."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw

    def pick(self, weighted: tuple[tuple[str, int], ...]) -> str:
        names, weights = zip(*weighted, strict=True)
        return str(self.draw.choices(names, weights)[0])

    def likely(self, share: float) -> bool:
        return self.draw.random() < share


class Pages(Drawer):
    """Draws the pages of reports over given nights."""

    def __init__(self, draw: random.Random, nights: Sequence[date]) -> None:
        super().__init__(draw)
        self.nights = nights
        self.number = 0

    def copy(
        self, column: str, report_of: Report, county: str, *, rebuilt: bool, also: Body | None
    ) -> Copy:
        """One page on which the report stands in a column, and what it shows night by night."""
        self.number += 1
        told = report_of
        body, year, form = told.body, told.year, told.form
        mode = "rebuilt" if rebuilt else self.pick(_MODES)
        url = f"{column}c{self.number}.html"
        copy = Copy(body, year, column, url, told.day, mode, form, also=also)
        name = told.signed_by if told.signed_by and form in SURE and self.likely(0.5) else body
        if name is not body:
            copy.form = "other name"
        other = short(also) if also else ""
        call = [title(form, name, year, county, other)] * len(self.nights)
        link = list(call)
        if self.likely(0.06) and form in SURE:  # the list cuts its titles or words them otherwise
            worded = self.draw.choice(["cut short", "nameless", "short"])
            link = [title(worded, name, year, county)] * len(self.nights)
            copy.faulty = True
        if self.likely(0.06):
            again = self.draw.randrange(len(self.nights))
            worded = self.draw.choice(["full", "short", "corrected", "vague"])
            link[again:] = [title(worded, name, year, county)] * (len(self.nights) - again)
            call[again:] = link[again:]
            copy.faulty = True
        copy.links = link
        self._dates(copy, call)
        self._days_shown(copy)
        return copy

    def _wrong(self, day: date) -> date:
        """Another day, in time or late."""
        while True:
            other = date(day.year, 1, 5) + timedelta(self.draw.randrange(190))
            if abs((other - day).days) > 1:
                return other

    def _dates(self, copy: Copy, call: list[str]) -> None:
        day, wrong = copy.day, self._wrong(copy.day)
        sources = [one for one in PAGE_SOURCES if self.likely(0.5)] or ["displayed"]
        listed: date | None = day if self.likely(0.6) else None
        days = dict.fromkeys(sources, day)
        if copy.mode == "none":
            days, listed = {}, None
        elif copy.mode == "month":
            days, listed = {"url": day.replace(day=1)}, None
        elif copy.mode == "contradicting":
            days = {"displayed": day, "metadata": day}
            days[self.draw.choice(["displayed", "metadata"])] = wrong
        elif copy.mode == "wrong":
            days, listed = dict.fromkeys(sources, wrong), wrong if listed else None
        elif copy.mode == "list":
            if self.likely(0.5):
                listed = wrong
            else:
                listed, days = day, dict.fromkeys(sources, wrong)
        elif copy.mode == "rebuilt":
            site = self.nights[-2] - timedelta(self.draw.randint(1, 3))
            days, listed = {"displayed": site}, site
            if day > site:
                copy.mode, days, listed = "near", {"displayed": day}, day
        edited = self.draw.randrange(1, len(self.nights)) if copy.mode == "edited" else 99
        for night in range(len(self.nights)):
            told = dict.fromkeys(days, wrong) if night >= edited else days
            copy.listed_on.append(listed.isoformat() if listed else None)
            copy.answers.append(self.page(copy, call[night], told))
        at = self.draw.random()
        if at < 0.07:
            copy.answers = [self.draw.choice(_FAULTS)] * len(self.nights)
            copy.faulty = True
        elif at < 0.2:
            copy.answers = [
                self.draw.choice(_FAULTS) if self.likely(0.3) else one for one in copy.answers
            ]
            copy.faulty = True

    def page(self, copy: Copy, called: str, days: dict[str, date]) -> Document:
        facts: dict[str, Any] = {}
        year = copy.year
        if copy.form in ("yearless", "vague") or called == title("vague", copy.body, year):
            source = "opening" if self.draw.random() < 0.7 else "text"
            facts = {"is_report": True, "report_kind": "rule_of_law", "report_year": year}
            facts["report_year_source"] = source
        dates = [
            {
                "source": source, "meaning": "published", "date": day.isoformat(),
                "text": f"/{day:%Y%m}/{day:%m}" if copy.mode == "month" else
                f"t{day:%Y%m%d}_1" if source == "url" else
                f"更新时间：{day}" if copy.mode == "updated" else f"发布日期：{day}",
            }
            for source, day in days.items()
        ]  # fmt: skip
        best = next((days[source] for source in PAGE_SOURCES if source in days), None)
        counts = [YearCount(year=year, count=9), YearCount(year=year + 1, count=2)]
        page = report(called, None, sections=[], years=counts, **facts)
        more = {"dates": dates, "published_on": best and best.isoformat()}
        return Document.model_validate(page.model_dump() | more)

    def _days_shown(self, copy: Copy) -> None:
        lag = self.draw.choice([0, 0, 0, 0, 0, 3, 40])
        shown = [night >= copy.day + timedelta(lag) for night in self.nights]
        at, some = self.draw.random(), self.draw.randrange(len(self.nights))
        if at < 0.08:
            shown = [one and night < some for night, one in enumerate(shown)]
        elif at < 0.16:
            shown = [one and night != some for night, one in enumerate(shown)]
        copy.shown = shown
